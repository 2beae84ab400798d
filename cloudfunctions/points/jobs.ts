/** What timers do for points: books are folded and audited, lots lapse, members are told in time. PRODUCT 5.3, 5.8. */
import { DAY_MS } from '../../contract/limits'
import { EarningSource } from '../../contract/points-shapes'
import { between, collection, greaterThan, holding } from '../kit/cloud'
import { type FactDocument, OUTBOX } from '../kit/collections'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { recordFact } from '../kit/outbox'
import { addDays, periodOf } from '../kit/period'
import { forgetSome } from '../kit/retention'
import { findStaff } from '../kit/staff'
import { inTransaction } from '../kit/transaction'
import { bookAlone, findLongWaiting } from './adjustment-store'
import { areBooksSound } from './alarm-store'
import { auditSlice } from './audit-store'
import { foldSlice } from './book-store'
import { divideAnew } from './budget-store'
import {
  type AccountDocument,
  type BudgetPlanDocument,
  type BudgetShareDocument,
  POINT_ACCOUNTS,
  POINT_BUDGET_SHARES,
  POINT_BUDGETS,
} from './collections'
import { readEarningSettings } from './earning-store'
import { expiring } from './facts'
import { findLapsing, lapseAccount } from './store'

const accounts = collection<AccountDocument>(POINT_ACCOUNTS)

const ACCOUNTS_PER_SLICE = 20
/** Members are told so many days before their points lapse. PRODUCT 5.3. */
const TOLD_DAYS_BEFORE = [30, 7] as const
/** What a day's budget has paid is kept for so long, for whoever wonders. */
const BUDGET_DAYS = 60

/** Lets lots go whose last day is over. Whoever has been dealt with is not found again. */
async function letLapse({ now }: Slice): Promise<SliceOutcome> {
  const found = await findLapsing(periodOf('day', now), ACCOUNTS_PER_SLICE)
  const gone = await Promise.all(found.map(({ _id }) => lapseAccount(_id, now)))
  return {
    next: found.length < ACCOUNTS_PER_SLICE ? undefined : 'more',
    handled: found.length,
    repaired: gone.filter(Boolean).length,
  }
}

/** Tells members, once for each lot and term, that it will lapse. The cursor says which term, and after whom. */
async function tellOfExpiry({ cursor, period }: Slice): Promise<SliceOutcome> {
  const [term = '0', after = ''] = cursor?.split('|') ?? []
  const days = TOLD_DAYS_BEFORE[Number(term)]
  if (days === undefined) return { handled: 0, repaired: 0 }
  const expiresOn = addDays(period, days)
  const page = await accounts.find({
    where: { lotDays: holding(expiresOn), _id: greaterThan(after) },
    orderBy: ['_id', 'asc'],
    limit: ACCOUNTS_PER_SLICE,
  })
  const told = await Promise.all(page.map((account) => tellOne(account, expiresOn, days)))
  const last = page.length < ACCOUNTS_PER_SLICE ? undefined : page.at(-1)
  return {
    next: last ? `${term}|${last._id}` : `${Number(term) + 1}|`,
    handled: page.length,
    repaired: told.filter(Boolean).length,
  }
}

/** True when this has told them. */
function tellOne({ _id, lots }: AccountDocument, expiresOn: string, days: number): Promise<boolean> {
  const amount = lots.find((lot) => lot.expiresOn === expiresOn)?.amount ?? 0
  const fact = expiring({ memberId: _id, expiresOn, amount }, days)
  return inTransaction(async (tx) => {
    if (await tx.collection<FactDocument>(OUTBOX).get(`${fact.kind}:${fact.cause}`)) return false
    await recordFact(tx, fact)
    return true
  })
}

const WAITING_PER_SLICE = 20

/**
 * Books what has waited a day for a second person where there is none; while the books are closed nothing is given.
 * PRODUCT 5.8, 11.1.
 */
async function bookLoneAdjustments({ cursor = '', now }: Slice): Promise<SliceOutcome> {
  const page = await findLongWaiting(cursor, now, WAITING_PER_SLICE)
  const staff = page.length === 0 ? [] : await findStaff('ledger.adjust')
  const areSound = page.length === 0 || (await areBooksSound())
  const lone = page.filter(
    ({ requestedBy, points }) =>
      staff.length === 1 && staff[0]?._id === requestedBy && (areSound || points < 0),
  )
  const booked = await Promise.all(lone.map(({ _id }) => bookAlone(_id, now)))
  const last = page.length < WAITING_PER_SLICE ? undefined : page.at(-1)
  return { next: last?._id, handled: page.length, repaired: booked.filter(Boolean).length }
}

/** Divides anew what budgets have left that an operator has changed. PRODUCT 5.6. */
async function divideBudgets({ now }: Slice): Promise<SliceOutcome> {
  const { rules } = await readEarningSettings()
  const day = periodOf('day', now)
  const divided = await Promise.all(
    EarningSource.options.map((source) => divideAnew(source, rules[source], day)),
  )
  return { handled: divided.length, repaired: divided.filter(Boolean).length }
}

/** Forgets what the budgets of long past days have paid, share by share; a budget for ever is kept at 0. */
async function forgetBudgets({ now }: Slice): Promise<SliceOutcome> {
  const at = between(0, now - BUDGET_DAYS * DAY_MS)
  const [plans, shares] = await Promise.all([
    forgetSome(collection<BudgetPlanDocument>(POINT_BUDGETS), { at }),
    forgetSome(collection<BudgetShareDocument>(POINT_BUDGET_SHARES), { at }),
  ])
  return {
    next: plans.next ?? shares.next,
    handled: plans.handled + shares.handled,
    repaired: plans.repaired + shares.repaired,
  }
}

/** Every job of this domain. */
export const pointsJobs: readonly Job[] = [
  { name: 'points.foldBooks', every: 'minute', missed: 'latest', run: foldSlice },
  { name: 'points.divideBudgets', every: 'minute', missed: 'latest', run: divideBudgets },
  { name: 'points.audit', every: 'hour', missed: 'latest', run: auditSlice },
  { name: 'points.letLapse', every: 'day', missed: 'latest', run: letLapse },
  { name: 'points.tellOfExpiry', every: 'day', missed: 'each', run: tellOfExpiry },
  { name: 'points.bookLoneAdjustments', every: 'hour', missed: 'latest', run: bookLoneAdjustments },
  { name: 'points.forgetBudgets', every: 'day', missed: 'latest', run: forgetBudgets },
]
