/** What the platform says of voters (PRODUCT 3.3): asked at most once a day for each. */
import { DAY_MS } from '../../contract/limits'
import { collection } from '../kit/cloud'
import type { MemberContext } from '../kit/handler'
import { logFailure } from '../kit/log'
import { requestRiskRank } from '../kit/open-apis'
import { inTime } from '../kit/patience'
import { VOTER_RISKS, type VoterRiskDocument } from './vote-collections'

const risks = collection<VoterRiskDocument>(VOTER_RISKS)

/** A vote does not wait longer for what is only said of its voter. */
const RISK_TIMEOUT_MS = 2_000

/** What the platform says of a voter. */
export interface Risk {
  /**
   * 0 to 4; undefined when the platform could not be asked: a vote is taken then, and what is said of its voter later
   * counts as one signal among others.
   */
  readonly rank: number | undefined
  /** Resolves when the answer is kept, as far as it could be. No vote waits for it. */
  readonly keeping: Promise<void>
}

/** What the platform says of who calls. Never throws. */
export async function riskOf(ctx: MemberContext): Promise<Risk> {
  const { actor, openid, now, requestId } = ctx
  const failed = (error: unknown) => logFailure(requestId, 'getUserRiskRank', error)
  try {
    const known = await risks.get(actor._id)
    if (known && known.askedAt > now - DAY_MS) return { rank: known.rank, keeping: Promise.resolve() }
    const asked = requestRiskRank(openid, 'marketing')
    const rank = await inTime(RISK_TIMEOUT_MS, asked, 'the risk rank took too long')
    return { rank, keeping: keepRisk(ctx, rank).catch(failed) }
  } catch (error) {
    failed(error)
    return { rank: undefined, keeping: Promise.resolve() }
  }
}

function keepRisk({ actor, callerKey, now }: MemberContext, rank: number): Promise<void> {
  return risks.put({ _id: actor._id, schemaVersion: 1, callerKey, rank, askedAt: now })
}

/** What the platform has said of these members last: of those it was asked about. At most QUERY_LIMIT_MAX. */
export async function findRisks(memberIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return new Map((await risks.getMany(memberIds)).map(({ _id, rank }) => [_id, rank]))
}
