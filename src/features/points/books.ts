/** The community's books, and both files that can be downloaded. */
import type { Output } from '../../../contract'
import type { PublicAdjustment } from '../../../contract/points-shapes'
import { call } from '../../platform/cloud'

export type Books = Output<'points.getBooks'>

/** The books as they are now, with what was put right by hand this month. */
export interface OpenBooks {
  readonly books: Books
  readonly adjustments: readonly PublicAdjustment[]
}

/**
 * Opens the books.
 * @param month the community's month, `2026-11`
 * @throws CallError when no answer came.
 */
export async function loadBooks(month: string): Promise<OpenBooks> {
  const [books, { adjustments }] = await Promise.all([
    call('points.getBooks', {}),
    call('points.listAdjustments', { month }),
  ])
  return { books, adjustments }
}

/**
 * The whole of my statement as a file's text.
 * @throws CallError RATE_LIMITED or no answer.
 */
export function fetchStatementFile(): Promise<string> {
  return gather((cursor) => call('points.exportStatement', cursor === undefined ? {} : { cursor }))
}

/**
 * The whole of the community's journal as a file's text.
 * @throws CallError RATE_LIMITED or no answer.
 */
export function fetchJournalFile(): Promise<string> {
  return gather((cursor) => call('points.exportBooks', cursor === undefined ? {} : { cursor }))
}

/** Puts the slices of a file together, in their order. */
async function gather(fetch: (cursor: string | undefined) => Promise<Output<'points.exportStatement'>>) {
  const slices: string[] = []
  let cursor: string | undefined
  do {
    const { csv, nextCursor } = await fetch(cursor)
    slices.push(csv)
    cursor = nextCursor
  } while (cursor !== undefined)
  return slices.join('')
}
