/** A member's statement: pages of it for the phone, slices of it for the file. */
import { DOWNLOAD_LINES_MAX } from '../../contract/limits'
import type { StatementLine } from '../../contract/points-shapes'
import { decodeCursor, encodeCursor } from '../kit/cursor'
import { findAdjustmentsOf } from './adjustment-store'
import { lineOf } from './statement-rules'
import { findEntries, findEntriesAfter } from './store'

/** So many of the latest adjustments keep their words in the statement. */
const ADJUSTMENTS_WORDED = 50
/** Enough digits for any number of entries, so that a cursor is an id like others. */
const NUMBER_DIGITS = 10

/** Lines of a statement, and where it goes on. */
export interface StatementPage {
  readonly lines: StatementLine[]
  readonly nextCursor?: string
}

/** A page of a statement, the latest entry first. One round trip. */
export async function readStatement(
  memberId: string,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): Promise<StatementPage> {
  const list = `statement:${memberId}`
  const before = numberAt(list, cursor)
  const [found, words] = await Promise.all([findEntries(memberId, before, limit + 1), wordsTo(memberId)])
  const shown = found.slice(0, limit)
  return { lines: shown.map((entry) => lineOf(entry, words)), ...next(list, shown, found.length > limit) }
}

/** A slice of a statement's file, the oldest entry first. One round trip. */
export async function readStatementSlice(
  memberId: string,
  cursor: string | undefined,
): Promise<StatementPage> {
  const list = `statement-file:${memberId}`
  const after = numberAt(list, cursor) ?? 0
  const [found, words] = await Promise.all([
    findEntriesAfter(memberId, after, DOWNLOAD_LINES_MAX),
    wordsTo(memberId),
  ])
  const isMore = found.length === DOWNLOAD_LINES_MAX
  return { lines: found.map((entry) => lineOf(entry, words)), ...next(list, found, isMore) }
}

function numberAt(list: string, cursor: string | undefined): number | undefined {
  const id = decodeCursor(list, cursor)
  // An id has a kind and digits, not all of which need be a number's.
  const number = Number(id?.slice('ent_'.length) ?? Number.NaN)
  return Number.isSafeInteger(number) ? number : undefined
}

function next(list: string, shown: readonly { readonly version: number }[], isMore: boolean) {
  const last = shown.at(-1)
  if (!isMore || !last) return {}
  const id = `ent_${String(last.version).padStart(NUMBER_DIGITS, '0')}`
  return { nextCursor: encodeCursor(list, id) }
}

async function wordsTo(memberId: string): Promise<ReadonlyMap<string, string>> {
  const latest = await findAdjustmentsOf(memberId, ADJUSTMENTS_WORDED)
  return new Map(latest.flatMap(({ _id, words }) => (words === undefined ? [] : [[_id, words] as const])))
}
