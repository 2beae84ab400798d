/**
 * The ledger's arithmetic: what an entry does to a member's account, as postings that sum to zero (PRODUCT 5). Pure:
 * no clock, no database. An account is what all its entries make of nothing; `store.ts` keeps both together.
 */
import { AppError } from '../kit/app-error'
import {
  changesOf,
  comingBack,
  hasLapsed,
  type Lot,
  type LotChange,
  lotDayOf,
  sumOf,
  takeFrom,
  withLots,
} from './lot-rules'

/** Points can be spent and lapse; XP make levels. */
export type Unit = 'points' | 'xp'

/** What stands against a member's account: where points come from and where they go. */
export type SystemAccount = `mint:${string}` | 'mall' | 'expired' | 'clawback' | 'adjust'
/** The parts of a member's account. `debt` is what they owe: its postings are below zero. */
export const MEMBER_ACCOUNTS = ['available', 'held', 'debt', 'xp'] as const
export type MemberAccount = (typeof MEMBER_ACCOUNTS)[number]

/** One line of an entry. */
export interface Posting {
  readonly account: MemberAccount | SystemAccount
  readonly unit: Unit
  /** A whole number, not zero. */
  readonly amount: number
}

/** A member's points and XP. */
export interface Balance {
  /** The sum of the lots. */
  readonly available: number
  readonly held: number
  /** What later earnings repay, half of each. */
  readonly debt: number
  readonly xp: number
}

/** A member's account. */
export interface Account extends Balance {
  /** The first to lapse first, at most LOTS_MAX. */
  readonly lots: readonly Lot[]
  /** How many entries it has: each takes the next number, and none is ever missing. */
  readonly version: number
}

/** What an entry does: to be kept together with it, or not at all. */
export interface Booking {
  readonly account: Account
  readonly postings: readonly Posting[]
  /** The lots that points were taken from or came to. */
  readonly lots: readonly Lot[]
  /** What it changes of the account's lots; two that become one, because there are too many, included. */
  readonly lotChanges: readonly LotChange[]
}

export const EMPTY_ACCOUNT: Account = { available: 0, held: 0, debt: 0, xp: 0, lots: [], version: 0 }

/** The most that one posting moves. QUALITY: invariant 5. */
export const AMOUNT_MAX = 1_000_000_000

/** What somebody earned. */
export interface Earning {
  /** Whose budget it comes from. */
  readonly from: SystemAccount
  /** Whole numbers, either may be 0. */
  readonly points: number
  readonly xp: number
}

/** Books an earning; half of it repays what is owed, as long as anything is. XP are never withheld. */
export function earn(account: Account, { from, points, xp }: Earning, at: number): Booking {
  demandAmount(points, 0)
  demandAmount(xp, 0)
  const repaid = Math.min(account.debt, Math.ceil(points / 2))
  const gained: Lot[] = [{ expiresOn: lotDayOf(at), amount: points - repaid }]
  return booked(account, {
    lots: gained,
    left: withLots(account.lots, gained),
    postings: [
      post('available', points - repaid),
      post('debt', repaid),
      post(from, -points),
      post('xp', xp, 'xp'),
      post(from, -xp, 'xp'),
    ],
  })
}

/** Books a spending, the points that lapse first first. @throws AppError INSUFFICIENT_POINTS */
export function spend(account: Account, amount: number, to: SystemAccount, at: number): Booking {
  const { taken, left } = takeUsable(account, amount, at)
  return booked(account, { lots: taken, left, postings: [post('available', -amount), post(to, amount)] })
}

/** Sets points aside: `lots` of the booking are the hold's, and do not lapse. @throws AppError INSUFFICIENT_POINTS */
export function hold(account: Account, amount: number, at: number): Booking {
  const { taken, left } = takeUsable(account, amount, at)
  return booked(account, { lots: taken, left, postings: [post('available', -amount), post('held', amount)] })
}

/**
 * Ends a hold: so much of it is spent, those that lapse first, and the rest comes back to its lots.
 * @param lots all that was set aside @param amount 0 voids the hold, the whole sum posts all of it
 */
export function settle(
  account: Account,
  lots: readonly Lot[],
  amount: number,
  to: SystemAccount,
  at: number,
): Booking {
  const held = sumOf(lots)
  demandAmount(amount, 0)
  if (amount > held || held > account.held) throw new RangeError('more than is held')
  const back = comingBack(takeFrom(lots, amount).left, at)
  return booked(account, {
    lots: back,
    left: withLots(account.lots, back),
    postings: [post('held', -held), post('available', held - amount), post(to, amount)],
  })
}

/** Gives spent points back to the lots they were taken from. */
export function refund(account: Account, lots: readonly Lot[], from: SystemAccount, at: number): Booking {
  const amount = sumOf(lots)
  demandAmount(amount, 1)
  const back = comingBack(lots, at)
  return booked(account, {
    lots: back,
    left: withLots(account.lots, back),
    postings: [post('available', amount), post(from, -amount)],
  })
}

/** What is taken back. */
export interface Reversal {
  /** At most what was earned, or 0. */
  readonly points: number
  /** Above 0 for a fraud only: what was learnt is not unlearnt. PRODUCT 5.1. */
  readonly xp: number
  /** The lot that the earning came to. */
  readonly lotDay: string
  readonly to: SystemAccount
}

/** Books points back; what has been spent already is owed from now on. */
export function reverse(account: Account, { points, xp, lotDay, to }: Reversal): Booking {
  demandAmount(points, 0)
  demandAmount(xp, 0)
  const { taken, left } = takeFrom(account.lots, points, lotDay)
  const found = sumOf(taken)
  const lostXp = Math.min(account.xp, xp)
  return booked(account, {
    lots: taken,
    left,
    postings: [
      post('available', -found),
      post('debt', found - points),
      post(to, points),
      post('xp', -lostXp, 'xp'),
      post(to, lostXp, 'xp'),
    ],
  })
}

/** Lets lapsed lots go; undefined when there are none. */
export function expire(account: Account, at: number): Booking | undefined {
  const lapsed = account.lots.filter((lot) => hasLapsed(lot, at))
  if (lapsed.length === 0) return undefined
  const amount = sumOf(lapsed)
  return booked(account, {
    lots: lapsed,
    left: account.lots.filter((lot) => !hasLapsed(lot, at)),
    postings: [post('available', -amount), post('expired', amount)],
  })
}

/** What can be spent at an instant: a lapsed lot cannot, though no job has let it go yet. */
export function spendable({ lots }: Account, at: number): number {
  return sumOf(lots.filter((lot) => !hasLapsed(lot, at)))
}

/** Whether a posting stands against members' accounts. */
export function isSystemPosting(posting: Posting): posting is Posting & { readonly account: SystemAccount } {
  return !MEMBER_ACCOUNTS.some((account) => account === posting.account)
}

/** What these postings come to, a unit: nothing but zero is an entry. */
export function trialOf(postings: readonly Posting[]): Record<Unit, number> {
  const trial = { points: 0, xp: 0 }
  for (const { unit, amount } of postings) trial[unit] += amount
  return trial
}

/** A balance with these postings in it. Its lots are for the caller to know. */
export function applied(balance: Balance, postings: readonly Posting[]): Balance {
  const sum = (account: MemberAccount) =>
    postings.reduce((total, posting) => total + (posting.account === account ? posting.amount : 0), 0)
  return {
    available: balance.available + sum('available'),
    held: balance.held + sum('held'),
    debt: balance.debt - sum('debt'),
    xp: balance.xp + sum('xp'),
  }
}

interface Draft {
  readonly postings: readonly Posting[]
  readonly lots: readonly Lot[]
  readonly left: readonly Lot[]
}

/** @throws Error for a booking that does not balance, or leaves less than nothing: this program is wrong then. */
function booked(account: Account, { postings, lots, left }: Draft): Booking {
  const moving = postings.filter(({ amount }) => amount !== 0)
  const after = { ...applied(account, moving), lots: left, version: account.version + 1 }
  const { points, xp } = trialOf(moving)
  const isSound = points === 0 && xp === 0 && after.available === sumOf(left)
  if (!isSound || Math.min(after.available, after.held, after.debt, after.xp) < 0)
    throw new Error('the booking does not balance')
  return {
    account: after,
    postings: moving,
    lots: lots.filter(({ amount }) => amount > 0),
    lotChanges: changesOf(account.lots, left),
  }
}

function takeUsable(account: Account, amount: number, at: number) {
  demandAmount(amount, 1)
  if (spendable(account, at) < amount) throw new AppError('INSUFFICIENT_POINTS')
  const lapsed = account.lots.filter((lot) => hasLapsed(lot, at))
  const usable = account.lots.filter((lot) => !hasLapsed(lot, at))
  const { taken, left } = takeFrom(usable, amount)
  return { taken, left: withLots(lapsed, left) }
}

function post(account: Posting['account'], amount: number, unit: Unit = 'points'): Posting {
  return { account, unit, amount }
}

/** @throws RangeError for what is no amount: rules and prices are checked long before. */
function demandAmount(amount: number, min: 0 | 1): void {
  if (!Number.isInteger(amount) || Object.is(amount, -0) || amount < min || amount > AMOUNT_MAX)
    throw new RangeError(`${amount} is no amount of points`)
}
