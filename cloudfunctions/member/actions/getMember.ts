import { member } from '../../../contract/member'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/cloud'
import { prefetching } from '../../kit/handler'
import { findMember } from '../store'
import { authorSnippet, memberProfile } from '../views'

/** Another member's profile; one who left or was banned is not found. */
export const getMember = prefetching(member['member.getMember'], {
  prefetch: (input) => findMember(input.memberId),
  async run(_input, _ctx, found) {
    if (found?.standing !== 'active') throw new AppError('NOT_FOUND')
    const { avatarFileId } = authorSnippet(found)
    const urls = avatarFileId === undefined ? new Map<string, string>() : await temporaryUrls([avatarFileId])
    return { member: memberProfile(found, urls) }
  },
})
