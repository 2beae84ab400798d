import type { PlainObject } from '../types'
import { bsonSizeBytes } from './documents'
import { requestFailed } from './errors'

/**
 * What one operation may hold in memory at once, in bytes of its documents as BSON. MongoDB refuses a sort or a group
 * beyond it (https://www.mongodb.com/docs/manual/reference/limits/); here it bounds everything that must be held, so
 * that no query can load a large collection.
 */
export const MEMORY_MAX_BYTES = 100 * 1024 * 1024

/** Counts what is held. DATABASE_REQUEST_FAILED as soon as it is too much. */
export class Held {
  private bytes = 0

  /** `what` names the operation in the refusal, as in `Sort`; `advice` says what to do instead. */
  constructor(
    private readonly what: string,
    private readonly advice: string,
  ) {}

  add(row: PlainObject): void {
    this.bytes += bsonSizeBytes(row)
    if (this.bytes <= MEMORY_MAX_BYTES) return
    throw requestFailed(`${this.what} exceeded memory limit of ${MEMORY_MAX_BYTES} bytes: ${this.advice}`)
  }

  remove(row: PlainObject): void {
    this.bytes -= bsonSizeBytes(row)
  }
}

/** A page is held without being weighed, which takes longer than reading it. */
const UNWEIGHED_ROWS = 100

/** Everything at once, as long as it is not too much. */
export function heldRows<T extends PlainObject>(rows: Iterable<T>, what: string): T[] {
  const held = new Held(what, 'ask for fewer documents at a time')
  const all: T[] = []
  for (const row of rows) {
    if (all.length >= UNWEIGHED_ROWS) held.add(row)
    all.push(row)
  }
  return all
}
