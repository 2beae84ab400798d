/**
 * Who somebody is: name and mark, how far they are, their honours, and whom they know.
 * Ids: `profile-card`, `profile-following`, `profile-followers`.
 */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { MemberProfile } from '../../../../contract/member-shapes'
import { Avatar } from '../../../components/Avatar'
import { Mark } from '../../../components/Mark'
import { MemberName } from '../../../components/MemberName'
import { Tappable } from '../../../components/Tappable'
import { sayDay } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import './ProfileCard.scss'

interface ProfileCardProps {
  readonly profile: Omit<MemberProfile, 'followed' | 'level'>
  /** Absent while it is not known. */
  readonly level?: number
  /** What can be done here, beside the name. */
  readonly children?: ReactNode
}

export function ProfileCard({ profile, level, children }: ProfileCardProps) {
  const words = useWords()
  const { nickname, avatarUrl, mark, joinedAt } = profile
  return (
    <View id="profile-card" className="profile-card">
      <View className="profile-head">
        <Avatar nickname={nickname} url={avatarUrl} size="large" />
        <View className="profile-words">
          <View className="profile-name">
            <MemberName member={profile} />
            {mark ? <Mark mark={mark} /> : null}
            {level ? <Text className="profile-level">{words.points.level(level)}</Text> : null}
          </View>
          <View className="profile-joined">{words.member.joined(sayDay(joinedAt, Date.now(), words))}</View>
        </View>
        {children}
      </View>
      <Honours profile={profile} />
      <Figures profile={profile} />
    </View>
  )
}

interface PartProps {
  readonly profile: ProfileCardProps['profile']
}

/** The tier, claimed or proven, and the titles that stand; to oneself also those that lapsed, and why. */
function Honours({ profile: { skillTier, tierProven, titles } }: PartProps) {
  const { tiers, titles: words } = useWords()
  const name = tiers.names[skillTier]
  return (
    <View>
      <View className="profile-honours">
        <Text className={tierProven ? 'honour honour-proven' : 'honour'}>
          {tierProven ? tiers.proven(name) : tiers.claimed(name)}
        </Text>
        {titles
          .filter(({ lapsed }) => !lapsed)
          .map(({ titleId, text }) => (
            <Text key={titleId} className="honour honour-title">
              {text}
            </Text>
          ))}
      </View>
      {titles.map(({ titleId, text, lapsed }) =>
        lapsed ? (
          <View key={titleId} className="profile-lapsed">
            {words.lapsed(text, lapsed.words ?? words.why[lapsed.why])}
          </View>
        ) : null,
      )}
    </View>
  )
}

function Figures({ profile: { memberId, postCount, followingCount, followerCount } }: PartProps) {
  const { member, follow } = useWords()
  return (
    <View className="profile-figures">
      <View className="figure">
        <Text className="figure-number">{String(postCount)}</Text>
        <Text>{member.posts}</Text>
      </View>
      <Tappable
        id="profile-following"
        className="figure"
        role="link"
        label={`${followingCount} ${follow.followingCount}`}
        onTap={() => openPage('/packages/browse/follows', { memberId, kind: 'following' })}
      >
        <Text className="figure-number">{String(followingCount)}</Text>
        <Text>{follow.followingCount}</Text>
      </Tappable>
      <Tappable
        id="profile-followers"
        className="figure"
        role="link"
        label={`${followerCount} ${follow.followerCount}`}
        onTap={() => openPage('/packages/browse/follows', { memberId, kind: 'followers' })}
      >
        <Text className="figure-number">{String(followerCount)}</Text>
        <Text>{follow.followerCount}</Text>
      </Tappable>
    </View>
  )
}
