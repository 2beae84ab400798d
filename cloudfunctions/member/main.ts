import { member } from '../../contract/member'
import { serve } from '../kit/serve'
import { acceptRules } from './actions/acceptRules'
import { getMe } from './actions/getMe'
import { getMember } from './actions/getMember'
import { getPersona } from './actions/getPersona'
import { grantMark } from './actions/grantMark'
import { join } from './actions/join'
import { listFollows } from './actions/listFollows'
import { offerGroup } from './actions/offerGroup'
import { proveTier } from './actions/proveTier'
import { recommendMentions } from './actions/recommendMentions'
import { saveGroup } from './actions/saveGroup'
import { saveSurvey } from './actions/saveSurvey'
import { searchMembers } from './actions/searchMembers'
import { setFollow } from './actions/setFollow'
import { skipStep } from './actions/skipStep'
import { suggestMembers } from './actions/suggestMembers'
import { updateProfile } from './actions/updateProfile'
import { updateSettings } from './actions/updateSettings'
import { withdrawMark } from './actions/withdrawMark'

export const main = serve(member, {
  'member.getMe': getMe,
  'member.join': join,
  'member.updateProfile': updateProfile,
  'member.getMember': getMember,
  'member.acceptRules': acceptRules,
  'member.saveSurvey': saveSurvey,
  'member.skipStep': skipStep,
  'member.updateSettings': updateSettings,
  'member.setFollow': setFollow,
  'member.listFollows': listFollows,
  'member.suggestMembers': suggestMembers,
  'member.searchMembers': searchMembers,
  'member.offerGroup': offerGroup,
  'member.recommendMentions': recommendMentions,
  'member.grantMark': grantMark,
  'member.withdrawMark': withdrawMark,
  'member.proveTier': proveTier,
  'member.getPersona': getPersona,
  'member.saveGroup': saveGroup,
})
