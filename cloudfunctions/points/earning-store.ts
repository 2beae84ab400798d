/** Paying what was earned, and taking it back when its cause is undone or was a fraud. */
import type { EarningSource } from '../../contract/points-shapes'
import { AppError } from '../kit/app-error'
import { readConfig } from '../kit/configs'
import { periodOf } from '../kit/period'
import type { Transaction } from '../kit/transaction'
import { openShare } from './budget-store'
import { type EntryDocument, POINT_ENTRIES } from './collections'
import { type CapContext, capOf, withAward } from './earning-rules'
import { keyOfAward } from './keys'
import { type Account, type Booking, type Earning, earn, isSystemPosting, reverse, type Unit } from './ledger'
import { lotDayOf } from './lot-rules'
import { type PointsSettings, pointsConfig } from './settings'
import { type Appended, append, type BookedEntry, type NewEntry } from './store'

/** Something that was earned. */
export interface Award {
  readonly source: EarningSource
  readonly memberId: string
  /** The id of what earned it. */
  readonly subjectId: string
  /** The community day for what the same subject can earn again on another; absent for once and for all. */
  readonly period?: string
  /** How many times over the rule pays at once: likes, or days of a streak. Default 1. */
  readonly units?: number
  /** Who made them earn it; a pair of members can do so a few times a day only. */
  readonly giverId?: string
  /** There when the document of the cause, read in this transaction, says that it was not paid before: see `append`. */
  readonly isFirst?: true
  /** There when this transaction makes the member: see `append`. */
  readonly isNewMember?: true
  readonly at: number
}

/** The rules by which is paid: to be read before the transaction that pays. */
export async function readEarningSettings(): Promise<PointsSettings> {
  return (await readConfig(pointsConfig)).values
}

/** The key of an award's entry: the same cause is paid once, whatever the rule has come to pay meanwhile. */
export function awardKey({ source, subjectId, period }: Award, { rules }: PointsSettings): string {
  return keyOfAward(source, rules[source].version, subjectId, period)
}

/**
 * Pays an award in the transaction of its cause; what a cap makes nothing is an entry all the same, with the reason.
 * @throws AppError MEMBER_BANNED, NOT_A_MEMBER
 */
export async function pay(tx: Transaction, award: Award, settings: PointsSettings): Promise<Appended> {
  const { source, memberId, subjectId, units = 1, giverId, isFirst, isNewMember, at } = award
  const { memberDayMax, pairDayMax } = settings
  const key = awardKey(award, settings)
  const day = periodOf('day', at)
  const { budget, points } = settings.rules[source]
  const share = budget && (await openShare(tx, budget, { source, key, points }, day, at))
  const caps = { day, memberDayMax, pairDayMax, giverId, budgetLeft: share?.left }
  const appended = await append(tx, {
    key,
    memberId,
    kind: 'earn',
    reason: { what: source, subjectId },
    asked: { subjectId, units },
    isFirst,
    isNewMember,
    at,
    book: (account, awards) => booked(award, account, { ...caps, awards }, settings),
  })
  if (appended.isNew && appended.entry.capped === undefined) await share?.draw(points * units)
  return appended
}

/**
 * Pays an award whose cause stands whoever has earned it: nothing, and no entry, for who is banned or has left. To be
 * refused leaves nothing half done, because the standing is asked before anything is written.
 */
export async function payUnlessRefused(
  tx: Transaction,
  award: Award,
  settings: PointsSettings,
): Promise<EntryDocument | undefined> {
  try {
    return (await pay(tx, award, settings)).entry
  } catch (error) {
    if (error instanceof AppError && (error.code === 'MEMBER_BANNED' || error.code === 'NOT_A_MEMBER'))
      return undefined
    throw error
  }
}

function booked(
  { source, units = 1, at }: Award,
  account: Account,
  context: CapContext,
  { rules }: PointsSettings,
): BookedEntry {
  const rule = rules[source]
  const earning: Earning = { from: `mint:${source}`, points: rule.points * units, xp: rule.xp * units }
  const capped = capOf(source, rule, earning.points, context)
  if (capped) return { booking: earn(account, { ...earning, points: 0, xp: 0 }, at), capped }
  return {
    booking: earn(account, earning, at),
    awards: withAward(source, earning.points, context),
  }
}

/** Why something is taken back: its cause is no more, it was a mistake, or a fraud, which also costs the XP. */
export type TakeBack = 'undone' | 'correction' | 'fraud'

/**
 * Takes an award back, once, however often it is asked for: what is spent already is owed. Undefined when nothing was
 * ever paid under this key.
 */
export async function takeBack(
  tx: Transaction,
  key: string,
  why: TakeBack,
  at: number,
): Promise<Appended | undefined> {
  const original = await tx.collection<EntryDocument>(POINT_ENTRIES).get(key)
  if (!original || original.postings.length === 0) return undefined
  return append(tx, {
    ...reversalOf(original, why),
    memberId: original.memberId,
    at,
    book: (account) => ({ booking: reversed(account, original, why) }),
  })
}

/** There is one entry that reverses another: whoever is first says why. */
function reversalOf(
  { _id }: EntryDocument,
  why: TakeBack,
): Pick<NewEntry, 'key' | 'kind' | 'reason' | 'asked'> {
  return { key: `reverse:${_id}`, kind: 'reverse', reason: { what: why, subjectId: _id }, asked: { of: _id } }
}

function reversed(account: Account, original: EntryDocument, why: TakeBack): Booking {
  const { points, xp, from } = earnedBy(original)
  const isFraud = why === 'fraud'
  return reverse(account, {
    points,
    xp: isFraud ? xp : 0,
    lotDay: lotDayOf(original.bookedAt),
    to: isFraud ? 'clawback' : from,
  })
}

/** What an entry has brought: what stands against it on the other side. */
function earnedBy({ postings }: EntryDocument): Earning {
  const given = postings.filter(isSystemPosting)
  const of = (unit: Unit) =>
    given.reduce((sum, posting) => sum - (posting.unit === unit ? posting.amount : 0), 0)
  return { from: given[0]?.account ?? 'clawback', points: of('points'), xp: of('xp') }
}
