/** What a member is shown of their account and its entries. Pure. PRODUCT 5.8, 5.9. */
import type { Balance, StatementLine } from '../../contract/points-shapes'
import type { AccountDocument, EntryDocument, HoldDocument } from './collections'
import { applied, EMPTY_ACCOUNT, type Balance as LedgerBalance, spendable } from './ledger'
import { standingOf } from './level-rules'
import { hasLapsed } from './lot-rules'

const NOTHING: LedgerBalance = { available: 0, held: 0, debt: 0, xp: 0 }

/** What somebody has at an instant; nothing at all before their first entry. */
export function balanceView(
  account: AccountDocument | undefined,
  holds: readonly HoldDocument[],
  { day, memberDayMax, now }: { readonly day: string; readonly memberDayMax: number; readonly now: number },
): Balance {
  const { held, debt, xp, lots } = account ?? EMPTY_ACCOUNT
  const { awards } = account ?? {}
  return {
    available: spendable(account ?? EMPTY_ACCOUNT, now),
    held,
    debt,
    xp,
    ...standingOf(xp),
    lots: lots.filter((lot) => !hasLapsed(lot, now)).map(({ expiresOn, amount }) => ({ expiresOn, amount })),
    today: { earned: awards?.day === day ? awards.points : 0, max: memberDayMax },
    holds: holds.map(({ _id: holdId, reason, amount, expiresAt }) => ({
      holdId,
      cause: reason.what,
      ...(reason.subjectId === undefined ? {} : { subjectId: reason.subjectId }),
      amount,
      expiresAt,
    })),
  }
}

/**
 * An entry as a line of the statement.
 * @param words what operators have said to adjustments, by their ids
 */
export function lineOf(entry: EntryDocument, words: ReadonlyMap<string, string>): StatementLine {
  const { version, kind, reason, postings, lotChanges, after, capped, bookedAt } = entry
  const { what, subjectId, ended } = reason
  const said = subjectId === undefined ? undefined : words.get(subjectId)
  return {
    number: version,
    kind,
    cause: what,
    ...(subjectId === undefined ? {} : { subjectId }),
    ...(ended === undefined ? {} : { ended }),
    ...(said === undefined ? {} : { words: said }),
    change: applied(NOTHING, postings),
    after,
    lots: lotChanges.map(({ expiresOn, change }) => ({ expiresOn, change })),
    ...(capped === undefined ? {} : { capped }),
    at: bookedAt,
  }
}
