import { contest } from '../../../contract/contest'
import type { Lineage } from '../../../contract/contest-shapes'
import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { type MemberContext, type Parsed, prefetching } from '../../kit/handler'
import { findClaim } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import type { ProcessedPhoto } from '../../media/collections'
import { findMedia } from '../../media/store'
import { authorSnippet } from '../../member/views'
import { findPost } from '../../post/store'
import type { WorkDocument } from '../collections'
import { demandAnnounced } from '../contest-store'
import { enterIn, entryWish, type WishedWork } from '../entering'
import { demandEntry, photoFrom } from '../entry-rules'
import { type AnnouncedContest, demandPhase } from '../phase-rules'
import { settleWork, wordsOf } from '../settling'
import { myWork, workDetailFileIds } from '../views'
import { findWork } from '../work-store'

type Input = Parsed<Contract['contest.enterWork']>

/** Enters a work: its words are checked first, its likes are looked for when it is there. */
export const enterWork = prefetching(contest['contest.enterWork'], {
  prefetch: (input, { callerKey, now, newId }) =>
    Promise.all([
      demandAnnounced(input.contestId),
      findMedia(input.photo.photoId),
      input.photo.from === 'post' ? findPost(input.photo.postId) : undefined,
      findClaim(entryWish(input, { callerKey, workId: newId('wrk'), now })),
    ]),
  async run(input, ctx, [contest, media, post, earlier]) {
    if (earlier) return enteredAs(await demandWork(earlier.workId), contest, ctx)
    demandPhase(contest, ctx.now, 'submit')
    demandEntry(ctx.actor, contest.plan, 0, ctx.now)
    demandVisible('title', input.title)
    const lineage = lineageOf(input.photo)
    const source = { lineage, photoId: input.photo.photoId, media, post }
    const author = { memberId: ctx.actor._id, callerKey: ctx.callerKey }
    const { photo, state } = photoFrom(source, author)
    const verdict = await checkText(ctx, 'forum', wordsOf(input))
    if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
    const wanted: WishedWork = {
      ...emptyWork(input, ctx),
      ...photoKept(input.photo.photoId, photo),
      lineage,
      ...(verdict === 'unknown' ? { unchecked: true } : {}),
      ...(verdict === 'review' ? { doubtful: true } : {}),
    }
    const wish = entryWish(input, { callerKey: ctx.callerKey, workId: ctx.newId('wrk'), now: ctx.now })
    const { work, claim } = await inTransaction((tx) => enterIn(tx, wish, wanted))
    const entered = work
      ? await settleWork(work, contest, { photo: state }, ctx.now)
      : await demandWork(claim.workId)
    return enteredAs(entered, contest, ctx)
  },
})

function lineageOf(photo: Input['photo']): Lineage {
  return photo.from === 'post' ? { from: 'post', postId: photo.postId } : { from: 'album' }
}

function emptyWork({ contestId, title, words, licence }: Input, { actor, callerKey }: MemberContext) {
  return {
    schemaVersion: 1,
    contestId,
    authorId: actor._id,
    author: authorSnippet(actor),
    callerKey,
    title,
    words,
    licence,
    state: 'checking',
    waiting: true,
    rawVotes: 0,
    countedVotes: 0,
  } as const
}

function photoKept(mediaId: string, photo: ProcessedPhoto) {
  const { thumbFileId, displayFileId, width, height, perceptualHash, hashBands } = photo
  return { photo: { mediaId, thumbFileId, displayFileId, width, height }, perceptualHash, hashBands }
}

/** The work of a wish that was fulfilled. @throws AppError NOT_FOUND when it is gone since */
async function demandWork(workId: string): Promise<WorkDocument> {
  const work = await findWork(workId)
  if (!work) throw new AppError('NOT_FOUND')
  return work
}

async function enteredAs(work: WorkDocument, contest: AnnouncedContest, { actor, now }: MemberContext) {
  const urls = await temporaryUrls(workDetailFileIds([work]))
  return { work: myWork(work, contest, { urls, viewerId: actor._id, now }) }
}
