/**
 * The words of the post, and what is set beneath them: topics, people, a place. An `@` that is typed opens the list
 * of people too. Ids: `compose-text`, `compose-counter`, `compose-mention`, and those of its parts.
 */
import { Text, Textarea, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { MENTIONS_MAX, POST_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import type { MemberCard } from '../../../../contract/shared'
import { MentionSheet } from '../../../features/post/components/MentionSheet'
import { type DraftKey, editDraft, entryOf, useDraftStore } from '../../../features/post/draft'
import { insertMention, mentionedWith, withTokens } from '../../../features/post/mention-text'
import { useWords } from '../../../i18n/words'
import { fieldProps } from '../../../platform/control-props'
import { toast } from '../../../platform/toast'
import { PlacePicker } from './PlacePicker'
import { Refusal } from './Refusal'
import { Tool } from './Tool'
import { TopicPicker } from './TopicPicker'

/** The counter is shown from here on: before, nobody needs it. */
const COUNTER_FROM = POST_TEXT_LENGTH_MAX - 200
/** Room between the keyboard and the line that is written, in pixels: the foot of the page stands there. */
const KEYBOARD_GAP = 96

export function WordsField({ draftKey }: { readonly draftKey: DraftKey }) {
  const words = useWords().compose
  const { text, people, kind } = useDraftStore((store) => entryOf(store, draftKey).draft)
  const cursor = useRef(text.length)
  const [isPicking, pick] = useState(false)
  // Names are longer or shorter on the wire: what counts is what is sent.
  const left = POST_TEXT_LENGTH_MAX - withTokens(text, people).length
  const write = (value: string, at: number) => {
    cursor.current = at
    if (value.length === text.length + 1 && value[at - 1] === '@') pick(true)
    editDraft(draftKey, { text: value })
  }
  const mention = ({ memberId, nickname }: MemberCard) => {
    pick(false)
    const changed = insertMention(text, cursor.current, nickname)
    const named = mentionedWith(changed, people, { memberId, nickname })
    if (named.length > MENTIONS_MAX) toast(words.mentionsFull(MENTIONS_MAX))
    else editDraft(draftKey, { text: changed, people: named })
  }
  return (
    <View>
      <Textarea
        id="compose-text"
        className="field compose-text"
        value={text}
        maxlength={-1}
        autoHeight
        showConfirmBar={false}
        cursorSpacing={KEYBOARD_GAP}
        placeholder={words.placeholders[kind]}
        placeholderClass="placeholder"
        onInput={({ detail }) => write(detail.value, detail.cursor ?? detail.value.length)}
        {...fieldProps(words.text)}
      />
      {left < POST_TEXT_LENGTH_MAX - COUNTER_FROM ? (
        <Text id="compose-counter" className={left < 0 ? 'counter counter-over' : 'counter'}>
          {left < 0 ? words.tooLong(-left) : words.remaining(left)}
        </Text>
      ) : null}
      <Refusal draftKey={draftKey} part="text" />
      <View className="tools">
        <TopicPicker draftKey={draftKey} />
        <Tool id="compose-mention" icon="mention" label={words.mention} onTap={() => pick(true)} />
        <PlacePicker draftKey={draftKey} />
      </View>
      <Refusal draftKey={draftKey} part="topics" />
      <Refusal draftKey={draftKey} part="location" />
      <MentionSheet isOpen={isPicking} onPick={mention} onClose={() => pick(false)} />
    </View>
  )
}
