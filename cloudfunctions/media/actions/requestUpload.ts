import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { demandNotBanned } from '../../kit/gate'
import type { Run } from '../../kit/handler'
import { claimRequest } from '../../kit/request'
import { bytesMaxOf, incomingPathOf } from '../rules'
import { keepRequested } from '../store'

/** Gives the caller a place to upload one photo or video to. */
export const requestUpload: Run<Contract['media.requestUpload']> = async (input, ctx) => {
  demandNotBanned(await ctx.viewer())
  const bytesMax = bytesMaxOf(input.purpose)
  if (input.bytes > bytesMax) throw new AppError('MEDIA_TOO_LARGE')
  const claim = await claimRequest({
    callerKey: ctx.callerKey,
    requestId: input.requestId,
    action: 'media.requestUpload',
    input,
    workId: ctx.newId('med'),
    now: ctx.now,
  })
  const kept = await keepRequested({
    _id: claim.workId,
    schemaVersion: 1,
    ownerKey: ctx.callerKey,
    purpose: input.purpose,
    incomingPath: incomingPathOf(claim.workId, ctx.randomKey()),
    state: 'requested',
    createdAt: claim.createdAt,
  })
  return { mediaId: kept._id, path: kept.incomingPath, bytesMax }
}
