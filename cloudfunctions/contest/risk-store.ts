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

/**
 * The platform's rank of who calls, 0 to 4. Undefined when it could not be asked: a vote is taken then, and what is
 * said of it later counts as one signal among others.
 */
export async function riskOf({
  actor,
  openid,
  callerKey,
  now,
  requestId,
}: MemberContext): Promise<number | undefined> {
  const known = await risks.get(actor._id)
  if (known && known.askedAt > now - DAY_MS) return known.rank
  try {
    const asked = requestRiskRank(openid, 'marketing')
    const rank = await inTime(RISK_TIMEOUT_MS, asked, 'the risk rank took too long')
    await risks.put({ _id: actor._id, schemaVersion: 1, callerKey, rank, askedAt: now })
    return rank
  } catch (error) {
    logFailure(requestId, 'getUserRiskRank', error)
    return undefined
  }
}

/** What the platform has said of these members last: of those it was asked about. At most QUERY_LIMIT_MAX. */
export async function findRisks(memberIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return new Map((await risks.getMany(memberIds)).map(({ _id, rank }) => [_id, rank]))
}
