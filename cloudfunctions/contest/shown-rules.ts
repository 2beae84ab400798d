/** Which contests first screens show. Pure. */
import { DAY_MS } from '../../contract/limits'
import { type AnnouncedContest, phaseOf } from './phase-rules'

/** A contest that is over stays on the activity tab so long after its public notice. */
const SHOWN_AFTER_MS = 14 * DAY_MS

/** Whether the activity tab shows it: while it runs, and for a while after. */
export function isShown(contest: AnnouncedContest, now: number): boolean {
  return contest.state === 'announced' || now < contest.noticeUntil + SHOWN_AFTER_MS
}

/** The contest of today's strip: the one whose vote is taken now, or else the one that takes works. */
export function todaysContest(
  contests: readonly AnnouncedContest[],
  now: number,
): AnnouncedContest | undefined {
  const inPhase = (phase: 'vote' | 'submit') => contests.find((contest) => phaseOf(contest, now) === phase)
  return inPhase('vote') ?? inPhase('submit')
}
