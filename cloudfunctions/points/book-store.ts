/**
 * The community's books, folded from the entries, and the audit of every account. Both may be ended at any moment and
 * begun again by anybody, two at once included.
 */
import { MINUTE_MS } from '../../contract/limits'
import { between, collection, greaterThan, removed, replacedBy } from '../kit/cloud'
import { timeDigits } from '../kit/id'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inTransaction } from '../kit/transaction'
import { audited, type Fault, folded, isSame, NOTHING_AUDITED } from './book-rules'
import {
  type AccountDocument,
  BOOKS_ID,
  type BooksDocument,
  type EntryDocument,
  type FaultDocument,
  POINT_ACCOUNTS,
  POINT_BOOKS,
  POINT_ENTRIES,
  POINT_FAULTS,
} from './collections'
import { sumOf } from './lot-rules'

const accounts = collection<AccountDocument>(POINT_ACCOUNTS)
const entries = collection<EntryDocument>(POINT_ENTRIES)
const books = collection<BooksDocument>(POINT_BOOKS)
const faults = collection<FaultDocument>(POINT_FAULTS)

const ENTRIES_PER_SLICE = 100
const ACCOUNTS_PER_SLICE = 20
/**
 * An entry bears the instant at which its invocation began, and no function runs longer than a minute: what is older
 * than two has been committed, and nothing can come before it any more.
 */
const SETTLED_AFTER_MS = 2 * MINUTE_MS

/** The books as they were folded last. */
export async function readBooks(): Promise<BooksDocument> {
  return (await books.get(BOOKS_ID)) ?? EMPTY_BOOKS
}

const EMPTY_BOOKS: BooksDocument = {
  _id: BOOKS_ID,
  schemaVersion: 1,
  upTo: '',
  entryCount: 0,
  totals: {},
  foldedAt: 0,
}

/** Takes the next entries into the books: each once, because the books say up to which they have come. */
export async function foldSlice({ now }: Slice): Promise<SliceOutcome> {
  const known = await readBooks()
  const settled = timeDigits(now - SETTLED_AFTER_MS)
  if (known.upTo >= settled) return { handled: 0, repaired: 0 }
  const page = await entries.find({
    where: { place: between(known.upTo, settled) },
    orderBy: ['place', 'asc'],
    limit: ENTRIES_PER_SLICE,
  })
  const last = page.at(-1)
  if (!last) return { handled: 0, repaired: 0 }
  await keepBooks(known.upTo, {
    ...known,
    upTo: last.place,
    entryCount: known.entryCount + page.length,
    totals: folded(known.totals, page),
    foldedAt: now,
  })
  return { next: page.length < ENTRIES_PER_SLICE ? undefined : 'more', handled: page.length, repaired: 0 }
}

/** Keeps the books if they still are where they were when the entries were read. */
async function keepBooks(from: string, { _id, ...next }: BooksDocument): Promise<void> {
  await inTransaction(async (tx) => {
    const inside = tx.collection<BooksDocument>(POINT_BOOKS)
    const present = await inside.get(_id)
    if ((present?.upTo ?? '') !== from) return
    if (present) await inside.update(_id, { ...next, totals: replacedBy(next.totals) })
    else await inside.add({ _id, ...next })
  })
}

/**
 * Audits the accounts that have entries nobody has looked at: `repaired` of the outcome counts what was found wrong.
 * An account is looked at from where the last audit has come to, so that what it costs is as much as there is new.
 */
export async function auditSlice({ cursor, now }: Slice): Promise<SliceOutcome> {
  const after = cursor === undefined ? {} : { _id: greaterThan(cursor) }
  const page = await accounts.find({
    where: { unaudited: true, ...after },
    orderBy: ['_id', 'asc'],
    limit: ACCOUNTS_PER_SLICE,
  })
  const found = await Promise.all(page.map((account) => auditOne(account, now)))
  const last = page.length < ACCOUNTS_PER_SLICE ? undefined : page.at(-1)
  return { next: last?._id, handled: page.length, repaired: found.filter(Boolean).length }
}

/** True when something is wrong with the account. */
async function auditOne(account: AccountDocument, now: number): Promise<boolean> {
  const before = account.audited ?? NOTHING_AUDITED
  const next = await entries.find({
    where: { memberId: account._id, version: between(before.version, account.version + 1) },
    orderBy: ['version', 'asc'],
    limit: ENTRIES_PER_SLICE,
  })
  const after = audited(before, next)
  if ('fault' in after) return note(account, after.fault, after.version, now)
  // A long account is gone through in several runs.
  const isAll = next.length < ENTRIES_PER_SLICE || after.version === account.version
  if (isAll && after.version !== account.version) return note(account, 'gap', after.version + 1, now)
  const isSound = isSame(after.balance, account) && sumOf(account.lots) === account.available
  if (isAll && !isSound) return note(account, 'balance', account.version, now)
  await accounts.updateWhere(
    { _id: account._id, version: account.version },
    { audited: replacedBy(after), ...(isAll ? { unaudited: removed<true>() } : {}) },
  )
  return false
}

async function note(account: AccountDocument, what: Fault, version: number, now: number): Promise<true> {
  await faults.put({ _id: account._id, schemaVersion: 1, what, version, foundAt: now })
  return true
}

/** Accounts with which something is wrong; none, as it should be. */
export function findFaults(limit: number): Promise<FaultDocument[]> {
  return faults.find({ where: {}, orderBy: ['_id', 'asc'], limit })
}
