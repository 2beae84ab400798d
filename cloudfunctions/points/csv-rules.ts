/** The statement and the journal as files for spreadsheets: RFC 4180, in UTF-8 with a mark, formulas harmless. Pure. */

import { DAY_MS } from '../../contract/limits'
import type { StatementLine } from '../../contract/points-shapes'
import { periodOf, startOf } from '../kit/period'
import type { EntryDocument } from './collections'

/** By which spreadsheets know that a file is UTF-8. */
const MARK = '\uFEFF'
const LINE_END = '\r\n'

type Cell = string | number | undefined

const STATEMENT_HEAD = [
  'number',
  'at',
  'kind',
  'cause',
  'subject',
  'ended',
  'words',
  'available',
  'held',
  'debt',
  'xp',
  'available_after',
  'held_after',
  'debt_after',
  'xp_after',
  'lots',
  'capped',
] as const

/** A slice of a member's statement; the first one begins with the head. */
export function statementCsv(lines: readonly StatementLine[], isFirst: boolean): string {
  const rows = lines.map((line): readonly Cell[] => {
    const { number, at, kind, cause, subjectId, ended, words, change, after, lots, capped } = line
    const balances = [change, after].flatMap(({ available, held, debt, xp }) => [available, held, debt, xp])
    const moved = lots.map((lot) => `${lot.expiresOn}: ${lot.change}`).join('; ')
    return [number, timeOf(at), kind, cause, subjectId, ended, words, ...balances, moved, capped]
  })
  return csvOf(isFirst ? [STATEMENT_HEAD, ...rows] : rows, isFirst)
}

const JOURNAL_HEAD = ['day', 'kind', 'cause', 'account', 'unit', 'amount'] as const

/** A slice of the community's journal: a row for each posting, without whose it is or what it is about. */
export function journalCsv(
  entries: readonly Pick<EntryDocument, 'bookedAt' | 'kind' | 'reason' | 'postings'>[],
  isFirst: boolean,
): string {
  const rows = entries.flatMap(({ bookedAt, kind, reason, postings }) =>
    postings.map(({ account, unit, amount }): readonly Cell[] => [
      periodOf('day', bookedAt),
      kind,
      reason.what,
      account,
      unit,
      amount,
    ]),
  )
  return csvOf(isFirst ? [JOURNAL_HEAD, ...rows] : rows, isFirst)
}

function csvOf(rows: readonly (readonly Cell[])[], isFirst: boolean): string {
  const text = rows.map((row) => row.map(cellOf).join(',') + LINE_END).join('')
  return isFirst ? MARK + text : text
}

/** What a spreadsheet would take for a formula gets a quote in front; numbers stay numbers, below zero too. */
function cellOf(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** An instant in community time, to the second: `2026-11-22 12:00:05`. */
function timeOf(at: number): string {
  const day = periodOf('day', at)
  const sinceMidnight = (at - startOf(day)) % DAY_MS
  const clock = new Date(sinceMidnight)
    .toISOString()
    .slice('1970-01-01T'.length, '1970-01-01T00:00:00'.length)
  return `${day} ${clock}`
}
