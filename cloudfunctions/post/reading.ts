/** What a page about posts and comments needs besides their documents. */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import type { ChainPage, CommentPage } from '../../contract/post-shapes'
import { decodeCursor, encodeCursor } from '../kit/cursor'
import { temporaryUrls } from '../kit/files'
import { findManyMembers } from '../member/store'
import { findEntries } from './chain-store'
import type { CommentDocument, PostDocument } from './collections'
import { type CommentsAsked, findOwnChecking, toCommentsPage } from './comment-store'
import { type CommentSight, commentFileIds, commentPage, type Faces, membersIn } from './comment-views'
import { likedAmong } from './marks'
import { entryViews } from './views'

/** The nicknames of these members; who has left has none. */
export async function namesOf(memberIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(memberIds)]
  const batches: string[][] = []
  for (let from = 0; from < wanted.length; from += QUERY_LIMIT_MAX)
    batches.push(wanted.slice(from, from + QUERY_LIMIT_MAX))
  const found = (await Promise.all(batches.map(findManyMembers))).flat()
  return new Map(
    found.filter((member) => member.standing !== 'deleted').map((member) => [member._id, member.nickname]),
  )
}

/** The pictures and names that these comments show, whoever looks. */
export async function facesOf(comments: readonly Faces[]): Promise<Pick<CommentSight, 'urls' | 'names'>> {
  const [urls, names] = await Promise.all([
    temporaryUrls(commentFileIds(comments)),
    namesOf(membersIn(comments)),
  ])
  return { urls, names }
}

/** What a viewer's eyes add to these comments, in one round trip. */
async function lookAtComments(
  comments: readonly CommentDocument[],
  viewerId: string | undefined,
): Promise<CommentSight> {
  const commentIds = comments.map((comment) => comment._id)
  const [faces, likedCommentIds] = await Promise.all([facesOf(comments), likedAmong(commentIds, viewerId)])
  return { viewerId, likedCommentIds, ...faces }
}

/**
 * The page of comments that a viewer sees: what everybody does, and their own that are still being checked. Only who
 * has any of those pays a second round trip.
 */
export async function readComments(
  asked: CommentsAsked,
  visible: readonly CommentDocument[],
  viewerId: string | undefined,
): Promise<CommentPage> {
  const [own, sight] = await Promise.all([
    findOwnChecking(asked, viewerId),
    lookAtComments(visible, viewerId),
  ])
  const page = toCommentsPage(asked, visible, own)
  if (own.length === 0) return commentPage(page, sight)
  const more = await lookAtComments(own, viewerId)
  return commentPage(page, {
    ...sight,
    urls: new Map([...sight.urls, ...more.urls]),
    names: new Map([...sight.names, ...more.names]),
  })
}

/** A page of a chain: its order is in the post, so that any page is one query by ids. */
export async function readChain(
  post: PostDocument,
  viewerId: string | undefined,
  cursor: string | undefined,
  limit: number,
): Promise<ChainPage> {
  const memberIds = post.chainMemberIds ?? []
  const after = decodeCursor(post._id, cursor)
  const start = after === undefined ? 0 : memberIds.indexOf(after) + 1
  const page = memberIds.slice(start, start + limit)
  const entries = await findEntries(post._id, page)
  const urls = await temporaryUrls(entries.flatMap(({ author }) => author.avatarFileId ?? []))
  const last = page.at(-1)
  return {
    entries: entryViews(post, entries, viewerId, urls),
    ...(last !== undefined && start + limit < memberIds.length
      ? { nextCursor: encodeCursor(post._id, last) }
      : {}),
  }
}
