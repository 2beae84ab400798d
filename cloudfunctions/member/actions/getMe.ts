import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { ownAvatarUrls } from '../store'
import { myProfile } from '../views'

/** Who the caller is; nobody yet, for a guest. */
export const getMe: Run<Contract['member.getMe']> = async (_input, ctx) => {
  const viewer = await ctx.viewer()
  return viewer ? { member: myProfile(viewer, await ownAvatarUrls(viewer)) } : {}
}
