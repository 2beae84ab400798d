/** Following somebody by a tap; nothing beside one's own name. Ids: `follow-{memberId}`. */
import { View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { toggleFollow, useIsFollowed } from '../follow'
import { useMemberStore } from '../store'
import './FollowButton.scss'

interface FollowButtonProps {
  readonly member: { readonly memberId: string; readonly nickname: string }
  /** What the cloud said when this came. */
  readonly followed: boolean
}

export function FollowButton({ member, followed }: FollowButtonProps) {
  const { follow } = useWords()
  const { memberId, nickname } = member
  const isMe = useMemberStore(({ me }) => me?.memberId === memberId)
  const isFollowed = useIsFollowed(memberId, followed)
  if (isMe) return null
  return (
    <Tappable
      id={`follow-${memberId}`}
      className="follow-touch"
      label={
        isFollowed ? `${follow.following} ${follow.unfollowMember(nickname)}` : follow.followMember(nickname)
      }
      isSelected={isFollowed}
      onTap={() => toggleFollow(memberId, followed)}
    >
      <View className={isFollowed ? 'follow follow-done' : 'follow'}>
        {isFollowed ? follow.following : follow.follow}
      </View>
    </Tappable>
  )
}
