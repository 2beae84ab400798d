/** Words with the people and topics in them, as links. */
import { Text } from '@tarojs/components'
import { useWords } from '../../../i18n/words'
import { controlProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { type Mention, partsOf, type TextPart, type TopicName } from '../rich-text'
import './RichText.scss'

interface RichTextProps {
  readonly id?: string
  readonly className: string
  readonly text: string
  readonly mentions: readonly Mention[]
  readonly topics?: readonly TopicName[]
}

export function RichText({ id, className, text, mentions, topics }: RichTextProps) {
  const { member } = useWords()
  const parts = partsOf(text, { mentions, topics }, member.departed)
  return (
    <Text id={id} className={className} userSelect>
      {parts.map((part, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places.
        part.kind === 'words' ? part.text : <TextLink key={at} part={part} />,
      )}
    </Text>
  )
}

type Linked = Exclude<TextPart, { kind: 'words' }>

function TextLink({ part }: { readonly part: Linked }) {
  const open = () => {
    if (part.kind === 'mention') openPage('/packages/member/profile', { memberId: part.memberId })
    else openPage('/packages/browse/topic', { topicId: part.topicId })
  }
  return (
    <Text
      className="text-link"
      onClick={open}
      {...controlProps({ role: 'link', label: part.text, onTap: open })}
    >
      {part.text}
    </Text>
  )
}
