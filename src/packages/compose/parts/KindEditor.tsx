/**
 * What the chosen kind asks for besides the words. Ids: `poll-option-{n}`, `poll-remove-{n}`, `poll-add`, `poll-choice-…`,
 * `poll-days-…`, `side-1`, `side-2`, `chain-prompt`.
 */
import { Input, View } from '@tarojs/components'
import {
  CHAIN_PROMPT_LENGTH_MAX,
  DEBATE_SIDE_LENGTH_MAX,
  POLL_OPTION_LENGTH_MAX,
  POLL_OPTIONS_MAX,
  POLL_OPTIONS_MIN,
} from '../../../../contract/limits'
import { Choice } from '../../../components/Choice'
import { Tappable } from '../../../components/Tappable'
import { TextField } from '../../../components/TextField'
import { type DraftKey, editDraft, entryOf, useDraftStore } from '../../../features/post/draft'
import { useWords } from '../../../i18n/words'
import { fieldProps } from '../../../platform/control-props'
import { Refusal } from './Refusal'

interface PartProps {
  readonly draftKey: DraftKey
}

export function KindEditor({ draftKey }: PartProps) {
  const kind = useDraftStore((store) => entryOf(store, draftKey).draft.kind)
  if (kind !== 'poll' && kind !== 'debate' && kind !== 'chain') return null
  return (
    <View className="kind-editor">
      {kind === 'poll' ? <PollEditor draftKey={draftKey} /> : null}
      {kind === 'debate' ? <SidesEditor draftKey={draftKey} /> : null}
      {kind === 'chain' ? <PromptEditor draftKey={draftKey} /> : null}
      <Refusal draftKey={draftKey} part="kind" />
    </View>
  )
}

const DAYS = ['0', '1', '3', '7'] as const

function PollEditor({ draftKey }: PartProps) {
  const words = useWords().compose
  const { pollOptions, pollMultiple, pollDays } = useDraftStore((store) => entryOf(store, draftKey).draft)
  const change = (options: readonly string[]) => editDraft(draftKey, { pollOptions: options })
  return (
    <View>
      {pollOptions.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place in the list, its words change with every key.
        <View key={at} className="poll-line">
          <Input
            id={`poll-option-${at + 1}`}
            className="field poll-field"
            value={option}
            maxlength={POLL_OPTION_LENGTH_MAX}
            placeholder={words.pollOption(at + 1)}
            placeholderClass="placeholder"
            onInput={({ detail }) =>
              change(pollOptions.map((other, place) => (place === at ? detail.value : other)))
            }
            {...fieldProps(words.pollOption(at + 1))}
          />
          {pollOptions.length > POLL_OPTIONS_MIN ? (
            <Tappable
              id={`poll-remove-${at + 1}`}
              className="poll-remove"
              label={words.removeOption(at + 1)}
              onTap={() => change(pollOptions.filter((_, other) => other !== at))}
            >
              <View className="icon-close" />
            </Tappable>
          ) : null}
        </View>
      ))}
      {pollOptions.length < POLL_OPTIONS_MAX ? (
        <Tappable
          id="poll-add"
          className="poll-add"
          label={words.addOption}
          onTap={() => change([...pollOptions, ''])}
        >
          <View className="icon-plus" />
          {words.addOption}
        </Tappable>
      ) : null}
      <Choice
        id="poll-choice"
        label={words.pollChoice}
        options={['single', 'multiple']}
        names={{ single: words.pollSingle, multiple: words.pollMultiple }}
        chosen={pollMultiple ? 'multiple' : 'single'}
        onChoose={(option) => editDraft(draftKey, { pollMultiple: option === 'multiple' })}
      />
      <Choice
        id="poll-days"
        label={words.pollCloses}
        options={DAYS}
        names={{
          '0': words.pollDays(0),
          '1': words.pollDays(1),
          '3': words.pollDays(3),
          '7': words.pollDays(7),
        }}
        chosen={DAYS.find((days) => Number(days) === pollDays) ?? '0'}
        onChoose={(days) => editDraft(draftKey, { pollDays: Number(days) })}
      />
    </View>
  )
}

function SidesEditor({ draftKey }: PartProps) {
  const words = useWords().compose
  const [first, second] = useDraftStore((store) => entryOf(store, draftKey).draft.sides)
  return (
    <>
      <TextField
        id="side-1"
        label={words.side(0)}
        value={first}
        lengthMax={DEBATE_SIDE_LENGTH_MAX}
        onInput={(value) => editDraft(draftKey, { sides: [value, second] })}
      />
      <TextField
        id="side-2"
        label={words.side(1)}
        value={second}
        lengthMax={DEBATE_SIDE_LENGTH_MAX}
        onInput={(value) => editDraft(draftKey, { sides: [first, value] })}
      />
    </>
  )
}

function PromptEditor({ draftKey }: PartProps) {
  const words = useWords().compose
  const chainPrompt = useDraftStore((store) => entryOf(store, draftKey).draft.chainPrompt)
  return (
    <TextField
      id="chain-prompt"
      label={words.chainPrompt}
      value={chainPrompt}
      lengthMax={CHAIN_PROMPT_LENGTH_MAX}
      onInput={(value) => editDraft(draftKey, { chainPrompt: value })}
    />
  )
}
