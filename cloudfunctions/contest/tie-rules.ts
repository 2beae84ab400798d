/** Who comes first among works of one score (PRODUCT 3.6): the chain jury, voting days, inviters, earlier, draw. Pure. */
import type { TieBreak } from '../../contract/contest-shapes'
import { sha256Hex } from './canonical-rules'
import type { WorkTally } from './count-rules'

/** A work that has a score. */
export interface Contender extends WorkTally {
  readonly workId: string
  readonly enteredAt: number
  /** The trimmed mean of its jury; absent where none scores. */
  readonly jury?: number
  readonly score: number
}

/** The lot of a work: what the draw sorts by. */
const lotOf = (drawSeed: string, workId: string) => sha256Hex(`${drawSeed}${workId}`)

type Step = readonly [TieBreak, (one: Contender, other: Contender) => number]

const STEPS: readonly Step[] = [
  ['jury', (one, other) => (other.jury ?? 0) - (one.jury ?? 0)],
  ['votingDays', (one, other) => other.votingDays - one.votingDays],
  ['inviters', (one, other) => other.inviters - one.inviters],
  ['earlier', (one, other) => one.enteredAt - other.enteredAt],
]

/** Which step tells two works of one score apart, and which way: below 0 when `one` comes first. */
export function tieBetween(
  one: Contender,
  other: Contender,
  drawSeed: string,
): { readonly by: TieBreak; readonly order: number } {
  for (const [by, compare] of STEPS) {
    const order = compare(one, other)
    if (order !== 0) return { by, order }
  }
  const isFirst = lotOf(drawSeed, one.workId) < lotOf(drawSeed, other.workId)
  return { by: 'draw', order: isFirst ? -1 : 1 }
}
