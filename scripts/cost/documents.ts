/** Documents for measuring: the same at each run. */
import { type IdPrefix, timeOrderedId } from '../../cloudfunctions/kit/id'
import type { Document } from '../../emulator/types'

/** Bytes that stand for randomness but are the same at each run. */
export function numbered(n: number): Uint8Array {
  return Uint8Array.from({ length: 20 }, (_, place) => (n >> Math.min(30, place * 5)) & 31)
}

/** The id of the n-th document of its kind, made at `createdAt`. */
export function idOf(prefix: IdPrefix, n: number, createdAt: number): string {
  return timeOrderedId(prefix, createdAt, numbered(n))
}

/** Documents as the database takes them. */
export function asDocuments(documents: readonly { readonly _id: string }[]): Document[] {
  return documents.map((document) => ({ ...document }))
}
