import { member } from '../../contract/member'
import { serve } from '../kit/serve'
import { getMe } from './actions/getMe'
import { getMember } from './actions/getMember'
import { join } from './actions/join'
import { updateProfile } from './actions/updateProfile'

export const main = serve(member, {
  'member.getMe': getMe,
  'member.join': join,
  'member.updateProfile': updateProfile,
  'member.getMember': getMember,
})
