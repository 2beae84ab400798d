import { notice } from '../../contract/notice'
import { serve } from '../kit/serve'
import { getTemplates } from './actions/getTemplates'
import { getUnread } from './actions/getUnread'
import { listNotices } from './actions/listNotices'
import { markRead } from './actions/markRead'
import { recordConsent } from './actions/recordConsent'

export const main = serve(notice, {
  'notice.listNotices': listNotices,
  'notice.markRead': markRead,
  'notice.getUnread': getUnread,
  'notice.getTemplates': getTemplates,
  'notice.recordConsent': recordConsent,
})
