/** How a post is shown on its own page. Pure: documents, addresses and names in, the contract's shapes out. */
import type {
  Board,
  Chain,
  ChainEntry,
  ChainPage,
  Debate,
  Poll,
  PostDetail,
} from '../../contract/post-shapes'
import { authorCard, type Urls } from '../member/views'
import { ballotKey, isClosed } from './ballot-rules'
import type { BoardDocument, PostDocument } from './collections'
import { type CommentSight, mentionViews } from './comment-views'
import type { ChainEntryDocument } from './engagement-collections'
import { isShownTo } from './rules'

/** What a viewer's eyes add to a post. */
export interface DetailSight extends Omit<CommentSight, 'likedCommentIds'> {
  readonly liked: boolean
  readonly favourited: boolean
  /** Whether the viewer follows the author. */
  readonly followed: boolean
  /** The viewer's choices in the post's poll, or their side in its debate; empty before. */
  readonly choices: readonly number[]
  /** The first page of the post's chain. */
  readonly chain: ChainPage
  readonly mayModerate: boolean
  /** Epoch milliseconds. */
  readonly now: number
}

/** The files that a post's own page shows. */
export function detailFileIds(post: PostDocument): string[] {
  const pictures = post.photos.flatMap((photo) => [photo.thumbFileId, photo.displayFileId])
  return [post.author.avatarFileId, post.video?.fileId, ...pictures].filter((fileId) => fileId !== undefined)
}

export function boardView(board: BoardDocument): Board {
  return { boardId: board._id, name: board.name, summary: board.summary }
}

/** A post, to one viewer. */
export function postDetail(post: PostDocument, board: BoardDocument, sight: DetailSight): PostDetail {
  const mine = post.authorId === sight.viewerId
  const { location, solvedCommentId, editedAt } = post
  return {
    postId: post._id,
    kind: post.kind ?? 'post',
    board: boardView(board),
    text: post.text,
    mentions: mentionViews(post.mentionIds ?? [], sight.names),
    topics: [...(post.topics ?? [])],
    ...picturesView(post, sight.urls),
    ...(location === undefined ? {} : { location }),
    ...partsView(post, sight),
    author: authorCard(post.authorId, post.author, sight.urls),
    followed: sight.followed,
    likeCount: Math.max(0, post.likeCount),
    commentCount: Math.max(0, post.commentCount),
    favouriteCount: Math.max(0, post.favouriteCount ?? 0),
    liked: sight.liked,
    favourited: sight.favourited,
    featured: post.featured === true,
    ...(solvedCommentId === undefined ? {} : { solvedCommentId }),
    mine,
    viewerMay: {
      edit: mine,
      delete: mine,
      report: !mine,
      solve: mine && post.kind === 'question',
      feature: sight.mayModerate && post.state === 'visible',
    },
    state: post.state,
    createdAt: post.createdAt,
    ...(editedAt === undefined ? {} : { editedAt }),
  }
}

/** The photos; or the video, whose poster is the one photo. */
function picturesView(post: PostDocument, urls: Urls): Pick<PostDetail, 'photos' | 'video'> {
  const photos = post.photos.flatMap(({ mediaId, thumbFileId, displayFileId, width, height }) => {
    const url = urls.get(displayFileId)
    const thumbUrl = urls.get(thumbFileId)
    return url && thumbUrl ? [{ mediaId, url, thumbUrl, width, height }] : []
  })
  const [poster] = photos
  const url = post.video && urls.get(post.video.fileId)
  if (!post.video || !poster || !url) return { photos }
  const { mediaId, width, height } = post.video
  return {
    photos: [],
    video: { mediaId, url, posterId: poster.mediaId, posterUrl: poster.url, width, height },
  }
}

function partsView(post: PostDocument, sight: DetailSight): Pick<PostDetail, 'poll' | 'debate' | 'chain'> {
  const poll = pollView(post, sight.choices, sight.now)
  const debate = debateView(post, sight.choices)
  const chain = post.chain && chainView(post, sight)
  return { ...(poll && { poll }), ...(debate && { debate }), ...(chain && { chain }) }
}

function countAt(post: PostDocument, place: number): number {
  return Math.max(0, post.ballotCounts?.[ballotKey(place)] ?? 0)
}

/** A post's poll; undefined when it is none. */
export function pollView(post: PostDocument, choices: readonly number[], now: number): Poll | undefined {
  if (!post.poll) return undefined
  const { options, multiple, closesAt } = post.poll
  return {
    options: options.map((text, place) => ({ text, count: countAt(post, place) })),
    multiple,
    ...(closesAt === undefined ? {} : { closesAt }),
    closed: isClosed(closesAt, now),
    voterCount: Math.max(0, post.voterCount ?? 0),
    mine: [...choices],
  }
}

/** A post's debate; undefined when it is none. */
export function debateView(post: PostDocument, choices: readonly number[]): Debate | undefined {
  if (!post.debate) return undefined
  const [first, second] = post.debate.sides
  const [mine] = choices
  return {
    sides: [
      { name: first, count: countAt(post, 0) },
      { name: second, count: countAt(post, 1) },
    ],
    ...(mine === 0 || mine === 1 ? { mine } : {}),
  }
}

function chainView(post: PostDocument, sight: DetailSight): Chain {
  const { chain = {}, chainMemberIds = [] } = post
  const place = sight.viewerId === undefined ? -1 : chainMemberIds.indexOf(sight.viewerId)
  return {
    ...(chain.prompt === undefined ? {} : { prompt: chain.prompt }),
    entryCount: chainMemberIds.length,
    ...(place < 0 ? {} : { mine: place + 1 }),
    first: sight.chain,
  }
}

/** An entry of a chain under its number. */
export function entryView(
  entry: ChainEntryDocument,
  number: number,
  viewerId: string | undefined,
  urls: Urls,
): ChainEntry {
  return {
    number,
    author: authorCard(entry.authorId, entry.author, urls),
    text: entry.text,
    mine: entry.authorId === viewerId,
    state: entry.state,
    createdAt: entry.createdAt,
  }
}

/** Those of a chain's entries that this viewer may see, by their numbers. */
export function entryViews(
  post: PostDocument,
  entries: readonly ChainEntryDocument[],
  viewerId: string | undefined,
  urls: Urls,
): ChainEntry[] {
  const numbers = new Map((post.chainMemberIds ?? []).map((memberId, place) => [memberId, place + 1]))
  return (
    entries
      // The place of who has left is shown, without a word or a name: the numbers after it stay as they were.
      .filter((entry) => entry.state === 'removed' || isShownTo(viewerId, entry))
      .map((entry) => entryView(entry, numbers.get(entry.authorId) ?? 0, viewerId, urls))
      .filter((entry) => entry.number > 0)
      .sort((a, b) => a.number - b.number)
  )
}
