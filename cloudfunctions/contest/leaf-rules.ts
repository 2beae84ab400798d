/** What of a ballot is hashed, and the chain of a contest's days. Pure. */
import { sha256Hex } from './canonical-rules'
import type { LoggedBallot } from './log-rules'
import { leafHash, rootOf } from './merkle-rules'

/** The canonical text of a ballot: voter, day, works, 1 for a newcomer and 0 for others, inviter or nothing. */
export function leafOf({ voter, day, workIds, isNewcomer, inviter = '' }: LoggedBallot): string {
  return JSON.stringify([voter, day, workIds, isNewcomer ? 1 : 0, inviter])
}

/** The Merkle root over ballots in the order of the log. */
export function rootOfBallots(ballots: readonly LoggedBallot[]): string {
  return rootOf(ballots.map((ballot) => leafHash(leafOf(ballot))))
}

/** The chain's head after a day: no day can be left out, put in or changed without changing every head after it. */
export function headAfter(headBefore: string, root: string, day: string): string {
  return sha256Hex(`${headBefore}${root}${day}`)
}
