/** People worth meeting, each with why and a way to follow them. Ids: `person-{memberId}`, and FollowButton's. */
import { View } from '@tarojs/components'
import type { SuggestedMember } from '../../../../contract/member-people'
import { Avatar } from '../../../components/Avatar'
import { Mark } from '../../../components/Mark'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { FollowButton } from './FollowButton'
import './SuggestedPeople.scss'

interface SuggestedPeopleProps {
  readonly members: readonly SuggestedMember[]
}

export function SuggestedPeople({ members }: SuggestedPeopleProps) {
  return (
    <View className="people">
      {members.map((member) => (
        <Person key={member.memberId} member={member} />
      ))}
    </View>
  )
}

function Person({ member }: { readonly member: SuggestedMember }) {
  const { follow } = useWords()
  const { memberId, nickname, avatarUrl, mark, because, followed } = member
  return (
    <View className="person">
      <Tappable
        id={`person-${memberId}`}
        className="person-who"
        role="link"
        label={`${nickname}，${follow.because[because]}`}
        onTap={() => openPage('/packages/member/profile', { memberId })}
      >
        <Avatar nickname={nickname} url={avatarUrl} />
        <View className="person-words">
          <View className="person-name">
            {nickname}
            {mark ? <Mark mark={mark} /> : null}
          </View>
          <View className="person-why">{follow.because[because]}</View>
        </View>
      </Tappable>
      <FollowButton member={member} followed={followed} />
    </View>
  )
}
