import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { findDigest, releaseDigest } from '../digest-store'
import { digestView } from '../digest-views'

/** Lets a digest go; a job brings it to everybody. */
export const sendDigest: Run<Contract['notice.sendDigest']> = async ({ day, version }, ctx) => {
  const isReleased = await releaseDigest(day, version, ctx.now)
  const found = await findDigest(day)
  if (!found) throw new AppError('NOT_FOUND')
  if (!isReleased && found.state === 'draft') throw new AppError('STALE_VERSION')
  return { digest: digestView(found) }
}
