import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { findDigest } from '../digest-store'
import { digestView } from '../digest-views'

/** Today's digest, whether or not it was sent. */
export const getDigestDraft: Run<Contract['notice.getDigestDraft']> = async (_input, ctx) => {
  const found = await findDigest(periodOf('day', ctx.now))
  return found ? { digest: digestView(found) } : {}
}
