/** Who somebody is, in one card. Ids: `profile-card`. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { MemberProfile } from '../../../../contract/member'
import { Avatar } from '../../../components/Avatar'
import { sayDay } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import './ProfileCard.scss'

interface ProfileCardProps {
  readonly profile: MemberProfile
  /** What can be done here, beside the name. */
  readonly children?: ReactNode
}

export function ProfileCard({ profile, children }: ProfileCardProps) {
  const words = useWords()
  const { nickname, avatarUrl, postCount, joinedAt } = profile
  return (
    <View id="profile-card" className="profile-card">
      <Avatar nickname={nickname} url={avatarUrl} size="large" />
      <View className="profile-words">
        <View className="profile-name">{nickname}</View>
        <View className="profile-joined">{words.member.joined(sayDay(joinedAt, Date.now(), words))}</View>
        <View className="profile-count">
          <Text className="profile-number">{String(postCount)}</Text>
          <Text>{words.member.posts}</Text>
        </View>
      </View>
      {children}
    </View>
  )
}
