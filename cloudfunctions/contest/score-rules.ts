/** Scores: millionths of the best there can be, in whole numbers all the way (PRODUCT 3.5). Pure. */
import type { Scoring } from '../../contract/contest-shapes'
import { JURORS_MIN, JURY_SCORE_MAX } from '../../contract/limits'

const WHOLE = 1_000_000
const OF_VOTES = 700_000
const OF_JURY = 300_000

/** The mean of a work's scores without the lowest and the highest, in thousandths; 0 for fewer than three. */
export function trimmedMean(scores: readonly number[]): number {
  if (scores.length < JURORS_MIN) return 0
  const sum = scores.reduce((total, score) => total + score, 0)
  const kept = sum - Math.min(...scores) - Math.max(...scores)
  return Math.floor((kept * 1_000) / (scores.length - 2))
}

/**
 * The score of a work.
 * @param most counted votes of the work that has the most
 * @param jury its trimmed mean in thousandths
 */
export function scoreOf(scoring: Scoring, counted: number, most: number, jury: number): number {
  const share = scoring === 'votes' ? WHOLE : OF_VOTES
  const ofVotes = most === 0 ? 0 : Math.floor((share * counted) / most)
  if (scoring === 'votes') return ofVotes
  return ofVotes + Math.floor((OF_JURY * jury) / (JURY_SCORE_MAX * 1_000))
}
