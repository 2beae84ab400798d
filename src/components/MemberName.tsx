/** A member's name, in the colour that their level has gained it. The level itself stands on their page. */
import { Text } from '@tarojs/components'
import type { MemberCard } from '../../contract/shared'
import './MemberName.scss'

interface MemberNameProps {
  readonly member: Pick<MemberCard, 'nickname' | 'titleColour'>
  readonly className?: string
}

export function MemberName({ member: { nickname, titleColour }, className = '' }: MemberNameProps) {
  const colour = titleColour === undefined ? '' : ` title-colour title-colour-${titleColour}`
  return <Text className={`${className}${colour}`}>{nickname}</Text>
}
