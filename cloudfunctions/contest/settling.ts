/** Brings works to what has become known of their photos, their words and the works that they resemble. */
import { ASKS_MAX, isTimeToAsk, TEXT_PATIENCE_MS } from '../kit/asking-rules'
import { removed, replacedBy } from '../kit/cloud'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { checkText } from '../kit/text-check'
import type { MediaState } from '../media/collections'
import { findManyMedia } from '../media/store'
import { findManyMembers } from '../member/store'
import type { ContestDocument, WorkDocument } from './collections'
import { addToWorkCount, findManyContests } from './contest-store'
import { settledState, similarTo } from './entry-rules'
import { rejected } from './screening'
import { coverOf } from './views'
import { countTextAsk, findNear, findOpenWorks, keepSettled } from './work-store'

const WORKS_PER_SLICE = 20

/** What has become known of a work that is being checked. */
export interface News {
  readonly photo: MediaState | undefined
  /** What has become of words that could not be checked before; `doubtful`: a person has to read them. */
  readonly words?: 'pass' | 'risky' | 'doubtful'
}

/**
 * Settles a work as far as is known by now; answers it as it stands then. It looks for its likes when it can be found
 * itself already: of two that are entered at once at least one sees the other.
 */
export async function settleWork(
  work: WorkDocument,
  contest: Pick<ContestDocument, 'plan'>,
  { photo, words }: News,
  now: number,
): Promise<WorkDocument> {
  const similar = similarTo(work, await findNear(work.perceptualHash))
  const isUnchecked = work.unchecked === true && words === undefined
  const isDoubtful = work.doubtful === true || words === 'doubtful'
  const state = settledState({
    photo: words === 'risky' ? 'rejected' : photo,
    isUnchecked,
    isDoubtful,
    isSimilar: similar.length > 0,
    isLate: now >= contest.plan.voteUntil,
  })
  const isOut = state === 'disqualified'
  const isKept = await keepSettled(work, {
    state,
    similar: replacedBy(similar),
    ...(photo === 'passed' || isOut ? { waiting: removed<true>() } : {}),
    ...(isUnchecked && !isOut ? {} : { unchecked: removed<true>() }),
    ...(isDoubtful ? { doubtful: true } : {}),
    ...(isOut ? rejected(now) : {}),
  })
  if (!isKept) return work
  if (state === 'entered') await addToWorkCount(work.contestId, 1, coverOf(work))
  return { ...work, state, similar, ...(isOut ? { reason: 'rejected' } : {}) }
}

/** A slice of the job: works that wait for the check of their photo, or that nobody could settle when they came. */
export async function settleWaiting({ cursor, now }: Slice): Promise<SliceOutcome> {
  const waiting = await findOpenWorks('waiting', cursor, WORKS_PER_SLICE)
  const [photos, contests] = await Promise.all([
    findManyMedia(waiting.map(({ photo }) => photo.mediaId)),
    findManyContests(waiting.map(({ contestId }) => contestId)),
  ])
  const stateOf = new Map(photos.map(({ _id, state }) => [_id, state]))
  const contestOf = new Map(contests.map((contest) => [contest._id, contest]))
  const settled = await Promise.all(
    waiting.map(async (work) => {
      const photo = stateOf.get(work.photo.mediaId)
      const contest = contestOf.get(work.contestId)
      if (!contest || (photo !== 'passed' && photo !== 'rejected')) return false
      return (await settleWork(work, contest, { photo }, now)) !== work
    }),
  )
  const last = waiting.length < WORKS_PER_SLICE ? undefined : waiting.at(-1)
  return { next: last?._id, handled: waiting.length, repaired: settled.filter(Boolean).length }
}

/** A slice of the job: words that could not be checked are asked about again, a few times, then left to a person. */
export async function askAboutWorks(slice: Slice): Promise<SliceOutcome> {
  const found = await findOpenWorks('unchecked', slice.cursor, WORKS_PER_SLICE)
  const due = found.filter(
    ({ enteredAt, textAsks = 0, textAskedAt }) =>
      enteredAt <= slice.now - TEXT_PATIENCE_MS && isTimeToAsk(textAsks, textAskedAt, slice.now),
  )
  const [members, contests, photos] = await Promise.all([
    findManyMembers([...new Set(due.map(({ authorId }) => authorId))]),
    findManyContests(due.map(({ contestId }) => contestId)),
    findManyMedia(due.map(({ photo }) => photo.mediaId)),
  ])
  await Promise.all(
    due.map((work) => {
      const contest = contests.find(({ _id }) => _id === work.contestId)
      const photo = photos.find(({ _id }) => _id === work.photo.mediaId)?.state
      const openid = members.find(({ _id }) => _id === work.authorId)?.openid
      return contest && askAbout(work, contest, photo, openid, slice)
    }),
  )
  const last = found.length < WORKS_PER_SLICE ? undefined : found.at(-1)
  return { next: last?._id, handled: found.length, repaired: due.length }
}

async function askAbout(
  work: WorkDocument,
  contest: ContestDocument,
  photo: MediaState | undefined,
  openid: string | undefined,
  { now, requestId }: Slice,
): Promise<void> {
  const verdict =
    openid === undefined ? 'unknown' : await checkText({ openid, requestId }, 'forum', wordsOf(work))
  const asks = (work.textAsks ?? 0) + 1
  const isLast = verdict === 'review' || asks >= ASKS_MAX
  if (verdict === 'pass' || verdict === 'risky')
    await settleWork(work, contest, { photo, words: verdict }, now)
  else if (isLast) await settleWork(work, contest, { photo, words: 'doubtful' }, now)
  else await countTextAsk(work, asks, now)
}

/** What the platform is asked about of a work. */
export function wordsOf({ title, words }: Pick<WorkDocument, 'title' | 'words'>): string {
  return `${title}\n${words}`
}
