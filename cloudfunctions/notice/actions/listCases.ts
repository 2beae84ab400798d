import type { Contract } from '../../../contract/index'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import type { Run } from '../../kit/handler'
import { findCasesIn } from '../case-store'
import { caseCards } from '../case-views'

/** The queue of whoever answers cases. */
export const listCases: Run<Contract['notice.listCases']> = async (input, ctx) => {
  const { state, mine, cursor, limit = PAGE_SIZE_DEFAULT } = input
  const butlerId = mine ? ctx.actor._id : undefined
  const { items, nextCursor } = await findCasesIn(state, butlerId, { cursor, limit })
  return {
    cases: await caseCards(ctx.actor, items),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  }
}
