import { member } from '../../../contract/member'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findAccount } from '../../points/store'
import { findMember, followedAmong } from '../store'
import { cardFileIds, memberProfile } from '../views'

/** Another member's profile; one who left or was banned is not found. */
export const getMember = prefetching(member['member.getMember'], {
  prefetch: ({ memberId }) => Promise.all([findMember(memberId), findAccount(memberId)]),
  async run({ memberId }, ctx, [found, { xp }]) {
    if (found?.standing !== 'active') throw new AppError('NOT_FOUND')
    const viewer = await ctx.viewer()
    const [followed, urls] = await Promise.all([
      followedAmong(viewer?._id, [memberId]),
      temporaryUrls(cardFileIds([found])),
    ])
    return { member: memberProfile(found, { followed: followed.has(memberId), xp }, urls) }
  },
})
