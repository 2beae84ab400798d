/** Another member and what they made. Ids: `page-profile`, `profile-card`, `member-gone`, `member-empty`, `member-skeleton`. */
import { View } from '@tarojs/components'
import { useLoad, useReachBottom, useRouter } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { ProfileCard } from '../../features/member/components/ProfileCard'
import { openMember, useMemberStore } from '../../features/member/store'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadFeed, loadMoreFeed } from '../../features/post/store'
import { useWords } from '../../i18n/words'

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
        <ProfileCard profile={profile} />
      ) : (
        <View id="member-skeleton" className="skeleton member-skeleton" />
      )}
      <PostFeed feedKey={memberId} empty={empty} onRetry={load} />
    </PageFrame>
  )
}
