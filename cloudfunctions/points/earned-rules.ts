/** What an entry has brought its member, and what the answer of an earning action says of it. Pure. */
import type { Earned } from '../../contract/points-shapes'
import type { EntryDocument } from './collections'
import { type Earning, isSystemPosting, type Unit } from './ledger'
import { levelOf } from './level-rules'

/** What an entry has brought: what stands against it on the other side, and from where. */
export function givenBy({ postings }: Pick<EntryDocument, 'postings'>): Earning {
  const given = postings.filter(isSystemPosting)
  const of = (unit: Unit) =>
    given.reduce((sum, posting) => sum - (posting.unit === unit ? posting.amount : 0), 0)
  return { from: given[0]?.account ?? 'clawback', points: of('points'), xp: of('xp') }
}

/** What is said of an earning; undefined when a cap has made it nothing. */
export function earnedBy({
  postings,
  after,
  capped,
}: Pick<EntryDocument, 'postings' | 'after' | 'capped'>): Earned | undefined {
  if (capped !== undefined) return undefined
  const { points, xp } = givenBy({ postings })
  const level = levelOf(after.xp)
  return { points, xp, ...(level > levelOf(after.xp - xp) ? { level } : {}) }
}
