/** Challenges: their phases, how far a member has come, who stands where (PRODUCT 4.2, 4.3). Pure. */
import type { ChallengePhase, Proof } from '../../contract/checkin-shapes'
import { AppError } from '../kit/app-error'
import { addDays } from '../kit/period'
import { daysFrom, earlierDay, type Months, markAt } from './calendar-rules'
import type { ChallengeDocument } from './collections'
import type { CreditedDays } from './streak-rules'

type Days = Pick<ChallengeDocument, 'firstDay' | 'lastDay'>

/** The last day of a challenge that lasts so many days. */
export function lastDayOf(firstDay: string, days: number): string {
  return addDays(firstDay, days - 1)
}

/** Where a challenge stands on this day. */
export function phaseOf({ firstDay, lastDay }: Days, today: string): ChallengePhase {
  if (today < firstDay) return 'upcoming'
  return today > lastDay ? 'over' : 'running'
}

/** How far somebody has come. */
export interface Progress {
  /** Done with a proof that counts: what the ranking goes by. */
  readonly counted: number
  /** Done, with a photo that is being checked. */
  readonly waiting: number
  readonly madeUp: number
  /** Days on which the community could not be reached. */
  readonly credited: number
}

/** How far a calendar has come in a challenge. A day that is credited counts once it is over. */
export function progressOf(
  { firstDay, lastDay }: Days,
  months: Months,
  credited: CreditedDays,
  today: string,
): Progress {
  const progress = { counted: 0, waiting: 0, madeUp: 0, credited: 0 }
  for (const day of daysFrom(firstDay, earlierDay(lastDay, today))) {
    const mark = markAt(months, day)
    if (mark !== undefined && mark !== 'void') progress[mark] += 1
    else if (day < today && credited.has(day)) progress.credited += 1
  }
  return progress
}

/** Days that are done, however. */
export function doneDays({ counted, waiting, madeUp, credited }: Progress): number {
  return counted + waiting + madeUp + credited
}

/** Whether all days are done and none waits for its photo: then the coupon is earned. */
export function isComplete({ days }: Pick<ChallengeDocument, 'days'>, progress: Progress): boolean {
  return progress.waiting === 0 && doneDays(progress) >= days
}

/**
 * Refuses a proof of a kind that the challenge does not take.
 * @throws AppError INVALID_INPUT
 */
export function demandProofKind({ proofs }: Pick<ChallengeDocument, 'proofs'>, { how }: Proof): void {
  if (!proofs.includes(how)) throw new AppError('INVALID_INPUT', { field: 'proof.how', rule: 'other' })
}

/** Instants are below it until the year 2286. */
const INSTANTS_END = 10 ** 13

/**
 * A place in the ranking, the higher the better: by days, then by who was there earlier, then by the member's id, which
 * says nothing of anybody. It is no longer than a cursor carries.
 * @param at when the last of these days was done, epoch milliseconds
 */
export function placeOf(countedDays: number, at: number, memberId: string): string {
  const earlier = String(Math.max(0, INSTANTS_END - at)).padStart(13, '0')
  return `rnk_${String(countedDays).padStart(3, '0')}${earlier}${memberId.slice(4, 20)}`
}
