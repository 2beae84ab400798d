/** What the answer of an earning action says of it. Pure. */
import type { Earned } from '../../contract/points-shapes'
import type { EntryDocument } from './collections'
import { levelOf } from './level-rules'

/** What an entry has brought its member; undefined when a cap has made it nothing. */
export function earnedBy({
  postings,
  after,
  capped,
}: Pick<EntryDocument, 'postings' | 'after' | 'capped'>): Earned | undefined {
  if (capped !== undefined) return undefined
  const given = (unit: 'points' | 'xp') =>
    postings.reduce(
      (sum, posting) => sum + (posting.unit === unit && posting.amount > 0 ? posting.amount : 0),
      0,
    )
  const [points, xp] = [given('points'), given('xp')]
  const level = levelOf(after.xp)
  return { points, xp, ...(level > levelOf(after.xp - xp) ? { level } : {}) }
}
