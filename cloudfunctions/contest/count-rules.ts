/** Which votes count (PRODUCT 3.3, 3.4): a pure function of the log and of what was decided of single votes. */
import { type LoggedBallot, voteKey } from './log-rules'

/** What of a ballot is counted. */
export type CountedBallot = Pick<LoggedBallot, 'voter' | 'day' | 'workIds' | 'isNewcomer' | 'inviter'>

/** What stands against votes. */
export interface Verdicts {
  /** Names (`voteKey`) of votes that are under review or were excluded. */
  readonly quarantined: ReadonlySet<string>
  /** Voters all of whose votes are excluded. */
  readonly excluded: ReadonlySet<string>
}

/** What the log says of one work. */
export interface WorkTally {
  /** Votes that were cast for it. */
  readonly raw: number
  /** Those that count; the rest is of them alone. */
  readonly counted: number
  readonly votingDays: number
  /** Different people who have brought its voters to the community. */
  readonly inviters: number
}

interface Counting {
  raw: number
  counted: number
  readonly days: Set<string>
  readonly inviters: Set<string>
}

/**
 * Counts a log, ballot by ballot in any order. Every vote for a work that takes part is a raw one. It counts unless it
 * is quarantined or its voter excluded; a newcomer's once there is a ballot of theirs on another day.
 */
export class Tally {
  private readonly works: ReadonlyMap<string, Counting>
  /** Newcomers by their first ballot, as long as it is the only one; undefined for who has come back. */
  private readonly newcomers = new Map<string, CountedBallot | undefined>()

  /** @param workIds works that take part; votes for others are no votes */
  constructor(
    workIds: readonly string[],
    private readonly verdicts: Verdicts,
  ) {
    const none = () => ({ raw: 0, counted: 0, days: new Set<string>(), inviters: new Set<string>() })
    this.works = new Map(workIds.map((workId) => [workId, none()]))
  }

  add(ballot: CountedBallot): void {
    for (const workId of ballot.workIds) {
      const work = this.works.get(workId)
      if (work) work.raw += 1
    }
    if (!ballot.isNewcomer) this.take(ballot)
    else this.addNewcomers(ballot)
  }

  private addNewcomers(ballot: CountedBallot): void {
    const { voter } = ballot
    if (!this.newcomers.has(voter)) {
      this.newcomers.set(voter, ballot)
      return
    }
    const waiting = this.newcomers.get(voter)
    if (waiting) this.take(waiting)
    this.newcomers.set(voter, undefined)
    this.take(ballot)
  }

  private take({ voter, day, workIds, inviter }: CountedBallot): void {
    if (this.verdicts.excluded.has(voter)) return
    for (const workId of workIds) {
      const work = this.works.get(workId)
      if (!work || this.verdicts.quarantined.has(voteKey({ workId, day, voter }))) continue
      work.counted += 1
      work.days.add(day)
      if (inviter !== undefined) work.inviters.add(inviter)
    }
  }

  /** What has been counted so far, by work. */
  totals(): ReadonlyMap<string, WorkTally> {
    return new Map(
      [...this.works].map(([workId, { raw, counted, days, inviters }]) => [
        workId,
        { raw, counted, votingDays: days.size, inviters: inviters.size },
      ]),
    )
  }
}
