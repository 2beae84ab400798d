/** The journal of the demo community: what was done is booked by the ledger's own rules, as it came about. */
import { periodOf } from '../../cloudfunctions/kit/period'
import { type Award, aboutAward, bookAward } from '../../cloudfunctions/points/award-rules'
import { folded } from '../../cloudfunctions/points/book-rules'
import {
  type AccountDocument,
  BOOKS_ID,
  type BooksDocument,
  type EntryDocument,
} from '../../cloudfunctions/points/collections'
import type { AwardsOfDay } from '../../cloudfunctions/points/earning-rules'
import { derivedOf, type EntryAbout, entryOf, fingerprintOf } from '../../cloudfunctions/points/entry-rules'
import { type Account, EMPTY_ACCOUNT, spend } from '../../cloudfunctions/points/ledger'
import type { PointsSettings } from '../../cloudfunctions/points/settings'

interface Pocket {
  readonly account: Account
  readonly awards?: AwardsOfDay
}

/** All entries, the accounts that they make, and the books that they are folded into. */
export interface Ledger {
  readonly entries: readonly EntryDocument[]
  readonly accounts: readonly AccountDocument[]
  readonly books: readonly BooksDocument[]
}

/** Books one thing after another: each is to be told in its turn. */
export interface Journal {
  /** Pays an award, or books it as nothing with the reason. */
  pay(award: Award): EntryDocument
  /** Pays a made-up day; false when there are not so many points. */
  payMakeUp(about: Pick<EntryAbout, 'key' | 'memberId' | 'at'>, checkInId: string, points: number): boolean
  /** All of it, folded and gone through by the audit. */
  closed(now: number): Ledger
}

/** A journal in which nothing is booked. */
export function createJournal(settings: PointsSettings): Journal {
  const { memberDayMax, pairDayMax } = settings
  const pockets = new Map<string, Pocket>()
  const entries: EntryDocument[] = []
  const pocketOf = (memberId: string): Pocket => pockets.get(memberId) ?? { account: EMPTY_ACCOUNT }
  return {
    pay(award) {
      const { memberId, giverId, at } = award
      const { account, awards } = pocketOf(memberId)
      const context = { awards, day: periodOf('day', at), memberDayMax, pairDayMax, giverId }
      const booked = bookAward(award, account, context, settings)
      const about = aboutAward(award, settings)
      const entry = entryOf(about, booked.booking, fingerprintOf(about), booked.capped)
      const after = booked.awards ?? awards
      pockets.set(memberId, { account: booked.booking.account, ...(after ? { awards: after } : {}) })
      entries.push(entry)
      return entry
    },
    payMakeUp({ key, memberId, at }, checkInId, points) {
      const { account, ...rest } = pocketOf(memberId)
      if (account.available < points) return false
      const booking = spend(account, points, 'mall', at)
      const about = {
        key,
        memberId,
        kind: 'spend',
        reason: { what: 'makeUp', subjectId: checkInId },
        at,
      } as const
      entries.push(entryOf(about, booking, fingerprintOf({ ...about, asked: { points } })))
      pockets.set(memberId, { ...rest, account: booking.account })
      return true
    },
    closed: (now) => ({
      entries,
      accounts: [...pockets].map(([memberId, pocket]) => accountOf(memberId, pocket)),
      books: [booksOf(entries, now)],
    }),
  }
}

/** An account as the audit leaves it. */
function accountOf(_id: string, { account, awards }: Pocket): AccountDocument {
  const { unaudited: _seen, ...derived } = derivedOf(account)
  const { available, held, debt, xp, version } = account
  return {
    _id,
    schemaVersion: 1,
    ...account,
    ...derived,
    ...(awards ? { awards } : {}),
    audited: { version, balance: { available, held, debt, xp } },
  }
}

function booksOf(entries: readonly EntryDocument[], now: number): BooksDocument {
  const last = [...entries].sort((a, b) => (a.place < b.place ? -1 : 1)).at(-1)
  return {
    _id: BOOKS_ID,
    schemaVersion: 1,
    upTo: last?.place ?? '',
    ...folded({ entryCount: 0, totals: {}, lots: {} }, entries),
    ...(last ? { lastBookedAt: last.bookedAt } : {}),
    foldedAt: now,
    auditedAt: now,
  }
}
