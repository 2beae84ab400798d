/** What entries are called, and where they stand among all of them. Pure. */
import { createHash } from 'node:crypto'
import { randomDigits, timeDigits } from '../kit/id'

/** 60 bits: two entries of one millisecond are never in one place. */
const TAIL_DIGITS = 12

/** The key of an award's entry: the same cause is paid once. `period` is '' for once and for all. */
export function keyOfAward(source: string, version: number, subjectId: string, period = ''): string {
  return `${source}:${version}:${subjectId}:${period}`
}

/** The place of an entry among all, by its instant and its key; it tells of the key no more. */
export function placeOf(at: number, key: string): string {
  return `${placesFrom(at)}${randomDigits(createHash('sha256').update(key).digest(), TAIL_DIGITS)}`
}

/** Everything that was booked before the instant stands below this. */
export function placesFrom(at: number): string {
  return `ent_${timeDigits(at)}`
}
