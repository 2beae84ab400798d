import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { type MemberContext, type Parsed, prefetching } from '../../kit/handler'
import { documentTokens } from '../../kit/ngrams'
import { type Claim, claimRequest } from '../../kit/request'
import { checkText, type TextVerdict } from '../../kit/text-check'
import { demandVisible } from '../../kit/visible-text'
import type { MediaDocument } from '../../media/collections'
import { findMedia } from '../../media/store'
import { authorSnippet } from '../../member/views'
import type { CommentDocument, PostDocument } from '../collections'
import { appear, removeComment, settleComment } from '../comment-settling'
import { addComment, findComment } from '../comment-store'
import { commentView, type Faces } from '../comment-views'
import { mentionIdsIn } from '../mention-rules'
import { facesOf } from '../reading'
import { decideState, isShownTo, photosFrom } from '../rules'
import { findPost } from '../store'

type Wish = Parsed<(typeof post)['post.createComment']>

/** Says something about a post. What could not be checked is kept, for its author's eyes only. */
export const createComment = prefetching(post['post.createComment'], {
  prefetch: ({ postId, replyTo, photoId }) =>
    Promise.all([
      findPost(postId),
      replyTo === undefined ? undefined : findComment(replyTo),
      photoId === undefined ? undefined : findMedia(photoId),
    ]),
  async run(input, ctx, [found, answered, photo]) {
    demandVisible('text', input.text)
    if (!found || !isShownTo(ctx.actor._id, found)) throw new AppError('NOT_FOUND')
    const said: Said = {
      author: authorSnippet(ctx.actor),
      mentionIds: mentionIdsIn(input.text),
      ...threadOf(input, answered),
      ...sideOf(input, found),
      ...photoOf(input, photo, ctx),
    }
    const claiming = claimRequest({
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'post.createComment',
      input,
      workId: ctx.newId('cmt'),
      now: ctx.now,
    })
    const checking = checkText(ctx, 'comment', input.text)
    const [claim, verdict, faces] = await Promise.all([claiming, checking, facesOf([said])])
    const before = claim.first ? undefined : await findComment(claim.workId)
    const wanted: CommentDocument = before ?? {
      ...emptyComment(claim, input, ctx),
      ...said,
      ...(found.kind === 'question' ? { tokens: documentTokens(input.text) } : {}),
      ...stateFrom(verdict, photo),
    }
    const isNew = before === undefined && (await addComment(wanted)) === undefined
    const kept = isNew ? await publish(wanted, found) : wanted
    return {
      comment: commentView(kept, { ...faces, viewerId: ctx.actor._id, likedCommentIds: new Set() }),
      commentCount: Math.max(0, found.commentCount) + (isNew && kept.state === 'visible' ? 1 : 0),
    }
  },
})

/** What is settled of a comment before it is claimed. */
type Said = Faces & Pick<CommentDocument, 'rootId' | 'side' | 'photoIds'>

/** Below which comment it stands, and whom it answers there. Only what everybody sees is answered. */
function threadOf({ postId, replyTo }: Wish, answered: CommentDocument | undefined) {
  if (replyTo === undefined) return {}
  if (answered?.postId !== postId || answered.state !== 'visible') throw new AppError('NOT_FOUND')
  return { rootId: answered.rootId ?? answered._id, replyToMemberId: answered.authorId }
}

function sideOf({ side }: Wish, found: PostDocument) {
  if (side === undefined) return {}
  if (!found.debate) throw new AppError('INVALID_INPUT', { field: 'side', rule: 'other' })
  return { side }
}

function photoOf({ photoId }: Wish, photo: MediaDocument | undefined, ctx: MemberContext) {
  if (photoId === undefined) return {}
  const [kept] = photosFrom([photoId], photo ? [photo] : [], ctx.callerKey)
  return kept ? { photo: kept, photoIds: [photoId] } : {}
}

function emptyComment(claim: Claim, input: Wish, ctx: MemberContext) {
  return {
    _id: claim.workId,
    schemaVersion: 2,
    postId: input.postId,
    authorId: ctx.actor._id,
    text: input.text,
    likeCount: 0,
    replyCount: 0,
    createdAt: claim.createdAt,
  } as const
}

function stateFrom(verdict: TextVerdict, photo: MediaDocument | undefined) {
  if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
  return { textVerdict: verdict, state: decideState(verdict, photo ? [photo.state] : []) }
}

/** What follows from a new comment: what it stands below and what shows it may have changed while it was written. */
async function publish(comment: CommentDocument, found: PostDocument): Promise<CommentDocument> {
  const [root] = await Promise.all([
    comment.rootId === undefined ? undefined : findComment(comment.rootId),
    comment.state === 'visible' ? appear(comment, found) : undefined,
  ])
  if (comment.rootId !== undefined && root?.state !== 'visible') {
    await removeComment(comment)
    throw new AppError('NOT_FOUND')
  }
  return comment.state === 'checking' && comment.photo
    ? { ...comment, state: await settleComment(comment) }
    : comment
}
