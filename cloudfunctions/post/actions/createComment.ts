import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { type MemberContext, type Parsed, prefetching } from '../../kit/handler'
import { documentTokens } from '../../kit/ngrams'
import { type Claim, claimRequest, findClaim, type Wish as RequestWish } from '../../kit/request'
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
  async run(input, ctx, fetched) {
    demandVisible('text', input.text)
    const wish: RequestWish = {
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'post.createComment',
      input,
      workId: ctx.newId('cmt'),
      now: ctx.now,
    }
    const [found] = fetched
    let allowed: Allowed
    try {
      allowed = allowedTo(input, ctx, fetched)
    } catch (refusal) {
      // What it stands below may have been hidden since: who asks again is answered as the first time.
      const made = await findMade(wish)
      if (!made || !found) throw refusal
      return answerOf(made, found, await facesOf([made]), ctx)
    }
    const { post: above, said, photo } = allowed
    const [claim, verdict, faces] = await Promise.all([
      claimRequest(wish),
      checkText(ctx, 'comment', input.text),
      facesOf([said]),
    ])
    const before = claim.first ? undefined : await findComment(claim.workId)
    const wanted: CommentDocument = before ?? {
      ...emptyComment(claim, input, ctx),
      ...said,
      ...(above.kind === 'question' ? { tokens: documentTokens(input.text) } : {}),
      ...stateFrom(verdict, photo, claim.createdAt),
    }
    const isNew = before === undefined && (await addComment(wanted)) === undefined
    const kept = isNew ? await publish(wanted, above) : wanted
    const isCounted = isNew && kept.state === 'visible'
    return answerOf(kept, { commentCount: above.commentCount + (isCounted ? 1 : 0) }, faces, ctx)
  },
})

type Fetched = readonly [
  post: PostDocument | undefined,
  answered: CommentDocument | undefined,
  photo: MediaDocument | undefined,
]

/** A wish that may be fulfilled as things stand now. */
interface Allowed {
  readonly post: PostDocument
  readonly said: Said
  readonly photo: MediaDocument | undefined
}

/** @throws AppError NOT_FOUND, INVALID_INPUT or MEDIA_NOT_READY */
function allowedTo(input: Wish, ctx: MemberContext, [post, answered, photo]: Fetched): Allowed {
  if (!post || !isShownTo(ctx.actor._id, post)) throw new AppError('NOT_FOUND')
  const said: Said = {
    author: authorSnippet(ctx.actor),
    mentionIds: mentionIdsIn(input.text),
    ...threadOf(input, answered),
    ...sideOf(input, post),
    ...photoOf(input, photo, ctx),
  }
  return { post, said, photo }
}

/** What an earlier attempt has made of this wish; not what was taken away again, by that attempt or later. */
async function findMade(wish: RequestWish): Promise<CommentDocument | undefined> {
  const claim = await findClaim(wish)
  const made = claim && (await findComment(claim.workId))
  return made?.state === 'removed' ? undefined : made
}

function answerOf(
  comment: CommentDocument,
  { commentCount }: Pick<PostDocument, 'commentCount'>,
  faces: Awaited<ReturnType<typeof facesOf>>,
  ctx: MemberContext,
) {
  return {
    comment: commentView(comment, { ...faces, viewerId: ctx.actor._id, likedCommentIds: new Set() }),
    commentCount: Math.max(0, commentCount),
  }
}

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

function stateFrom(verdict: TextVerdict, photo: MediaDocument | undefined, at: number) {
  if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
  const state = decideState(verdict, photo ? [photo.state] : [])
  return { textVerdict: verdict, state, ...(state === 'visible' ? { untoldSince: at } : {}) }
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
