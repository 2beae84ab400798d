import type { Contract } from '../../../contract/index'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import type { Run } from '../../kit/handler'
import { findCasesOf } from '../case-store'
import { caseCards } from '../case-views'

/** The caller's own cases. */
export const listMyCases: Run<Contract['notice.listMyCases']> = async (input, ctx) => {
  const { cursor, limit = PAGE_SIZE_DEFAULT } = input
  const { items, nextCursor } = await findCasesOf(ctx.actor._id, { cursor, limit })
  return {
    cases: await caseCards(ctx.actor, items),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  }
}
