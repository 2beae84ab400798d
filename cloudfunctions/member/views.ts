/** How members are shown: to themselves, to others, and in the copies that their words carry. Pure. */
import type { MemberRow } from '../../contract/member-people'
import type { MemberProfile, MyProfile } from '../../contract/member-shapes'
import { levelOf } from '../points/level-rules'
import type { AuthorSnippet, MemberDocument } from './collections'
import { heldTitles } from './mark-rules'
import { onboardingOf } from './onboarding-rules'
import { settingsOf } from './settings-rules'
import { tierOf } from './tier-rules'

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
  return {
    nickname: member.nickname,
    ...(avatarFileId === undefined ? {} : { avatarFileId }),
    ...(member.mark === undefined ? {} : { mark: member.mark }),
    ...(member.titleColour === undefined ? {} : { titleColour: member.titleColour }),
  }
}

/** How an author stands beside their words. */
export function authorCard(authorId: string, author: AuthorSnippet, urls: Urls) {
  return {
    memberId: authorId,
    nickname: author.nickname,
    ...avatar(author.avatarFileId, urls),
    ...(author.mark === undefined ? {} : { mark: author.mark }),
    ...(author.titleColour === undefined ? {} : { titleColour: author.titleColour }),
  }
}

/** The files that a member's card shows. */
export function cardFileIds(members: readonly MemberDocument[]): string[] {
  return members.flatMap((member) => publicAvatarFileId(member) ?? [])
}

/** How a member stands in a list of people. */
export function memberCard(member: MemberDocument, urls: Urls) {
  return authorCard(member._id, authorSnippet(member), urls)
}

/** The same, with what a list of people says besides. */
export function memberRow(member: MemberDocument, followed: ReadonlySet<string>, urls: Urls): MemberRow {
  return {
    ...memberCard(member, urls),
    skillTier: tierOf(member),
    followed: followed.has(member._id),
  }
}

/** The caller's own profile. */
export function myProfile(member: MemberDocument, urls: Urls): MyProfile {
  return {
    memberId: member._id,
    nickname: member.nickname,
    ...avatar(ownAvatarFileId(member), urls),
    ...(member.mark === undefined ? {} : { mark: member.mark }),
    ...(member.titleColour === undefined ? {} : { titleColour: member.titleColour }),
    ...publicFigures(member),
    // The owner is also told of what has lapsed, and why.
    titles: [...(member.titles ?? [])],
    roles: [...member.roles],
    onboarding: onboardingOf(member),
    ...(member.survey === undefined ? {} : { survey: surveyView(member, member.survey) }),
    settings: settingsOf(member),
  }
}

/** Another member's profile. */
export function memberProfile(
  member: MemberDocument,
  { followed, xp }: { readonly followed: boolean; readonly xp: number },
  urls: Urls,
): MemberProfile {
  return { ...memberCard(member, urls), ...publicFigures(member), level: levelOf(xp), followed }
}

function publicFigures(member: MemberDocument) {
  return {
    postCount: Math.max(0, member.postCount),
    joinedAt: member.joinedAt,
    skillTier: tierOf(member),
    tierProven: member.tierProven === true,
    titles: heldTitles(member),
    followingCount: Math.max(0, member.followingCount ?? 0),
    followerCount: Math.max(0, member.followerCount ?? 0),
  }
}

function surveyView(member: MemberDocument, survey: NonNullable<MemberDocument['survey']>) {
  const tier = tierOf(member)
  return {
    reasons: [...survey.reasons],
    interests: [...survey.interests],
    needs: [...survey.needs],
    ...(survey.city === undefined ? {} : { city: survey.city }),
    // Whoever was certified since had claimed to be an expert at most.
    skillTier: tier === 'instructor' ? ('expert' as const) : tier,
  }
}

function avatar(fileId: string | undefined, urls: Urls): { avatarUrl?: string } {
  const avatarUrl = fileId === undefined ? undefined : urls.get(fileId)
  return avatarUrl === undefined ? {} : { avatarUrl }
}
