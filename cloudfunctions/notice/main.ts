import { notice } from '../../contract/notice'
import { serve } from '../kit/serve'
import { answerCase } from './actions/answerCase'
import { closeCase } from './actions/closeCase'
import { getCase } from './actions/getCase'
import { getDigest } from './actions/getDigest'
import { getDigestDraft } from './actions/getDigestDraft'
import { getReplyTimes } from './actions/getReplyTimes'
import { getTemplates } from './actions/getTemplates'
import { getUnread } from './actions/getUnread'
import { listCases } from './actions/listCases'
import { listMyCases } from './actions/listMyCases'
import { listNewcomers } from './actions/listNewcomers'
import { listNotices } from './actions/listNotices'
import { markRead } from './actions/markRead'
import { openCase } from './actions/openCase'
import { rateCase } from './actions/rateCase'
import { recordConsent } from './actions/recordConsent'
import { replyToCase } from './actions/replyToCase'
import { saveDigest } from './actions/saveDigest'
import { sendDigest } from './actions/sendDigest'

export const main = serve(notice, {
  'notice.listNotices': listNotices,
  'notice.markRead': markRead,
  'notice.getUnread': getUnread,
  'notice.getTemplates': getTemplates,
  'notice.recordConsent': recordConsent,
  'notice.openCase': openCase,
  'notice.listMyCases': listMyCases,
  'notice.getCase': getCase,
  'notice.replyToCase': replyToCase,
  'notice.rateCase': rateCase,
  'notice.listCases': listCases,
  'notice.answerCase': answerCase,
  'notice.closeCase': closeCase,
  'notice.listNewcomers': listNewcomers,
  'notice.getReplyTimes': getReplyTimes,
  'notice.getDigestDraft': getDigestDraft,
  'notice.saveDigest': saveDigest,
  'notice.sendDigest': sendDigest,
  'notice.getDigest': getDigest,
})
