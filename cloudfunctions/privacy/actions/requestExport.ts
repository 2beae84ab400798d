import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { inTransaction } from '../../kit/transaction'
import { exportView } from '../export-rules'
import { exportUrls, keepWanted } from '../export-store'

/** Asks for the caller's data. */
export const requestExport: Run<Contract['privacy.requestExport']> = async (input, ctx) => {
  const { callerKey, now } = ctx
  const wanted = await inTransaction(async (tx) => {
    await claimInTransaction(tx, {
      callerKey,
      requestId: input.requestId,
      action: 'privacy.requestExport',
      input,
      workId: ctx.actor._id,
      now,
    })
    // A repetition finds the export that the first attempt has asked for, or asks for one when that is over.
    return keepWanted(tx, {
      _id: ctx.actor._id,
      schemaVersion: 1,
      callerKey,
      state: 'waiting',
      requestedAt: now,
      attempts: 0,
    })
  })
  return { export: exportView(wanted, await exportUrls(wanted)) }
}
