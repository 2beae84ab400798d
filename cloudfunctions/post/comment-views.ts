/** How comments are shown. Pure: documents, addresses and names in, the contract's shapes out. */
import type { Comment, CommentPage, Mention } from '../../contract/post-shapes'
import { authorCard, type Urls } from '../member/views'
import type { CommentDocument } from './collections'

/** What a viewer's eyes add to comments. */
export interface CommentSight {
  readonly viewerId: string | undefined
  readonly urls: Urls
  readonly likedCommentIds: ReadonlySet<string>
  /** Nicknames by member, of those whom texts name or answer; who has left has none. */
  readonly names: ReadonlyMap<string, string>
}

/** What of a comment decides which pictures and names it shows. */
export type Faces = Pick<CommentDocument, 'author' | 'photo' | 'mentionIds' | 'replyToMemberId'>

/** The files that comments show. */
export function commentFileIds(comments: readonly Faces[]): string[] {
  return comments
    .flatMap(({ author, photo }) => [author.avatarFileId, photo?.thumbFileId, photo?.displayFileId])
    .filter((fileId) => fileId !== undefined)
}

/** The members whose names comments need. */
export function membersIn(comments: readonly Faces[]): string[] {
  const ids = comments.flatMap(({ mentionIds = [], replyToMemberId }) => [...mentionIds, replyToMemberId])
  return ids.filter((memberId) => memberId !== undefined)
}

/** Those of these members who have a name to be shown by. */
export function mentionViews(mentionIds: readonly string[], names: CommentSight['names']): Mention[] {
  return mentionIds.flatMap((memberId) => {
    const nickname = names.get(memberId)
    return nickname === undefined ? [] : [{ memberId, nickname }]
  })
}

/** A comment, to one viewer. */
export function commentView(comment: CommentDocument, sight: CommentSight): Comment {
  const { _id, rootId, replyToMemberId, photo, side } = comment
  const [replyTo] = mentionViews(replyToMemberId === undefined ? [] : [replyToMemberId], sight.names)
  const url = photo && sight.urls.get(photo.displayFileId)
  const thumbUrl = photo && sight.urls.get(photo.thumbFileId)
  return {
    commentId: _id,
    ...(rootId === undefined ? {} : { rootId }),
    ...(replyTo === undefined ? {} : { replyTo }),
    text: comment.text,
    mentions: mentionViews(comment.mentionIds ?? [], sight.names),
    ...(photo && url && thumbUrl
      ? { photo: { mediaId: photo.mediaId, url, thumbUrl, width: photo.width, height: photo.height } }
      : {}),
    ...(side === undefined ? {} : { side }),
    author: authorCard(comment.authorId, comment.author, sight.urls),
    likeCount: Math.max(0, comment.likeCount ?? 0),
    liked: sight.likedCommentIds.has(_id),
    replyCount: Math.max(0, comment.replyCount ?? 0),
    mine: comment.authorId === sight.viewerId,
    state: comment.state,
    createdAt: comment.createdAt,
  }
}

/** A page of comments. */
export function commentPage(
  page: { items: readonly CommentDocument[]; nextCursor?: string },
  sight: CommentSight,
): CommentPage {
  const comments = page.items.map((comment) => commentView(comment, sight))
  return page.nextCursor === undefined ? { comments } : { comments, nextCursor: page.nextCursor }
}
