/** The server's clock and randomness: the only places that ask the machine, so that everything else takes arguments. */
import { randomBytes as cryptoRandomBytes } from 'node:crypto'
import { waitFor } from './door'

/** Epoch milliseconds. */
export function now(): number {
  return Date.now()
}

/** Milliseconds of a clock that never goes back, for durations only. */
export function monotonicNow(): number {
  return performance.now()
}

/** `count` bytes nobody can guess. */
export function randomBytes(count: number): Uint8Array {
  return cryptoRandomBytes(count)
}

/** A fraction, 0 inclusive to 1 exclusive, for jitter; not for secrets. */
export function randomFraction(): number {
  return Math.random()
}

/** Resolves after this many milliseconds. */
export const sleep = waitFor
