/** The verifier, in a process of its own: how long it takes, and how much memory. */
import { readFileSync } from 'node:fs'
import { verifyBundle } from '../../../scripts/verify-contest'

/** What verifying took, and what was found. */
export interface Verifying {
  readonly ms: number
  readonly peakMb: number
  readonly ballots: number
  readonly bytes: number
}

/** Verifies the bundle in this file. */
export function verify(path: string): Verifying {
  const begun = performance.now()
  const bytes = readFileSync(path)
  const { ballots } = verifyBundle(bytes)
  const ms = performance.now() - begun
  return { ms, ballots, bytes: bytes.length, peakMb: process.resourceUsage().maxRSS / 1_024 }
}
