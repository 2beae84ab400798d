import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { logLine } from '../../kit/log'

/** Writes what a phone met into the log, beside the cloud's own lines, and nothing anywhere else. */
export const reportClientError: Run<Contract['home.reportClientError']> = async (input, ctx) => {
  logLine({ level: 'client-error', reportId: ctx.requestId, report: input })
  return {}
}
