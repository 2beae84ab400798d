/** What is stored of challenges. */
import { CHALLENGES_LISTED_MAX } from '../../contract/limits'
import { monotonicNow, now } from '../kit/clock'
import { atLeast, collection, increasedBy, lessThan } from '../kit/cloud'
import { addDays, periodOf } from '../kit/period'
import { remembered } from '../kit/remembered'
import { CHALLENGES, type ChallengeDocument } from './collections'

const challenges = collection<ChallengeDocument>(CHALLENGES)
/** A challenge that is over stays listed so long. */
const LISTED_AFTER_DAYS = 14

/** A challenge by id in whatever state, or undefined. */
export function findChallenge(challengeId: string): Promise<ChallengeDocument | undefined> {
  return challenges.get(challengeId)
}

const loadListed = remembered(
  async () => [
    await challenges.find({
      where: {
        state: 'published',
        lastDay: atLeast(addDays(periodOf('day', now()), -LISTED_AFTER_DAYS)),
      },
      orderBy: ['lastDay', 'desc'],
      limit: CHALLENGES_LISTED_MAX,
    }),
  ],
  monotonicNow,
)

/** Challenges that are open or were lately. A change is seen everywhere within half a minute. */
export async function listChallenges(): Promise<readonly ChallengeDocument[]> {
  return (await loadListed())[0] ?? []
}

/** The published challenges that have a day among these, the first to end first. */
export async function findTouched(from: string, to: string, limit: number): Promise<ChallengeDocument[]> {
  const found = await challenges.find({
    where: { state: 'published', lastDay: atLeast(from) },
    orderBy: ['lastDay', 'asc'],
    limit,
  })
  return found.filter(({ firstDay }) => firstDay <= to)
}

/** Every challenge, the latest made first. */
export function findManaged(before: string | undefined, limit: number): Promise<ChallengeDocument[]> {
  const older = before === undefined ? {} : { _id: lessThan(before) }
  return challenges.find({ where: older, orderBy: ['_id', 'desc'], limit })
}

/** Counts who has joined; derived, so outside any transaction. */
export async function countMember(challengeId: string): Promise<void> {
  await challenges.update(challengeId, { memberCount: increasedBy(1) })
}
