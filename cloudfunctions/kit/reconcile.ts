/**
 * Brings derived figures back to what they are derived from: in slices, by a cursor over the documents that carry the
 * figures. A second run repairs nothing.
 */
import { sleep } from './clock'
import { type Collection, type Filter, greaterThan } from './cloud'
import { fingerprint } from './fingerprint'
import type { Slice, SliceOutcome } from './jobs'

/** Documents that carry derived figures, and how they are looked at and put right. */
export interface Reconciliation<T extends { readonly _id: string }, D> {
  readonly documents: Collection<T>
  /** Which of them; in the order of `_id` an index serves it. */
  readonly where: Filter<T>
  /** What is wrong, by document: the figures as they are and as they should be. Those that are right are left out. */
  look(documents: readonly T[]): Promise<ReadonlyMap<string, D>>
  /** Puts the figures right if they still are as they were looked at; false when they are not. */
  repair(document: T, drift: D): Promise<boolean>
}

const DOCUMENTS_PER_SLICE = 50
/**
 * A write between its two steps looks just like a drift. Only what is the same at a second look, this much later, is
 * one; a write that takes longer still is put right by the next run.
 */
const SECOND_LOOK_AFTER_MS = 1_500

/** The slices of a job that reconciles. */
export function reconciling<T extends { readonly _id: string }, D>(
  reconciliation: Reconciliation<T, D>,
): (slice: Slice) => Promise<SliceOutcome> {
  const { documents, where } = reconciliation
  return async ({ cursor }) => {
    const beyond: Filter<{ _id: string }> = cursor === undefined ? {} : { _id: greaterThan(cursor) }
    const page = await documents.find({
      where: { ...where, ...beyond },
      orderBy: ['_id', 'asc'],
      limit: DOCUMENTS_PER_SLICE,
    })
    const repaired = await repairDrifts(reconciliation, page)
    const last = page.length < DOCUMENTS_PER_SLICE ? undefined : page.at(-1)
    return { next: last?._id, handled: page.length, repaired }
  }
}

async function repairDrifts<T extends { readonly _id: string }, D>(
  { documents, look, repair }: Reconciliation<T, D>,
  page: readonly T[],
): Promise<number> {
  const suspects = await look(page)
  if (suspects.size === 0) return 0
  await sleep(SECOND_LOOK_AFTER_MS)
  const again = await documents.getMany([...suspects.keys()])
  const drifts = await look(again)
  const outcomes = await Promise.all(
    again.map(async (document) => {
      const drift = drifts.get(document._id)
      if (drift === undefined || fingerprint(drift) !== fingerprint(suspects.get(document._id))) return false
      return repair(document, drift)
    }),
  )
  return outcomes.filter(Boolean).length
}
