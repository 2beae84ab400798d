/** The last month of the demo community as its ledger and its calendars tell of it. Pure. */
import type {
  CalendarDocument,
  ChallengeDocument,
  CheckInDocument,
} from '../../cloudfunctions/checkin/collections'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import { pointsConfig } from '../../cloudfunctions/points/settings'
import type { CommentDocument, LikeDocument, PostDocument } from '../../cloudfunctions/post/collections'
import { makeChallenges } from './challenges'
import { type CheckIns, checkInsDone } from './check-ins'
import { inTurn, likesPaid, payable, postsPaid, stepsTaken } from './earnings'
import { createJournal, type Ledger } from './journal'
import type { Person } from './people'
import type { Random } from './random'

/** What is told by the people and their words alone. */
export interface Told {
  readonly persons: readonly Person[]
  readonly members: readonly MemberDocument[]
  readonly posts: readonly PostDocument[]
  readonly comments: readonly CommentDocument[]
  readonly likes: readonly LikeDocument[]
}

/** The members and posts with what has come of it, and all that was booked. */
export interface History {
  readonly members: readonly MemberDocument[]
  readonly posts: readonly PostDocument[]
  readonly ledger: Ledger
  readonly checkIns: readonly CheckInDocument[]
  readonly calendars: readonly CalendarDocument[]
  readonly challenges: readonly ChallengeDocument[]
}

/**
 * Books everything in the order in which it came about.
 * @param daily chance of its own for who checks in when @param challenging the same for challenges
 */
export function makeHistory(
  { persons, members, posts, comments, likes }: Told,
  now: number,
  daily: Random,
  challenging: Random,
): History {
  const settings = pointsConfig.values.parse({})
  const journal = createJournal(settings)
  const paid = new Map(payable(posts, comments).map((post) => [post._id, post]))
  const kept: CheckIns = { checkIns: new Map(), calendars: new Map(), newcomersDoneAt: new Map() }
  const happenings = inTurn([
    ...stepsTaken(members, now),
    ...postsPaid(paid, comments, now),
    ...likesPaid(paid, likes, members, settings, now),
    ...checkInsDone(kept, persons, posts, now, daily),
  ])
  for (const happening of happenings) happening.book(journal)
  const { challenges, calendars, proofs } = makeChallenges(persons, now, challenging)
  return {
    members: members.map((member) => {
      const newcomerCheckInsAt = kept.newcomersDoneAt.get(member._id)
      return {
        ...member,
        ...(newcomerCheckInsAt === undefined ? passedOver(member) : { newcomerCheckInsAt }),
      }
    }),
    posts: [...paid.values()],
    ledger: journal.closed(now),
    checkIns: [...kept.checkIns.values(), ...proofs],
    calendars: [...kept.calendars.values(), ...calendars],
    challenges,
  }
}

/** Who does not check in has passed over those days, as they passed over others; the first of the picker is midway. */
function passedOver({ skippedSteps = [], survey }: MemberDocument): Pick<MemberDocument, 'skippedSteps'> {
  const isMidway = survey === undefined && skippedSteps.length === 0
  return isMidway ? {} : { skippedSteps: [...skippedSteps, 'checkIns'] }
}
