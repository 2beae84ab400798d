/** Paying what was earned, and taking it back when its cause is undone or was a fraud. */
import { readConfig } from '../kit/configs'
import { isGuardRefusal } from '../kit/guard'
import { periodOf } from '../kit/period'
import type { Transaction } from '../kit/transaction'
import { type Award, aboutAward, bookAward } from './award-rules'
import { openShare } from './budget-store'
import { type EntryDocument, POINT_ENTRIES } from './collections'
import { givenBy } from './earned-rules'
import { type Account, type Booking, reverse } from './ledger'
import { lotDayOf } from './lot-rules'
import { type PointsSettings, pointsConfig } from './settings'
import { type Appended, append, type NewEntry } from './store'

/** The rules by which is paid: to be read before the transaction that pays. */
export async function readEarningSettings(): Promise<PointsSettings> {
  return (await readConfig(pointsConfig)).values
}

/**
 * Pays an award in the transaction of its cause; what a cap makes nothing is an entry all the same, with the reason.
 * @throws AppError MEMBER_BANNED, NOT_A_MEMBER
 */
export async function pay(tx: Transaction, award: Award, settings: PointsSettings): Promise<Appended> {
  const { source, units = 1, giverId, isFirst, isNewMember, at } = award
  const { memberDayMax, pairDayMax } = settings
  const about = aboutAward(award, settings)
  const day = periodOf('day', at)
  const rule = settings.rules[source]
  const points = rule.points * units
  const share = await openShare(tx, { source, key: about.key, points, rule, day, at })
  const caps = { day, memberDayMax, pairDayMax, giverId, budgetLeft: share?.left }
  const appended = await append(tx, {
    ...about,
    isFirst,
    isNewMember,
    book: (account, awards) => bookAward(award, account, { ...caps, awards }, settings),
  })
  if (appended.isNew && appended.entry.capped === undefined) await share?.draw(points)
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
    if (isGuardRefusal(error)) return undefined
    throw error
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
  const { points, xp, from } = givenBy(original)
  const isFraud = why === 'fraud'
  return reverse(account, {
    points,
    xp: isFraud ? xp : 0,
    lotDay: lotDayOf(original.bookedAt),
    to: isFraud ? 'clawback' : from,
  })
}
