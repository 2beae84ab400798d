/**
 * A poll: its options, voting by a tap, and the honest numbers once one has voted or it is closed.
 * Ids: `poll`, `poll-vote-{n}`, `poll-send`.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Poll, PostDetail } from '../../../../contract/post-shapes'
import { Button } from '../../../components/Button'
import { Tappable } from '../../../components/Tappable'
import { sayDay } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { decorationProps } from '../../../platform/control-props'
import { castPoll } from '../deeds'
import { percentOf } from '../votes'
import './PollVote.scss'

export function PollVote({ post }: { readonly post: PostDetail }) {
  return post.poll ? <PollOptions postId={post.postId} poll={post.poll} /> : null
}

function PollOptions({ postId, poll }: { readonly postId: string; readonly poll: Poll }) {
  const words = useWords().writing
  const [chosen, choose] = useState<readonly number[]>()
  const { options, multiple, closed, mine } = poll
  // Several choices are gathered first and sent together; a single one is sent by its tap.
  const selected = multiple ? (chosen ?? mine) : mine
  const isChanged = multiple && chosen !== undefined && chosen.length > 0 && !isSame(chosen, mine)
  const tap = (place: number) => {
    if (!multiple) castPoll(postId, [place])
    else choose(selected.includes(place) ? selected.filter((other) => other !== place) : [...selected, place])
  }
  const send = () => {
    if (chosen)
      castPoll(
        postId,
        [...chosen].sort((a, b) => a - b),
      )
    choose(undefined)
  }
  return (
    <View id="poll" className="poll">
      <View className="poll-rule">{multiple ? words.pollMultiple : words.pollSingle}</View>
      {options.map(({ text }, place) => (
        <PollOption
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place in the poll.
          key={place}
          poll={poll}
          place={place}
          isSelected={selected.includes(place)}
          onTap={closed ? undefined : () => tap(place)}
          text={text}
        />
      ))}
      {isChanged ? <Button id="poll-send" isWide label={words.pollSend} onTap={send} /> : null}
      <PollFoot poll={poll} />
    </View>
  )
}

interface PollOptionProps {
  readonly poll: Poll
  readonly place: number
  readonly text: string
  readonly isSelected: boolean
  readonly onTap: (() => void) | undefined
}

function PollOption({ poll, place, text, isSelected, onTap }: PollOptionProps) {
  const words = useWords().writing
  const { multiple, closed, voterCount, mine, options } = poll
  const count = options[place]?.count ?? 0
  const percent = percentOf(count, voterCount)
  // Before one has voted the numbers would only say what to choose.
  const isShown = closed || mine.length > 0
  return (
    <Tappable
      id={`poll-vote-${place + 1}`}
      className={isSelected ? 'poll-option poll-chosen' : 'poll-option'}
      role={multiple ? 'checkbox' : 'radio'}
      label={isShown ? words.pollOption(text, count, percent) : text}
      isSelected={isSelected}
      isDisabled={onTap === undefined}
      onTap={onTap ?? (() => {})}
    >
      {isShown ? <View className="poll-bar" style={{ width: `${percent}%` }} /> : null}
      <View className="poll-text">{text}</View>
      {isSelected ? <View className="icon-check" /> : null}
      {isShown ? (
        <View className="poll-count" {...decorationProps()}>
          {`${count} · ${percent}%`}
        </View>
      ) : null}
    </Tappable>
  )
}

function PollFoot({ poll: { voterCount, closed, closesAt } }: { readonly poll: Poll }) {
  const words = useWords()
  const end = closed
    ? words.writing.pollClosed
    : closesAt && words.writing.pollCloses(sayDay(closesAt, Date.now(), words))
  return (
    <View className="poll-rule">
      {[words.writing.pollVoters(voterCount), end].filter((part) => part !== undefined).join(' · ')}
    </View>
  )
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((place) => b.includes(place))
}
