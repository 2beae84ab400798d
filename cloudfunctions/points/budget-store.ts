/**
 * What a rule may pay all members together (PRODUCT 5.6). A budget is divided into shares, and each earning draws on
 * one that its key chooses, so that those who earn at the same time seldom write the same document. A share exists
 * from when it is first drawn on; what it is worth is arithmetic. So no interleaving pays more than the budget.
 */
import type { EarningBudget } from '../../contract/points-shapes'
import { increasedBy } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { shareFor } from './budget-rules'
import { type BudgetShareDocument, POINT_BUDGETS } from './collections'

/** A share of a budget, as a transaction has found it. */
export interface Share {
  /** What it can still pay. */
  readonly left: number
  /** Takes an award out of it, in the same transaction. */
  draw(points: number): Promise<void>
}

/** The share that an award draws on; one read, and one write when it is drawn on. */
export async function openShare(
  tx: Transaction,
  budget: EarningBudget,
  award: { readonly source: string; readonly key: string; readonly points: number },
  day: string,
  at: number,
): Promise<Share> {
  const { id, points: worth } = shareFor(budget, award, day)
  const shares = tx.collection<BudgetShareDocument>(POINT_BUDGETS)
  const found = await shares.get(id)
  return {
    left: worth - (found?.paid ?? 0),
    async draw(points) {
      if (found) await shares.update(id, { paid: increasedBy(points) })
      else await shares.add({ _id: id, schemaVersion: 1, paid: points, at: budget.every === 'ever' ? 0 : at })
    },
  }
}
