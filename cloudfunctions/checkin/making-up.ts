/** Making up a missed day, in one transaction with what it costs. PRODUCT 4.3. */
import { AppError } from '../kit/app-error'
import { periodOf } from '../kit/period'
import type { Transaction } from '../kit/transaction'
import { spend } from '../points/ledger'
import { append } from '../points/store'
import { markAt } from './calendar-rules'
import { keepCalendar, readCalendar } from './calendar-store'
import { useCard } from './card-store'
import { type CalendarDocument, CHECK_INS, type ChallengeDocument, type CheckInDocument } from './collections'
import { demandMakeUp, type MakeUpCase, makeUpKey } from './make-up-rules'
import { checkInIdOf, marked } from './marking-rules'
import { advance } from './proving'
import type { CreditedDays } from './streak-rules'

/** A day that is to be made up. */
export interface MakeUpWish {
  /** Absent for the daily check-in. */
  readonly challenge: ChallengeDocument | undefined
  readonly calendarId: string
  readonly day: string
  /** `prf_…`. */
  readonly place: string
  /** The card there is, or what it costs in points. */
  readonly payWith: { readonly cardId: string | undefined } | { readonly points: number }
  readonly credited: CreditedDays
  readonly at: number
}

/** The calendar with the day in it, and whether it was made up just now. */
export interface MadeUp {
  readonly calendar: CalendarDocument
  readonly isNew: boolean
}

/** What holds for making up the days of a calendar. */
export function makeUpCaseOf(
  challenge: ChallengeDocument | undefined,
  { months, joinedDay }: Pick<CalendarDocument, 'months' | 'joinedDay'>,
  credited: CreditedDays,
  today: string,
): MakeUpCase {
  if (!challenge) return { months, credited, today, firstDay: joinedDay }
  const { firstDay, lastDay, makeUpsMax } = challenge
  return { months, credited, today, firstDay, lastDay, makeUpsMax }
}

/**
 * Makes a day up and answers the calendar as it is then; one that is made up already stays as it is. The quota is
 * counted in the calendar, which this transaction writes: two at once cannot both take the last.
 * @throws AppError NOT_FOUND without a calendar or the card; CHECK_IN_CLOSED; LIMIT_REACHED; INSUFFICIENT_POINTS
 */
export async function keepMakeUp(tx: Transaction, wish: MakeUpWish): Promise<MadeUp> {
  const { challenge, calendarId, day, place, payWith, credited, at } = wish
  const known = await readCalendar(tx, calendarId)
  if (!known) throw new AppError('NOT_FOUND')
  const before = markAt(known.months, day)
  // Before anything is paid: the card of who asks again is used already, by this very day.
  if (before === 'madeUp') return { calendar: known, isNew: false }
  demandMakeUp(makeUpCaseOf(challenge, known, credited, periodOf('day', at)), day)
  const { challengeId, memberId, callerKey } = known
  const checkInId = checkInIdOf(challengeId, memberId, day)
  await payFor(tx, checkInId, memberId, wish)
  const madeUp = { mark: 'madeUp', place, at, paidWith: 'cardId' in payWith ? 'card' : 'points' } as const
  const checkIns = tx.collection<CheckInDocument>(CHECK_INS)
  if (before === 'void') await checkIns.update(checkInId, { ...madeUp, shown: false })
  else {
    const about = { calendarId, challengeId, memberId, callerKey, day, shown: false }
    await checkIns.add({ _id: checkInId, schemaVersion: 1, ...about, ...madeUp })
  }
  if (challenge) {
    const calendar = await advance(tx, { challenge, known, day, mark: 'madeUp', credited, at })
    return { calendar, isNew: true }
  }
  const after = marked(known, day, 'madeUp', at)
  await keepCalendar(tx, known, after)
  return { calendar: after, isNew: true }
}

async function payFor(
  tx: Transaction,
  checkInId: string,
  memberId: string,
  { payWith, at }: MakeUpWish,
): Promise<void> {
  if ('cardId' in payWith) {
    const { cardId } = payWith
    const isPaid = cardId !== undefined && (await useCard(tx, cardId, checkInId))
    if (!isPaid) throw new AppError('NOT_FOUND')
    return
  }
  const { points } = payWith
  await append(tx, {
    key: makeUpKey(checkInId),
    memberId,
    kind: 'spend',
    reason: { what: 'makeUp', subjectId: checkInId },
    asked: { points },
    at,
    book: (account) => ({ booking: spend(account, points, 'mall', at) }),
  })
}
