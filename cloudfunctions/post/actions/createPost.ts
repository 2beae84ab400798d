import type { Earned } from '../../../contract/points-shapes'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { type MemberContext, prefetching } from '../../kit/handler'
import { type Claim, claimRequest } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import type { MediaDocument } from '../../media/collections'
import { findManyMedia } from '../../media/store'
import { addToPostCount } from '../../member/store'
import { authorSnippet } from '../../member/views'
import { readEarningSettings } from '../../points/earning-store'
import { shownNow } from '../announcement-rules'
import { earnedWith, type Settings } from '../awarding'
import type { PostDocument } from '../collections'
import { picturesKept, wordsKept } from '../content-rules'
import { demandOpenTime, kindPartsOf, wordsOf } from '../kind-rules'
import { addPost } from '../publishing'
import { decideState, photosFrom, videoFrom } from '../rules'
import { followUp, settlePost } from '../settling'
import { findBoard, findPost } from '../store'
import { keepTopics } from '../used-topics'

/** Publishes a post: the check of the words beside the claim, what follows from it beside the count. */
export const createPost = prefetching(post['post.createPost'], {
  prefetch: ({ boardId, photoIds, videoId }) =>
    Promise.all([
      findBoard(boardId),
      findManyMedia(videoId === undefined ? photoIds : [...photoIds, videoId]),
      readEarningSettings(),
    ]),
  async run(input, ctx, [board, media, settings]) {
    const words = wordsKept(input)
    const parts = kindPartsOf(input)
    if (!board) throw new AppError('NOT_FOUND')
    const photos = photosFrom(input.photoIds, media, ctx.callerKey)
    const video =
      input.videoId === undefined
        ? undefined
        : videoFrom(
            media.find(({ _id }) => _id === input.videoId),
            ctx.callerKey,
          )
    const claiming = claimRequest({
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'post.createPost',
      input,
      workId: ctx.newId('pst'),
      now: ctx.now,
    })
    const checking = checkText(ctx, 'forum', wordsOf(input.text, { ...words, ...parts }))
    const [claim, verdict] = await Promise.all([claiming, checking])
    // What was published before stays as it was, whatever the platform says of its text today.
    const earlier = claim.first ? undefined : await findPost(claim.workId)
    if (earlier) return createdAs(earlier, await earnedWith(earlier))
    if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
    demandOpenTime(parts.poll, claim.createdAt)
    const state = decideState(verdict, media.map(stateOf))
    const wanted: PostDocument = {
      ...emptyPost(claim, ctx),
      ...parts,
      ...words,
      ...picturesKept(photos, video),
      ...(video === undefined ? {} : { video }),
      boardId: board._id,
      textVerdict: verdict,
      state,
      ...(state === 'visible' ? shownNow({}, ctx.now) : {}),
    }
    return publish(wanted, claim.first, settings)
  },
})

const stateOf = (media: MediaDocument) => media.state

function emptyPost(claim: Claim, ctx: MemberContext) {
  return {
    _id: claim.workId,
    schemaVersion: 2,
    authorId: ctx.actor._id,
    ...(ctx.actor.postCount === 0 ? { isAuthorsFirst: true as const } : {}),
    author: authorSnippet(ctx.actor),
    removed: false,
    revision: 1,
    likeCount: 0,
    commentCount: 0,
    featured: false,
    createdAt: claim.createdAt,
  } as const
}

/** Adds the post once and settles what its photos' checks have come to since they were read. */
async function publish(wanted: PostDocument, isFirst: boolean, settings: Settings) {
  const [{ kept, isNew, earned }] = await Promise.all([
    addPost(wanted, isFirst, settings),
    keepTopics(wanted.topics ?? [], wanted.boardId, wanted.createdAt),
  ])
  const [state] = await Promise.all([
    kept.state === 'checking' && kept.photoIds.length > 0 ? settlePost(kept) : kept.state,
    isNew ? addToPostCount(kept.authorId, 1) : undefined,
    isNew ? followUp(kept, undefined, kept.state) : undefined,
  ])
  return createdAs({ ...kept, state }, earned)
}

function createdAs({ _id: postId, state, createdAt }: PostDocument, earned: Earned | undefined) {
  return { postId, state, createdAt, ...(earned ? { earned } : {}) }
}
