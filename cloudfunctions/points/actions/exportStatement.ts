import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { statementCsv } from '../csv-rules'
import { readStatementSlice } from '../statement-store'

/** A slice of the caller's statement as a file. */
export const exportStatement: Run<Contract['points.exportStatement']> = async ({ cursor }, { actor }) => {
  const { lines, nextCursor } = await readStatementSlice(actor._id, cursor)
  return {
    csv: statementCsv(lines, cursor === undefined),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  }
}
