/** Says that an earlier draft goes on here, and lets it be given up. Ids: `compose-resumed`, `start-afresh`. */
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Confirm } from '../../../components/Confirm'
import { Tappable } from '../../../components/Tappable'
import { type DraftKey, entryOf, useDraftStore } from '../../../features/post/draft'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'

interface ResumedProps {
  readonly draftKey: DraftKey
  readonly onStartAfresh: () => void
}

export function Resumed({ draftKey, onStartAfresh }: ResumedProps) {
  const words = useWords()
  const restoredAt = useDraftStore((store) => entryOf(store, draftKey).restoredAt)
  const [isAsking, ask] = useState(false)
  if (restoredAt === undefined) return null
  return (
    <View id="compose-resumed" className="resumed">
      <Text className="resumed-words">{words.compose.resumed(sayTime(restoredAt, Date.now(), words))}</Text>
      <Tappable
        id="start-afresh"
        className="resumed-action"
        label={words.compose.startAfresh}
        onTap={() => ask(true)}
      >
        {words.compose.startAfresh}
      </Tappable>
      <Confirm
        isOpen={isAsking}
        title={words.compose.startAfreshTitle}
        hint={words.compose.startAfreshHint}
        yes={words.compose.startAfreshYes}
        onYes={() => {
          ask(false)
          onStartAfresh()
        }}
        onClose={() => ask(false)}
      />
    </View>
  )
}
