/**
 * Keyset positions of lists. Opaque to the client: a version, the list it belongs to and the id of the last
 * document shown, so that a cursor of one list is refused by another.
 */
import { AppError } from './app-error'

const VERSION = '1'
const ID = /^[a-z]{3}_[0-9a-z]{8,40}$/
const NOTE = /^[0-9a-z_]{1,40}$/

/** A place in a list: after the document `lastId`, and what the list's reader has noted down for its next page. */
export interface Position {
  readonly lastId: string
  readonly notes: readonly string[]
}

/** Enough of a caller key to tell another's cursor, and too little to look for what is kept under the key. */
const KEY_PIECE_DIGITS = 8

/** What a caller's own list of this kind is called, so that nobody else's cursor leads into it. */
export function ownList(kind: string, callerKey: string): string {
  return `${kind}:${callerKey.slice(0, KEY_PIECE_DIGITS)}`
}

/** A position after the document `lastId` of the list `list`, with what its next page has to know. */
export function encodeCursor(list: string, lastId: string, notes: readonly string[] = []): string {
  return Buffer.from([VERSION, list, lastId, ...notes].join('|'), 'utf8').toString('base64url')
}

/**
 * The id after which the list goes on; undefined for its beginning.
 * @throws AppError INVALID_INPUT when this is no cursor of this list
 */
export function decodeCursor(list: string, cursor: string | undefined): string | undefined {
  const position = decodePosition(list, cursor)
  if (position && position.notes.length > 0) throw notOfThisList()
  return position?.lastId
}

/**
 * The same for a list whose cursors carry notes. Whoever reads them checks what they say: a client may make any up.
 * @throws AppError INVALID_INPUT as above
 */
export function decodePosition(list: string, cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined
  const [version, cursorList, lastId = '', ...notes] = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .split('|')
  const valid = version === VERSION && cursorList === list && ID.test(lastId) && notes.every(isNote)
  if (!valid || encodeCursor(list, lastId, notes) !== cursor) throw notOfThisList()
  return { lastId, notes }
}

const isNote = (text: string) => NOTE.test(text)

function notOfThisList(): AppError {
  return new AppError('INVALID_INPUT', { field: 'cursor', rule: 'format' })
}

/** Splits what a query for `limit + 1` documents returned into a page and the cursor of the next one. */
export function toPage<T extends { readonly _id: string }>(
  list: string,
  found: readonly T[],
  limit: number,
): { items: T[]; nextCursor?: string } {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  if (found.length <= limit || !last) return { items }
  return { items, nextCursor: encodeCursor(list, last._id) }
}
