/** Contests as first screens show them: remembered for a while, as operators seldom announce one. */
import type { Today } from '../../contract/home'
import { CONTESTS_SHOWN_MAX, VOTES_PER_DAY } from '../../contract/limits'
import { monotonicNow } from '../kit/clock'
import { periodOf } from '../kit/period'
import { remembered } from '../kit/remembered'
import { findBallot } from './ballot-store'
import { findAnnounced } from './contest-store'
import { type AnnouncedContest, isAnnounced, phaseOf } from './phase-rules'
import { isShown, todaysContest } from './shown-rules'

const load = remembered(
  async () => (await findAnnounced(undefined, CONTESTS_SHOWN_MAX)).contests.filter(isAnnounced),
  monotonicNow,
)

/** The contests that run or were over lately, those that run first. A change is seen within half a minute. */
export async function contestsShown(now: number): Promise<readonly AnnouncedContest[]> {
  return (await load()).filter((contest) => isShown(contest, now))
}

/**
 * What today's strip says of these contests, to a member also how many votes are left: one read while votes are taken.
 */
export async function contestToday(
  shown: readonly AnnouncedContest[],
  memberId: string | undefined,
  now: number,
): Promise<Today['contest']> {
  const contest = todaysContest(shown, now)
  if (!contest) return undefined
  const { _id: contestId, plan } = contest
  const phase = phaseOf(contest, now)
  const about = { contestId, title: plan.title, phase }
  if (phase !== 'vote' || memberId === undefined) return about
  const ballot = await findBallot(contestId, memberId, periodOf('day', now))
  return { ...about, votesLeft: VOTES_PER_DAY - (ballot?.workIds.length ?? 0) }
}
