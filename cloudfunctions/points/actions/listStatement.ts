import type { Contract } from '../../../contract/index'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import type { Run } from '../../kit/handler'
import { readStatement } from '../statement-store'

/** The caller's entries, the latest first: two round trips. */
export const listStatement: Run<Contract['points.listStatement']> = (
  { cursor, limit = PAGE_SIZE_DEFAULT },
  { actor },
) => readStatement(actor._id, { cursor, limit })
