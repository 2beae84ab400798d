/**
 * What a rule may pay all members together (PRODUCT 5.6). A budget is divided into shares, and each earning draws on
 * one that its key chooses, so that those who earn at the same time seldom write the same document. A plan says how it
 * is divided; a share exists from when it is first drawn on. So no interleaving pays more than the budget, and a budget
 * that an operator changes remembers what it has paid.
 */
import type { EarningRule, EarningSource } from '../../contract/points-shapes'
import { collection, increasedBy } from '../kit/cloud'
import { inTransaction, type Transaction } from '../kit/transaction'
import {
  type BudgetPlan,
  dividedAnew,
  planId,
  planOf,
  SHARES_MAX,
  shareId,
  sharesOf,
  sharesTried,
  worthOf,
} from './budget-rules'
import {
  type BudgetPlanDocument,
  type BudgetShareDocument,
  POINT_BUDGET_SHARES,
  POINT_BUDGETS,
} from './collections'

const plans = collection<BudgetPlanDocument>(POINT_BUDGETS)
const shares = collection<BudgetShareDocument>(POINT_BUDGET_SHARES)

/** A share of a budget, as a transaction has found it. */
export interface Share {
  /** What it can still pay. */
  readonly left: number
  /** Takes an award out of it, in the same transaction. */
  draw(points: number): Promise<void>
}

/** An award that is to be paid from a budget. */
interface Drawing {
  readonly source: EarningSource
  readonly key: string
  /** What is to be paid. */
  readonly points: number
  readonly rule: EarningRule
  /** The community day it is earned on. */
  readonly day: string
  readonly at: number
}

/**
 * A share that can pay an award, or one that cannot when those that were looked into are empty; undefined where the rule
 * has no budget. Two reads in general, and one write when it is drawn on.
 */
export async function openShare(tx: Transaction, wanted: Drawing): Promise<Share | undefined> {
  const { source, key, points, rule, day } = wanted
  const { budget } = rule
  if (!budget) return undefined
  const insidePlans = tx.collection<BudgetPlanDocument>(POINT_BUDGETS)
  const insideShares = tx.collection<BudgetShareDocument>(POINT_BUDGET_SHARES)
  const _id = planId(source, budget, day)
  const known = await insidePlans.get(_id)
  const at = budget.every === 'ever' ? 0 : wanted.at
  const plan = known ?? { _id, schemaVersion: 1, ...planOf(budget, rule.points), at }
  for (const n of sharesTried(key, plan.shares)) {
    const found = await insideShares.get(shareId(_id, n))
    const share = found ?? newShare(plan, n)
    if (share.worth - share.paid < points) continue
    return {
      left: share.worth - share.paid,
      async draw(drawn) {
        if (!known) await insidePlans.add(plan)
        if (found) await insideShares.update(share._id, { paid: increasedBy(drawn) })
        else await insideShares.add({ ...share, paid: drawn })
      },
    }
  }
  return { left: 0, draw: async () => undefined }
}

function newShare(plan: BudgetPlanDocument, n: number): BudgetShareDocument {
  const worth = worthOf(plan.points, plan.shares, n)
  return { _id: shareId(plan._id, n), schemaVersion: 1, worth, paid: 0, at: plan.at }
}

/**
 * Divides anew what a budget has left that an operator has changed; false when it stands as it is wanted, or could not be
 * finished because members went on earning: then it is begun again. Shares that are to hold less give it up before any
 * gets more, so that together they never hold more than the larger of both budgets.
 */
export async function divideAnew(source: EarningSource, rule: EarningRule, day: string): Promise<boolean> {
  const { budget, points: unit } = rule
  if (!budget) return false
  const plan = await plans.get(planId(source, budget, day))
  if (!plan || (plan.points === budget.points && plan.unit === unit)) return false
  const states = await everyShare(plan, sharesOf(budget.points, unit))
  const division = dividedAnew(budget, unit, states)
  const moves = states.map((share, n) => ({ share, worth: division.worths[n] ?? share.paid }))
  const lowered = moves.filter(({ share, worth }) => worth < share.worth)
  if (!(await all(lowered, ({ share, worth }) => setWorth(share, worth)))) return false
  const raised = moves.filter(({ share, worth }) => worth > share.worth)
  if (!(await all(raised, ({ share, worth }) => setWorth(share, worth)))) return false
  return keepPlan(plan, division.plan)
}

/**
 * Every share there can be. Those that awards draw on before or after are made if nobody has yet: from here on what one
 * is worth stands in it.
 */
async function everyShare(plan: BudgetPlanDocument, sharesAfter: number): Promise<BudgetShareDocument[]> {
  const wanted = Array.from({ length: SHARES_MAX }, (_, n) => newShare(plan, n))
  const found = await shares.getMany(wanted.map(({ _id }) => _id))
  const byId = new Map(found.map((share) => [share._id, share]))
  const made = Math.max(plan.shares, sharesAfter)
  return Promise.all(
    wanted.map(async (share, n) => {
      const known = byId.get(share._id)
      return known ?? (n < made ? ((await shares.addOrGet(share)) ?? share) : share)
    }),
  )
}

/** Sets what a share is worth; false when somebody else has meanwhile, or when it has paid more than that. */
function setWorth({ _id, worth: seen }: BudgetShareDocument, worth: number): Promise<boolean> {
  return inTransaction(async (tx) => {
    const inside = tx.collection<BudgetShareDocument>(POINT_BUDGET_SHARES)
    const found = await inside.get(_id)
    if (found?.worth !== seen || found.paid > worth) return false
    await inside.update(_id, { worth })
    return true
  })
}

async function keepPlan({ _id, points, unit }: BudgetPlanDocument, wanted: BudgetPlan): Promise<boolean> {
  return (await plans.updateWhere({ _id, points, unit }, { ...wanted })) === 1
}

async function all<T>(these: readonly T[], done: (one: T) => Promise<boolean>): Promise<boolean> {
  return (await Promise.all(these.map(done))).every(Boolean)
}
