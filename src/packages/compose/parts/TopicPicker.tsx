/** What the post is about. Ids: `compose-topic`, `topic-tag-{n}`, `topic-search`, `topic-use`, `topic-option-{topicId}`. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { TOPIC_NAME_LENGTH_MAX, TOPICS_PER_POST_MAX } from '../../../../contract/limits'
import { Sheet } from '../../../components/Sheet'
import { Tappable } from '../../../components/Tappable'
import { TextField } from '../../../components/TextField'
import { type DraftKey, editDraft, entryOf, useDraftStore } from '../../../features/post/draft'
import { suggestTopics, useSuggestions } from '../../../features/post/suggest'
import { useWords } from '../../../i18n/words'
import { Tag, Tool } from './Tool'

export function TopicPicker({ draftKey }: { readonly draftKey: DraftKey }) {
  const words = useWords().compose
  const names = useDraftStore((store) => entryOf(store, draftKey).draft.topicNames)
  const [isOpen, open] = useState(false)
  const use = (name: string) => {
    open(false)
    if (!names.includes(name)) editDraft(draftKey, { topicNames: [...names, name] })
  }
  return (
    <>
      {names.map((name, at) => (
        <Tag
          key={name}
          id={`topic-tag-${at + 1}`}
          icon="topic"
          label={name}
          removeLabel={words.removeTopic(name)}
          onTap={() => editDraft(draftKey, { topicNames: names.filter((other) => other !== name) })}
        />
      ))}
      {names.length < TOPICS_PER_POST_MAX ? (
        <Tool id="compose-topic" icon="topic" label={words.addTopic} onTap={() => open(true)} />
      ) : null}
      {isOpen ? <TopicSheet onUse={use} onClose={() => open(false)} /> : null}
    </>
  )
}

interface TopicSheetProps {
  readonly onUse: (name: string) => void
  readonly onClose: () => void
}

function TopicSheet({ onUse, onClose }: TopicSheetProps) {
  const words = useWords().compose
  const [text, setText] = useState('')
  const { items } = useSuggestions(suggestTopics, text, true)
  const typed = text.replace(/^#/, '').trim()
  const isNew = typed !== '' && items.every(({ name }) => name !== typed)
  return (
    <Sheet isOpen label={words.topics} onClose={onClose}>
      <View className="picker-sheet">
        <TextField
          id="topic-search"
          label={words.topics}
          value={text}
          placeholder={words.topicPlaceholder}
          lengthMax={TOPIC_NAME_LENGTH_MAX}
          onInput={setText}
        />
        {isNew ? (
          <Tappable
            id="topic-use"
            className="picker-row"
            label={words.takeTopic(typed)}
            onTap={() => onUse(typed)}
          >
            <View className="icon-plus" />
            <View className="picker-words">{words.takeTopic(typed)}</View>
          </Tappable>
        ) : null}
        {items.map(({ topicId, name, postCount }) => (
          <Tappable
            key={topicId}
            id={`topic-option-${topicId}`}
            className="picker-row"
            label={`${name}，${words.topicPosts(postCount)}`}
            onTap={() => onUse(name)}
          >
            <View className="icon-topic" />
            <View className="picker-words">{name}</View>
            <View className="picker-note">{words.topicPosts(postCount)}</View>
          </Tappable>
        ))}
      </View>
    </Sheet>
  )
}
