/** Something that faults are tried at, and what its checks are made of. */
import type { Document, PlainObject } from '../../emulator/types'
import type { Trial } from './faults'
import type { InProcessWorld } from './in-process'

/** A write, by its name, and how a trial of it is prepared. */
export interface FaultySubject {
  readonly name: string
  /** Every how many-th fault the suite tries, where one takes long; the campaign tries all. */
  readonly sample?: number
  prepare(world: InProcessWorld): Promise<Trial>
}

/** Fails a check. */
export function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

/** Every document of a collection. */
export async function all({ emulator: { database } }: InProcessWorld, name: string): Promise<Document[]> {
  const documents: Document[] = []
  for (;;) {
    const after = documents.at(-1)?._id
    const query: PlainObject = after === undefined ? {} : { _id: { $gt: after } }
    const page = await database.find(name, { query, order: { _id: 1 }, limit: 1_000 })
    documents.push(...page)
    if (page.length < 1_000) return documents
  }
}
/** One there when it was done, at most one otherwise. */
export function demandOnce(found: number, isDone: boolean, what: string): void {
  demand(found === 1 || (found === 0 && !isDone), `${found} ${what}`)
}
