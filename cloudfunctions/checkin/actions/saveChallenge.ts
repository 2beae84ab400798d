import type { Contract, Input } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { removed, replacedBy } from '../../kit/cloud'
import { fingerprint } from '../../kit/fingerprint'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction, type Transaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { demandShownText } from '../../member/rules'
import { lastDayOf } from '../challenge-rules'
import { CHALLENGES, type ChallengeDocument } from '../collections'

type Wanted = Omit<ChallengeDocument, '_id' | 'schemaVersion' | 'state' | 'memberCount' | 'createdAt'>

/** Keeps a challenge as a draft or changes one. The last to save is right. */
export const saveChallenge: Run<Contract['checkin.saveChallenge']> = async (input, ctx) => {
  const { requestId, challengeId, title, rules } = input
  demandVisible('title', title)
  demandVisible('rules', rules)
  demandShownText(await checkText(ctx, 'forum', `${title} ${rules}`))
  const workId = await inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId,
      action: 'checkin.saveChallenge',
      input,
      workId: challengeId ?? ctx.newId('chl'),
      now: ctx.now,
    })
    const isNew = challengeId === undefined
    if (claim.first) await keepChallenge(tx, claim.workId, isNew, wantedOf(input), claim.createdAt)
    return claim.workId
  })
  return { challengeId: workId }
}

function wantedOf(input: Input<'checkin.saveChallenge'>): Wanted {
  const { title, rules, firstDay, days, proofs, makeUpsMax, coupon } = input
  const fixed = { firstDay, lastDay: lastDayOf(firstDay, days), days, proofs, makeUpsMax }
  return { title, rules, ...fixed, ...(coupon ? { coupon } : {}) }
}

async function keepChallenge(
  tx: Transaction,
  challengeId: string,
  isNew: boolean,
  wanted: Wanted,
  createdAt: number,
): Promise<void> {
  const challenges = tx.collection<ChallengeDocument>(CHALLENGES)
  if (isNew)
    return challenges.add({
      _id: challengeId,
      schemaVersion: 1,
      ...wanted,
      state: 'draft',
      memberCount: 0,
      createdAt,
    })
  const present = await challenges.get(challengeId)
  if (!present) throw new AppError('NOT_FOUND')
  if (present.state !== 'draft' && fingerprint(promiseOf(present)) !== fingerprint(promiseOf(wanted)))
    throw new AppError('STALE_VERSION')
  const { coupon } = wanted
  await challenges.update(challengeId, { ...wanted, coupon: coupon ? replacedBy(coupon) : removed() })
}

/** What members have joined: all but the words. */
function promiseOf({ firstDay, days, proofs, makeUpsMax, coupon }: Wanted) {
  return { firstDay, days, proofs: [...proofs].sort(), makeUpsMax, coupon: coupon ?? null }
}
