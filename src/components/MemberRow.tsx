/** One member in a list of people: picture, name, mark; it leads to their page. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { MemberCard } from '../../contract/shared'
import { openPage } from '../platform/navigate'
import { Avatar } from './Avatar'
import { Mark } from './Mark'
import { MemberName } from './MemberName'
import './MemberRow.scss'
import { Tappable } from './Tappable'

interface MemberRowProps {
  readonly id: string
  readonly member: MemberCard
  /** A second, quieter line. */
  readonly hint?: string
  /** What can be done with them, at the end of the row. */
  readonly children?: ReactNode
}

export function MemberRow({ id, member, hint, children }: MemberRowProps) {
  const { memberId, nickname, avatarUrl, mark } = member
  return (
    <View className="member-row">
      <Tappable
        id={id}
        className="member-row-way"
        role="link"
        label={[nickname, mark?.text, hint].filter(Boolean).join(' ')}
        onTap={() => openPage('/packages/member/profile', { memberId })}
      >
        <Avatar nickname={nickname} url={avatarUrl} />
        <View className="member-row-words">
          <View className="member-row-line">
            <MemberName member={member} className="member-row-name" />
            {mark ? <Mark mark={mark} /> : null}
          </View>
          {hint ? <View className="member-row-hint">{hint}</View> : null}
        </View>
      </Tappable>
      {children}
    </View>
  )
}
