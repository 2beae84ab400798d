/**
 * Keyset positions of lists. Opaque to the client: a version, the list it belongs to and the id of the last
 * document shown, so that a cursor of one list is refused by another.
 */
import { AppError } from './app-error'

const VERSION = '1'
const ID = /^[a-z]{3}_[0-9a-z]{8,40}$/

/** A position after the document `lastId` of the list `list`. */
export function encodeCursor(list: string, lastId: string): string {
  return Buffer.from(`${VERSION}|${list}|${lastId}`, 'utf8').toString('base64url')
}

/**
 * The id after which the list goes on; undefined for its beginning.
 * @throws AppError INVALID_INPUT when this is no cursor of this list
 */
export function decodeCursor(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const [version, cursorList, lastId, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const valid = version === VERSION && cursorList === list && lastId !== undefined && ID.test(lastId)
  if (!valid || rest.length > 0 || encodeCursor(list, lastId) !== cursor) {
    throw new AppError('INVALID_INPUT', { field: 'cursor', rule: 'format' })
  }
  return lastId
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
