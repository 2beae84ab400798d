import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { type MemberContext, type Parsed, prefetching } from '../../kit/handler'
import { claimRequest } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import type { MediaDocument } from '../../media/collections'
import { findManyMedia } from '../../media/store'
import type { PostDocument } from '../collections'
import { picturesKept, wordsKept } from '../content-rules'
import type { RevisionDocument } from '../engagement-collections'
import { demandShown, wordsOf } from '../kind-rules'
import { findRevision, keepRevision, makeLatest, settleRevision } from '../revisions'
import { photosFrom } from '../rules'
import { findPost } from '../store'
import { keepTopics } from '../used-topics'

/** Writes one's own post anew: a revision that is checked by itself, and shown to others once it has passed. */
export const editPost = prefetching(post['post.editPost'], {
  prefetch: ({ postId, photoIds }) => Promise.all([findPost(postId), findManyMedia(photoIds)]),
  async run(input, ctx, [found, media]) {
    const words = wordsKept(input)
    if (!found || found.authorId !== ctx.actor._id || found.removed) throw new AppError('NOT_FOUND')
    const pictures = picturesFrom(found, input, media, ctx)
    const claiming = claimRequest({
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'post.editPost',
      input,
      workId: ctx.newId('rev'),
      now: ctx.now,
    })
    const [claim, verdict] = await Promise.all([
      claiming,
      checkText(ctx, 'forum', wordsOf(input.text, words)),
    ])
    const earlier = claim.first ? undefined : await findRevision(claim.workId)
    if (!earlier && verdict === 'risky') throw new AppError('CONTENT_REJECTED')
    const revision = earlier ?? {
      ...words,
      ...pictures,
      textVerdict: verdict === 'risky' ? 'unknown' : verdict,
      _id: claim.workId,
      schemaVersion: 1,
      postId: found._id,
      memberId: found.authorId,
      state: 'checking',
      createdAt: claim.createdAt,
    }
    await Promise.all([
      keepRevision(revision, found),
      keepTopics(revision.topics ?? [], found.boardId, claim.createdAt),
    ])
    if (!(await makeLatest(revision, found))) throw new AppError('NOT_FOUND')
    return editedAs(revision, await settleRevision(revision))
  },
})

/** A video and its poster stay; anything else shows the photos that were asked for. */
function picturesFrom(
  found: PostDocument,
  { photoIds }: Parsed<(typeof post)['post.editPost']>,
  media: readonly MediaDocument[],
  ctx: MemberContext,
) {
  if (!found.video) {
    demandShown(found.kind ?? 'post', photoIds)
    return picturesKept(photosFrom(photoIds, media, ctx.callerKey), undefined)
  }
  if (photoIds.length > 0) throw new AppError('INVALID_INPUT', { field: 'photoIds', rule: 'other' })
  return picturesKept(found.photos, found.video)
}

function editedAs(revision: RevisionDocument, state: RevisionDocument['state']) {
  const shown = {
    checking: 'checking',
    superseded: 'checking',
    passed: 'visible',
    rejected: 'rejected',
  } as const
  return { postId: revision.postId, state: shown[state], editedAt: revision.createdAt }
}
