/**
 * Whom a member follows and who follows them. Ids: `page-follows`, `follows-following`, `follows-followers`,
 * `follows-empty`, `follows-skeleton`, `member-{memberId}`.
 */
import { View } from '@tarojs/components'
import { useLoad, useReachBottom, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { MemberRow } from '../../components/MemberRow'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { Tabs } from '../../components/Tabs'
import { FollowButton } from '../../features/member/components/FollowButton'
import {
  FOLLOW_KINDS,
  type FollowKind,
  followsKey,
  loadMoreFollows,
  NO_FOLLOWS,
  openFollows,
  useFollowsStore,
} from '../../features/member/follows'
import { useWords } from '../../i18n/words'
import './follows.scss'

export default function FollowsPage() {
  const { follow } = useWords()
  const { memberId = '', kind: first } = useRouter<{ memberId?: string; kind?: string }>().params
  const [kind, choose] = useState<FollowKind>(first === 'followers' ? 'followers' : 'following')
  useLoad(() => void openFollows(memberId, kind))
  useReachBottom(() => void loadMoreFollows(memberId, kind))
  const names = { following: follow.followingCount, followers: follow.followerCount }
  const open = (next: FollowKind) => {
    choose(next)
    void openFollows(memberId, next)
  }
  return (
    <PageFrame name="follows" title={names[kind]}>
      <Tabs
        id="follows"
        label={names[kind]}
        options={FOLLOW_KINDS}
        names={names}
        chosen={kind}
        onChoose={open}
      />
      <Follows memberId={memberId} kind={kind} />
    </PageFrame>
  )
}

function Follows({ memberId, kind }: { readonly memberId: string; readonly kind: FollowKind }) {
  const words = useWords()
  const list = useFollowsStore((store) => store.lists[followsKey(memberId, kind)]) ?? NO_FOLLOWS
  const { members, failure, isLoaded, nextCursor } = list
  if (members.length === 0) {
    if (failure) return <FailureView failure={failure} onRetry={() => void openFollows(memberId, kind)} />
    if (!isLoaded) return <View id="follows-skeleton" className="skeleton member-skeleton" />
    const title = kind === 'following' ? words.reading.followingListEmpty : words.reading.followersListEmpty
    return <StateView id="follows-empty" drawing="cup" title={title} hint={words.reading.nobodyHint} />
  }
  return (
    <View className="follows">
      {members.map((member) => (
        <MemberRow
          key={member.memberId}
          id={`member-${member.memberId}`}
          member={member}
          hint={words.tiers.names[member.skillTier]}
        >
          <FollowButton member={member} followed={member.followed} />
        </MemberRow>
      ))}
      {nextCursor ? <View className="follows-more">{words.common.loading}</View> : null}
    </View>
  )
}
