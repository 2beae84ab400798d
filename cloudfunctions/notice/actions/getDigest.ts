import { notice } from '../../../contract/notice'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findDigest } from '../digest-store'
import { digestView } from '../digest-views'

/** A digest that was let go. */
export const getDigest = prefetching(notice['notice.getDigest'], {
  prefetch: ({ day }) => findDigest(day),
  async run(_input, _ctx, found) {
    if (!found || found.state === 'draft') throw new AppError('NOT_FOUND')
    return { digest: digestView(found) }
  },
})
