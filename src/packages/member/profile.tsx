/**
 * Another member and what they made. Ids: `page-profile`, `profile-card`, `member-gone`,
 * `member-empty`, `member-skeleton`, and those of FollowButton and PostFeed.
 */
import { View } from '@tarojs/components'
import { useLoad, useReachBottom, useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { FollowButton } from '../../features/member/components/FollowButton'
import { ProfileCard } from '../../features/member/components/ProfileCard'
import { openMember, useMemberStore } from '../../features/member/store'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadFeed, loadMoreFeed } from '../../features/post/store'
import { useWords, wordsNow } from '../../i18n/words'
import { pageShare, timelineShare } from '../../platform/share'

/** The card of a member, by whoever sends it. */
function cardOf(memberId: string) {
  const { pages, me } = useMemberStore.getState()
  return pageShare(
    '/packages/member/profile',
    { memberId },
    { title: pages[memberId]?.profile?.nickname ?? wordsNow().name, inviterId: me?.memberId },
  )
}

export default function ProfilePage() {
  const words = useWords()
  const memberId = useRouter<{ memberId?: string }>().params.memberId ?? ''
  const page = useMemberStore((store) => store.pages[memberId])
  const load = () => {
    void openMember(memberId)
    void loadFeed(memberId)
  }
  useLoad(load)
  useReachBottom(() => void loadMoreFeed(memberId))
  useShareAppMessage(() => cardOf(memberId))
  useShareTimeline(() => timelineShare(cardOf(memberId)))
  const { profile, failure } = page ?? {}
  if (!profile && failure) {
    const isGone = failure === 'NOT_FOUND' || failure === 'INVALID_INPUT'
    return (
      <PageFrame name="profile" title={words.member.profile}>
        {isGone ? (
          <StateView id="member-gone" drawing="door" title={words.member.gone} hint={words.member.goneHint} />
        ) : (
          <FailureView failure={failure} onRetry={load} />
        )}
      </PageFrame>
    )
  }
  const empty = <StateView id="member-empty" drawing="plate" title={words.member.noPosts} />
  return (
    <PageFrame name="profile" title={words.member.profile}>
      {profile ? (
        <ProfileCard profile={profile} level={profile.level}>
          <FollowButton member={profile} followed={profile.followed} />
        </ProfileCard>
      ) : (
        <View id="member-skeleton" className="skeleton member-skeleton" />
      )}
      <PostFeed feedKey={memberId} empty={empty} onRetry={load} />
    </PageFrame>
  )
}
