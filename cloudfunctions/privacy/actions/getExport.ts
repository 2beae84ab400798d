import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { exportView, hasExpired } from '../export-rules'
import { exportUrls, findExport } from '../export-store'

/** How the caller's export fares. */
export const getExport: Run<Contract['privacy.getExport']> = async (_input, ctx) => {
  const found = await findExport(ctx.actor._id)
  if (!found || hasExpired(found, ctx.now)) return {}
  return { export: exportView(found, await exportUrls(found)) }
}
