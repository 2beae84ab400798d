/** Whom to mention: those I follow and recently met, or found by name. Ids: `mention-search`, `mention-{memberId}`. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { NICKNAME_LENGTH_MAX } from '../../../../contract/limits'
import type { MemberCard } from '../../../../contract/shared'
import { Avatar } from '../../../components/Avatar'
import { Sheet } from '../../../components/Sheet'
import { Tappable } from '../../../components/Tappable'
import { TextField } from '../../../components/TextField'
import { useWords } from '../../../i18n/words'
import { suggestMembers, useSuggestions } from '../suggest'
import './MentionSheet.scss'

interface MentionSheetProps {
  readonly isOpen: boolean
  readonly onPick: (member: MemberCard) => void
  readonly onClose: () => void
}

export function MentionSheet({ isOpen, onPick, onClose }: MentionSheetProps) {
  const words = useWords().compose
  const [text, setText] = useState('')
  const { items, isTold } = useSuggestions(suggestMembers, text, isOpen)
  return (
    <Sheet isOpen={isOpen} label={words.mention} onClose={onClose}>
      <View className="mention-sheet">
        <TextField
          id="mention-search"
          label={words.mention}
          value={text}
          placeholder={words.mentionPlaceholder}
          lengthMax={NICKNAME_LENGTH_MAX}
          onInput={setText}
        />
        {items.map((member) => (
          <Tappable
            key={member.memberId}
            id={`mention-${member.memberId}`}
            className="mention-person"
            label={member.nickname}
            onTap={() => onPick(member)}
          >
            <Avatar nickname={member.nickname} url={member.avatarUrl} />
            <View className="mention-name">{member.nickname}</View>
          </Tappable>
        ))}
        {isTold && items.length === 0 ? (
          <View className="mention-none">{text.trim() === '' ? words.mentionHint : words.mentionNone}</View>
        ) : null}
      </View>
    </Sheet>
  )
}
