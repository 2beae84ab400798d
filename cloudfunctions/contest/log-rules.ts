/**
 * The log of a contest's ballots: all that the count, the proof and the look for fraud know of who voted for what. Pure.
 */

/** Ballots of one document of the log: a power of two, so that each but a day's last is a whole subtree. */
export const CHUNK_BALLOTS = 512

/** One voter's ballot of one day, when the day was over. */
export interface LoggedBallot {
  /** 26 digits of base 32: HMAC-SHA256 of the member's id under the contest's key. */
  readonly voter: string
  readonly day: string
  /** In ascending order; empty when the voter only came back. */
  readonly workIds: readonly string[]
  /** They joined after voting had begun: their votes count when there is a ballot of theirs on another day. */
  readonly isNewcomer: boolean
  /** The pseudonym of whoever brought them to the community; absent when nobody did. */
  readonly inviter?: string
  /** When it was changed last, epoch milliseconds. */
  readonly at: number
  /** Nothing is known of the voter in this community but their votes. As of the end of the day. */
  readonly isSoleAct: boolean
  /** What the platform said of them, 0 to 4; absent when it could not be asked. */
  readonly risk?: number
}

/** One vote of the log. */
export interface LoggedVote {
  readonly voter: string
  readonly day: string
  readonly workId: string
}

/** The name of a vote, under which it is quarantined. */
export function voteKey({ workId, day, voter }: LoggedVote): string {
  return `${workId}:${day}:${voter}`
}
