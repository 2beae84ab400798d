/** How members are shown: to themselves, to others, and in the copies that their words carry. Pure. */
import type { MemberProfile, MyProfile } from '../../contract/member'
import type { AuthorSnippet, MemberDocument } from './collections'

/** Temporary addresses by file id. */
export type Urls = ReadonlyMap<string, string>

/** The picture that others may see: only one that has passed its check. */
function publicAvatarFileId(member: MemberDocument): string | undefined {
  return member.avatar?.state === 'passed' ? member.avatar.fileId : undefined
}

/** The picture that the member sees of themself: every one that was not rejected. */
export function ownAvatarFileId(member: MemberDocument): string | undefined {
  return member.avatar && member.avatar.state !== 'rejected' ? member.avatar.fileId : undefined
}

/** What a post or a comment keeps of its author. */
export function authorSnippet(member: MemberDocument): AuthorSnippet {
  const avatarFileId = publicAvatarFileId(member)
  return { nickname: member.nickname, ...(avatarFileId === undefined ? {} : { avatarFileId }) }
}

/** How an author stands beside their words. */
export function authorCard(authorId: string, author: AuthorSnippet, urls: Urls) {
  return { memberId: authorId, nickname: author.nickname, ...avatar(author.avatarFileId, urls) }
}

/** The caller's own profile. */
export function myProfile(member: MemberDocument, urls: Urls): MyProfile {
  return {
    memberId: member._id,
    nickname: member.nickname,
    ...avatar(ownAvatarFileId(member), urls),
    roles: [...member.roles],
    postCount: member.postCount,
    joinedAt: member.joinedAt,
  }
}

/** Another member's profile. */
export function memberProfile(member: MemberDocument, urls: Urls): MemberProfile {
  return {
    ...authorCard(member._id, authorSnippet(member), urls),
    postCount: member.postCount,
    joinedAt: member.joinedAt,
  }
}

function avatar(fileId: string | undefined, urls: Urls): { avatarUrl?: string } {
  const avatarUrl = fileId === undefined ? undefined : urls.get(fileId)
  return avatarUrl === undefined ? {} : { avatarUrl }
}
