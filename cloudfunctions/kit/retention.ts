/** Removes what is past its time, a bounded number at once. */
import { type Collection, type Filter, oneOf } from './cloud'
import type { SliceOutcome } from './jobs'

const DOCUMENTS_PER_SLICE = 100

/** Removes the first documents that match; the outcome of a slice of a job. */
export async function forgetSome<T extends { readonly _id: string }>(
  documents: Collection<T>,
  where: Filter<T>,
): Promise<SliceOutcome> {
  const found = await documents.find({ where, limit: DOCUMENTS_PER_SLICE })
  if (found.length === 0) return { handled: 0, repaired: 0 }
  const byId: Filter<{ _id: string }> = { _id: oneOf(found.map((document) => document._id)) }
  // The condition again: what has come back into use since it was looked at stays.
  const repaired = await documents.removeWhere({ ...where, ...byId })
  const next = found.length < DOCUMENTS_PER_SLICE ? undefined : 'more'
  return { next, handled: found.length, repaired }
}
