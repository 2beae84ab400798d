/** The community's books, folded from the entries. They may be folded by many at once, and ended at any moment. */
import { DOWNLOAD_LINES_MAX, MINUTE_MS } from '../../contract/limits'
import { between, collection, greaterThan, replacedBy } from '../kit/cloud'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inTransaction } from '../kit/transaction'
import { folded } from './book-rules'
import { BOOKS_ID, type BooksDocument, type EntryDocument, POINT_BOOKS, POINT_ENTRIES } from './collections'
import { placesFrom } from './keys'

const entries = collection<EntryDocument>(POINT_ENTRIES)
const books = collection<BooksDocument>(POINT_BOOKS)

const ENTRIES_PER_SLICE = 100
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
  lots: {},
  foldedAt: 0,
}

/** The books with the entries that are not folded yet. */
export interface LiveBooks {
  readonly books: BooksDocument
  /** Entries that the folded books count: so far goes the journal. */
  readonly journalCount: number
  /** When the newest entry that is counted was booked; undefined before any. */
  readonly upTo: number | undefined
  /** Whether no entry is left out. */
  readonly isWhole: boolean
}

/** Adds to the folded books what has come since, a page of it at most. One read. */
export async function bringUpToDate(known: BooksDocument): Promise<LiveBooks> {
  const tail = await entries.find({
    where: { place: greaterThan(known.upTo) },
    orderBy: ['place', 'asc'],
    limit: ENTRIES_PER_SLICE,
    fields: ['postings', 'lotChanges', 'bookedAt'],
  })
  return {
    books: { ...known, ...folded(known, tail) },
    journalCount: known.entryCount,
    upTo: tail.at(-1)?.bookedAt ?? known.lastBookedAt,
    isWhole: tail.length < ENTRIES_PER_SLICE,
  }
}

/** Takes the next entries into the books: each once, because the books say up to which they have come. */
export async function foldSlice({ now }: Slice): Promise<SliceOutcome> {
  const known = await readBooks()
  const settled = placesFrom(now - SETTLED_AFTER_MS)
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
    ...folded(known, page),
    upTo: last.place,
    lastBookedAt: last.bookedAt,
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
    // The audit's own field is not the folding's to write.
    const { totals, lots, auditedAt: _auditedAt, ...plain } = next
    if (present) await inside.update(_id, { ...plain, totals: replacedBy(totals), lots: replacedBy(lots) })
    else await inside.add({ _id, ...next })
  })
}

/** Keeps that the audit has gone through everything. */
export async function keepAudited(now: number): Promise<void> {
  await books.update(BOOKS_ID, { auditedAt: now })
}

/** The next entries of the journal, as far as they are folded, the oldest first. */
export function findJournal(after: string, upTo: string): Promise<EntryDocument[]> {
  return entries.find({
    where: { place: between(after, `${upTo}~`) },
    orderBy: ['place', 'asc'],
    limit: DOWNLOAD_LINES_MAX,
  })
}
