import { contest } from '../../../contract/contest'
import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { replacedBy } from '../../kit/cloud'
import { type Parsed, prefetching } from '../../kit/handler'
import { type Claim, claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction, type Transaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { demandShownText } from '../../member/rules'
import { findManyMembers } from '../../member/store'
import { CONTESTS, type ContestDocument } from '../collections'
import { contestIn } from '../contest-store'
import { addDraft, managedView } from '../managing'
import { demandJurors, demandSoundPlan } from '../plan-rules'

type Input = Parsed<Contract['contest.savePlan']>

/** Saves a draft, or makes one. The last to save is right. */
export const savePlan = prefetching(contest['contest.savePlan'], {
  prefetch: ({ plan }) => findManyMembers([...new Set(plan.jurorIds)]),
  async run(input, ctx, jurors) {
    const { plan } = input
    demandVisible('plan.title', plan.title)
    demandVisible('plan.theme', plan.theme)
    demandSoundPlan(plan)
    demandJurors(plan, jurors)
    const said = [plan.title, plan.theme, ...plan.prizes.map(({ name }) => name)]
    demandShownText(await checkText(ctx, 'forum', said.join('\n')))
    const saved = await inTransaction(async (tx) => {
      const claim = await claimInTransaction(tx, {
        callerKey: ctx.callerKey,
        requestId: input.requestId,
        action: 'contest.savePlan',
        input,
        workId: input.contestId ?? ctx.newId('cst'),
        now: ctx.now,
      })
      return keepPlan(tx, input, claim)
    })
    return { contest: await managedView(saved, ctx.now) }
  },
})

async function keepPlan(
  tx: Transaction,
  { contestId, plan }: Input,
  { workId: _id, createdAt, first }: Claim,
): Promise<ContestDocument> {
  if (!first) return contestIn(tx, _id)
  if (contestId === undefined) return addDraft(tx, { _id, plan, createdAt })
  const present = await contestIn(tx, contestId)
  if (present.state !== 'draft') throw new AppError('RULES_FROZEN')
  await tx.collection<ContestDocument>(CONTESTS).update(contestId, { plan: replacedBy(plan) })
  return { ...present, plan }
}
