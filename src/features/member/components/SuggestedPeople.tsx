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
  /** By their ids; somebody who is suggested for an interest in common is seen in one. */
  readonly boardNames: ReadonlyMap<string, string>
}

export function SuggestedPeople({ members, boardNames }: SuggestedPeopleProps) {
  return (
    <View className="people">
      {members.map((member) => (
        <Person key={member.memberId} member={member} board={boardNames.get(member.boardId ?? '')} />
      ))}
    </View>
  )
}

interface PersonProps {
  readonly member: SuggestedMember
  readonly board?: string
}

function Person({ member, board }: PersonProps) {
  const { follow } = useWords()
  const { memberId, nickname, avatarUrl, mark, because, followed } = member
  const why = board ? follow.becauseBoard(board) : follow.because[because]
  return (
    <View className="person">
      <Tappable
        id={`person-${memberId}`}
        className="person-who"
        role="link"
        label={[nickname, mark?.text, why].filter(Boolean).join('，')}
        onTap={() => openPage('/packages/member/profile', { memberId })}
      >
        <Avatar nickname={nickname} url={avatarUrl} />
        <View className="person-words">
          <View className="person-name">
            {nickname}
            {mark ? <Mark mark={mark} /> : null}
          </View>
          <View className="person-why">{why}</View>
        </View>
      </Tappable>
      <FollowButton member={member} followed={followed} />
    </View>
  )
}
