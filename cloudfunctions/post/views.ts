/** How posts and comments are shown. Pure: documents and addresses in, the contract's shapes out. */
import type { Board, Comment, CommentPage, PostDetail } from '../../contract/post'
import type { FeedPage, PostCard } from '../../contract/post-feeds'
import type { MemberDocument } from '../member/collections'
import { authorCard, authorSnippet, type Urls } from '../member/views'
import type { BoardDocument, CommentDocument, PostDocument } from './collections'

/** What a feed reads of a post. */
export const CARD_FIELDS = [
  'authorId',
  'author',
  'excerpt',
  'photos',
  'likeCount',
  'commentCount',
  'state',
  'createdAt',
] as const satisfies readonly (keyof PostDocument)[]
export type PostForCard = Pick<PostDocument, (typeof CARD_FIELDS)[number] | '_id'>

/** What a viewer's eyes add to documents: the addresses of files and which posts they like. */
export interface Sight {
  readonly urls: Urls
  readonly likedPostIds: ReadonlySet<string>
}

/** The files that a card shows. */
export function cardFileIds(post: PostForCard): string[] {
  return present([post.photos[0]?.thumbFileId, post.author.avatarFileId])
}

/** The files that a post's own page shows. */
export function detailFileIds(post: PostDocument): string[] {
  return present([
    post.author.avatarFileId,
    ...post.photos.flatMap((photo) => [photo.thumbFileId, photo.displayFileId]),
  ])
}

/** The files that comments show; the viewer's own picture too, for those of theirs that are still being checked. */
export function commentFileIds(comments: readonly CommentDocument[], viewer?: MemberDocument): string[] {
  const authors = comments.map((comment) => comment.author)
  return present(
    [...authors, ...(viewer ? [authorSnippet(viewer)] : [])].map((author) => author.avatarFileId),
  )
}

export function boardView(board: BoardDocument): Board {
  return { boardId: board._id, name: board.name, summary: board.summary }
}

export function postCard(post: PostForCard, sight: Sight): PostCard {
  const [first] = post.photos
  const url = first && sight.urls.get(first.thumbFileId)
  return {
    postId: post._id,
    excerpt: post.excerpt,
    ...(first && url ? { cover: { url, width: first.width, height: first.height } } : {}),
    photoCount: post.photos.length,
    author: authorCard(post.authorId, post.author, sight.urls),
    likeCount: Math.max(0, post.likeCount),
    commentCount: Math.max(0, post.commentCount),
    liked: sight.likedPostIds.has(post._id),
    state: post.state,
    createdAt: post.createdAt,
  }
}

export function postDetail(
  post: PostDocument,
  board: BoardDocument,
  viewerId: string | undefined,
  sight: Sight,
): PostDetail {
  return {
    postId: post._id,
    board: boardView(board),
    text: post.text,
    photos: post.photos.flatMap(({ mediaId, thumbFileId, displayFileId, width, height }) => {
      const url = sight.urls.get(displayFileId)
      const thumbUrl = sight.urls.get(thumbFileId)
      return url && thumbUrl ? [{ mediaId, url, thumbUrl, width, height }] : []
    }),
    author: authorCard(post.authorId, post.author, sight.urls),
    likeCount: Math.max(0, post.likeCount),
    commentCount: Math.max(0, post.commentCount),
    liked: sight.likedPostIds.has(post._id),
    mine: post.authorId === viewerId,
    state: post.state,
    createdAt: post.createdAt,
  }
}

export function commentView(
  comment: CommentDocument,
  viewerId: string | undefined,
  urls: Sight['urls'],
): Comment {
  return {
    commentId: comment._id,
    text: comment.text,
    author: authorCard(comment.authorId, comment.author, urls),
    mine: comment.authorId === viewerId,
    state: comment.state,
    createdAt: comment.createdAt,
  }
}

function present(fileIds: readonly (string | undefined)[]): string[] {
  return fileIds.filter((fileId) => fileId !== undefined)
}

/** A page of cards. */
export function feedPage(
  page: { items: readonly PostForCard[]; nextCursor?: string },
  sight: Sight,
): FeedPage {
  return { posts: page.items.map((post) => postCard(post, sight)), ...next(page.nextCursor) }
}

/** A page of comments. */
export function commentPage(
  page: { items: readonly CommentDocument[]; nextCursor?: string },
  viewerId: string | undefined,
  urls: Urls,
): CommentPage {
  return {
    comments: page.items.map((comment) => commentView(comment, viewerId, urls)),
    ...next(page.nextCursor),
  }
}

function next(nextCursor: string | undefined): { nextCursor?: string } {
  return nextCursor === undefined ? {} : { nextCursor }
}
