import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { type MemberContext, prefetching } from '../../kit/handler'
import { type Claim, claimRequest } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { demandVisible } from '../../kit/visible-text'
import type { MediaDocument } from '../../media/collections'
import { findManyMedia } from '../../media/store'
import { addToPostCount } from '../../member/store'
import { authorSnippet } from '../../member/views'
import type { PostDocument } from '../collections'
import { decideState, excerptOf, photosFrom } from '../rules'
import { addPost, findBoard, findPost, settlePost } from '../store'

/** Publishes a post: four round trips, the check of the text beside the second of them. */
export const createPost = prefetching(post['post.createPost'], {
  prefetch: ({ boardId, photoIds }) => Promise.all([findBoard(boardId), findManyMedia(photoIds)]),
  async run(input, ctx, [board, media]) {
    demandVisible('text', input.text)
    if (!board) throw new AppError('NOT_FOUND')
    const photos = photosFrom(input.photoIds, media, ctx.callerKey)
    const claiming = claimRequest({
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'post.createPost',
      input,
      workId: ctx.newId('pst'),
      now: ctx.now,
    })
    const [claim, verdict] = await Promise.all([claiming, checkText(ctx, 'forum', input.text)])
    // What was published before stays as it was, whatever the platform says of its text today.
    const earlier = claim.first ? undefined : await findPost(claim.workId)
    if (earlier) return createdAs(earlier)
    if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
    const wanted: PostDocument = {
      ...emptyPost(claim, ctx),
      boardId: board._id,
      text: input.text,
      excerpt: excerptOf(input.text),
      photos,
      photoIds: input.photoIds,
      textVerdict: verdict,
      state: decideState(verdict, media.map(stateOf)),
    }
    return createdAs(await publish(wanted, ctx.actor._id))
  },
})

const stateOf = (media: MediaDocument) => media.state

function emptyPost(claim: Claim, ctx: MemberContext) {
  return {
    _id: claim.workId,
    schemaVersion: 1,
    authorId: ctx.actor._id,
    author: authorSnippet(ctx.actor),
    removed: false,
    revision: 1,
    likeCount: 0,
    commentCount: 0,
    createdAt: claim.createdAt,
  } as const
}

/** Adds the post once and settles what its photos' checks have come to since they were read. */
async function publish(wanted: PostDocument, authorId: string): Promise<PostDocument> {
  const earlier = await addPost(wanted)
  const kept = earlier ?? wanted
  const [state] = await Promise.all([
    kept.state === 'checking' && kept.photoIds.length > 0 ? settlePost(kept) : kept.state,
    earlier === undefined ? addToPostCount(authorId, 1) : undefined,
  ])
  return { ...kept, state }
}

function createdAs(kept: PostDocument) {
  return { postId: kept._id, state: kept.state, createdAt: kept.createdAt }
}
