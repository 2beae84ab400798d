/** Days of a challenge: proven, rejected, replaced, made up; and what a challenge that is done has earned. PRODUCT 4.2. */
import { REPLACE_WITHIN_MS } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { removed } from '../kit/cloud'
import { passGuard } from '../kit/guard'
import { recordFact } from '../kit/outbox'
import { periodOf } from '../kit/period'
import type { Transaction } from '../kit/transaction'
import { keeps, markAt, type StoredMark } from './calendar-rules'
import { keepCalendar, readCalendar } from './calendar-store'
import { isComplete, phaseOf, progressOf } from './challenge-rules'
import {
  type CalendarDocument,
  CHECK_INS,
  type ChallengeDocument,
  type CheckInDocument,
  type GivenProof,
} from './collections'
import { couponEarned } from './facts'
import { checkInIdOf, marked } from './marking-rules'
import type { Standing } from './proof-rules'
import type { CreditedDays } from './streak-rules'

/** A day of a challenge, as it is wished. */
export interface ProofWish {
  readonly challenge: ChallengeDocument
  readonly calendarId: string
  readonly day: string
  readonly given: GivenProof
  readonly standing: Standing
  /** `prf_…`. */
  readonly place: string
  readonly credited: CreditedDays
  readonly at: number
}

/**
 * Keeps a proof, and answers the calendar as it is then; a day that is done stays as it is.
 * @throws AppError NOT_FOUND for who has not joined; CHECK_IN_CLOSED for a day that is not open
 */
export async function keepProof(tx: Transaction, wish: ProofWish): Promise<CalendarDocument> {
  const { challenge, calendarId, day, given, standing, place, at } = wish
  const { mark, shown, isUnchecked } = standing
  const known = await readCalendar(tx, calendarId)
  if (!known) throw new AppError('NOT_FOUND')
  const before = markAt(known.months, day)
  if (keeps(before)) return known
  const checkIns = tx.collection<CheckInDocument>(CHECK_INS)
  const { memberId, callerKey } = known
  const proof: CheckInDocument = {
    _id: checkInIdOf(challenge._id, memberId, day),
    schemaVersion: 1,
    place,
    calendarId,
    challengeId: challenge._id,
    memberId,
    callerKey,
    day,
    mark,
    shown,
    ...given,
    at,
    ...(mark === 'waiting' ? { waiting: true } : {}),
    ...(isUnchecked ? { unchecked: true } : {}),
  }
  if (before === 'void') await replaceProof(tx, proof)
  else {
    demandOpenDay(challenge, known, day, at)
    await checkIns.add(proof)
  }
  return advance(tx, { ...wish, known, mark })
}

/** Only today is open, from the challenge's first day, or that of joining, to its last. */
function demandOpenDay(
  challenge: ChallengeDocument,
  { joinedDay }: CalendarDocument,
  day: string,
  at: number,
): void {
  const today = periodOf('day', at)
  if (day !== today || day < joinedDay || phaseOf(challenge, today) !== 'running')
    throw new AppError('CHECK_IN_CLOSED')
}

/** Puts another proof in the place of one that was rejected, as long as there is time. */
async function replaceProof(tx: Transaction, proof: CheckInDocument): Promise<void> {
  const checkIns = tx.collection<CheckInDocument>(CHECK_INS)
  const rejected = await checkIns.get(proof._id)
  if (!rejected || (rejected.replaceUntil ?? 0) <= proof.at) throw new AppError('CHECK_IN_CLOSED')
  const { _id, ...fields } = proof
  const { text = removed<string>(), photo = removed<NonNullable<GivenProof['photo']>>() } = proof
  await checkIns.update(_id, {
    ...fields,
    text,
    photo,
    mood: proof.mood ?? removed(),
    waiting: proof.waiting ?? removed(),
    unchecked: proof.unchecked ?? removed(),
    textAsks: removed<number>(),
    textAskedAt: removed<number>(),
    replaceUntil: removed<number>(),
  })
}

/** A day of a known calendar that has come to a mark. */
export interface Advance {
  readonly challenge: ChallengeDocument
  readonly known: CalendarDocument
  readonly day: string
  readonly mark: StoredMark
  readonly credited: CreditedDays
  readonly at: number
}

/** Marks a day in its calendar, and completes the challenge with the last one. */
export async function advance(
  tx: Transaction,
  { challenge, known, day, mark, credited, at }: Advance,
): Promise<CalendarDocument> {
  const after = marked(known, day, mark, at)
  const completed = (await complete(tx, challenge, after, credited, at)) ?? after
  await keepCalendar(tx, known, completed)
  return completed
}

/**
 * The calendar as completed, when its days now complete the challenge: then its coupon is earned, once, because what
 * comes after finds the calendar completed. Undefined when there is nothing to complete.
 * @throws AppError MEMBER_BANNED, or NOT_A_MEMBER for one who has left: nobody earns then
 */
async function complete(
  tx: Transaction,
  challenge: ChallengeDocument,
  calendar: CalendarDocument,
  credited: CreditedDays,
  at: number,
): Promise<CalendarDocument | undefined> {
  const { _id, memberId, months, completedAt } = calendar
  const progress = progressOf(challenge, months, credited, periodOf('day', at))
  if (completedAt !== undefined || !isComplete(challenge, progress)) return undefined
  if (challenge.coupon) {
    await passGuard(tx, memberId)
    await recordFact(tx, couponEarned(memberId, _id, challenge.coupon))
  }
  return { ...calendar, completedAt: at }
}

/**
 * Completes a challenge whose missing days an outage has credited; false when it is not complete, or was already.
 * @throws AppError MEMBER_BANNED, or NOT_A_MEMBER
 */
export async function creditIn(
  tx: Transaction,
  challenge: ChallengeDocument,
  calendarId: string,
  credited: CreditedDays,
  at: number,
): Promise<boolean> {
  const known = await readCalendar(tx, calendarId)
  const completed = known && (await complete(tx, challenge, known, credited, at))
  if (!completed) return false
  await keepCalendar(tx, known, { ...completed, version: known.version + 1 })
  return true
}

/** A proof that was looked at, and what is to become of it. */
export interface Decision {
  readonly challenge: ChallengeDocument
  /** Another proof that has taken its place meanwhile is not meant. */
  readonly lookedAt: Pick<CheckInDocument, '_id' | 'place'>
  /** What it has to wait for still: the platform's answer undoes no person's decision. */
  readonly whileIt?: 'waiting' | 'unchecked'
  readonly passed: boolean
  readonly credited: CreditedDays
  readonly at: number
}

/**
 * Lets a proof that waits count, or rejects one: its day becomes void, with time to give another. False when there is
 * nothing (any more) to decide.
 */
export async function decideIn(
  tx: Transaction,
  { challenge, lookedAt, whileIt, passed, credited, at }: Decision,
): Promise<boolean> {
  const checkIns = tx.collection<CheckInDocument>(CHECK_INS)
  const proof = await checkIns.get(lookedAt._id)
  if (!proof || proof.mark === 'madeUp' || proof.place !== lookedAt.place) return false
  if (whileIt && !proof[whileIt]) return false
  const mark = passed ? 'counted' : 'void'
  const shown = passed && (proof.photo !== undefined || proof.text !== undefined)
  if (proof.mark === mark && proof.shown === shown) return false
  const known = await readCalendar(tx, proof.calendarId)
  if (!known) return false
  const rejected = { rejectedAt: at, replaceUntil: at + REPLACE_WITHIN_MS, owes: true } as const
  await checkIns.update(proof._id, {
    mark,
    shown,
    waiting: removed(),
    unchecked: removed(),
    ...(passed ? { replaceUntil: removed<number>() } : rejected),
  })
  if (proof.mark !== mark) await advance(tx, { challenge, known, day: proof.day, mark, credited, at })
  return true
}
