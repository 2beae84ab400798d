/** The result: every work that takes part, in its rank. A pure function of rules, log, verdicts and jury. PRODUCT 3.5-3.8. */
import type { Prize, Scoring, TieBreak } from '../../contract/contest-shapes'
import { sha256Hex } from './canonical-rules'
import type { WorkTally } from './count-rules'
import { scoreOf, trimmedMean } from './score-rules'
import { type Contender, tieBetween } from './tie-rules'

/** One line of a result. */
export interface Line {
  readonly rank: number
  readonly workId: string
  readonly raw: number
  readonly counted: number
  /** Thousandths of a point; absent where no jury scores. */
  readonly jury?: number
  /** Millionths of the best there can be. */
  readonly score: number
  readonly tieBreak?: TieBreak
}

/** What a result is made of. */
export interface Counted {
  readonly scoring: Scoring
  readonly drawSeed: string
  /** The works that take part. */
  readonly works: readonly { readonly workId: string; readonly enteredAt: number }[]
  readonly tallies: ReadonlyMap<string, WorkTally>
  /** The jury's scores, by work. */
  readonly scores: ReadonlyMap<string, readonly number[]>
}

const NO_VOTES: WorkTally = { raw: 0, counted: 0, votingDays: 0, inviters: 0 }

/** Every line of the result, the first rank first. No two works share a rank. */
export function rankWorks(counted: Counted): Line[] {
  const { drawSeed } = counted
  const contenders = contendersOf(counted).sort(
    (one, other) => other.score - one.score || tieBetween(one, other, drawSeed).order,
  )
  return contenders.map((contender, at) => {
    const { workId, raw, counted: votes, jury, score } = contender
    const before = contenders[at - 1]
    const isTie = before !== undefined && before.score === score
    return {
      rank: at + 1,
      workId,
      raw,
      counted: votes,
      ...(jury === undefined ? {} : { jury }),
      score,
      ...(isTie ? { tieBreak: tieBetween(before, contender, drawSeed).by } : {}),
    }
  })
}

function contendersOf({ scoring, works, tallies, scores }: Counted): Contender[] {
  const votesOf = (workId: string) => tallies.get(workId) ?? NO_VOTES
  const most = works.reduce((best, { workId }) => Math.max(best, votesOf(workId).counted), 0)
  return works.map(({ workId, enteredAt }) => {
    const votes = votesOf(workId)
    const jury = trimmedMean(scores.get(workId) ?? [])
    const score = scoreOf(scoring, votes.counted, most, jury)
    return { workId, enteredAt, ...votes, ...(scoring === 'votes' ? {} : { jury }), score }
  })
}

/** The text of a line that is hashed. */
export function lineText({ rank, workId, raw, counted, jury, score, tieBreak }: Line): string {
  return JSON.stringify([rank, workId, raw, counted, jury ?? null, score, tieBreak ?? ''])
}

/** The hash of all lines in their order. */
export function rootOfLines(lines: readonly Line[]): string {
  return sha256Hex(lines.map(lineText).join('\n'))
}

/** What a rank is given; undefined for one without a prize. */
export function prizeOf(prizes: readonly Prize[], rank: number): Prize | undefined {
  return prizes.find(({ from, to }) => from <= rank && rank <= to)
}

/** The last rank that is given a prize; 0 without prizes. */
export function lastPrizeRank(prizes: readonly Prize[]): number {
  return prizes.reduce((last, { to }) => Math.max(last, to), 0)
}
