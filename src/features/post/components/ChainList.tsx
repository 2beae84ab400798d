/** Who has joined a chain, by their numbers, and joining it. Ids: `chain`, `chain-{number}`, `chain-more`. */
import { View } from '@tarojs/components'
import type { Chain, ChainEntry, PostDetail } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { sayName } from '../../../i18n/say-name'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { loadMoreChain } from '../page'
import { ChainJoin } from './ChainJoin'
import './ChainList.scss'

interface ChainListProps {
  readonly post: PostDetail
  readonly chain: Chain
}

export function ChainList({ post, chain }: ChainListProps) {
  const { reading } = useWords()
  const { prompt, entryCount, first } = chain
  return (
    <View id="chain" className="chain">
      <View className="chain-head">{reading.chainCount(entryCount)}</View>
      {prompt ? <View className="chain-prompt">{prompt}</View> : null}
      {entryCount === 0 ? <View className="chain-prompt">{reading.chainEmpty}</View> : null}
      {first.entries.map((entry) => (
        <Entry key={entry.number} entry={entry} />
      ))}
      {first.nextCursor ? (
        <Tappable
          id="chain-more"
          className="chain-more"
          label={reading.chainMore}
          onTap={() => void loadMoreChain(post.postId)}
        >
          {reading.chainMore}
        </Tappable>
      ) : null}
      <ChainJoin post={post} />
    </View>
  )
}

/** A line of the chain; it leads to whoever said it. The place of somebody who has left stays, and leads nowhere. */
function Entry({ entry }: { readonly entry: ChainEntry }) {
  const words = useWords()
  const { number, author, text, state } = entry
  if (author.nickname === '') {
    return (
      <View id={`chain-${number}`} className="chain-entry">
        <View className="chain-number">{String(number)}</View>
        <View className="chain-words chain-author">{sayName(author.nickname, words)}</View>
      </View>
    )
  }
  return (
    <View id={`chain-${number}`} className="chain-entry">
      <View className="chain-number">{String(number)}</View>
      <Tappable
        className="chain-words"
        role="link"
        label={`${author.nickname} ${text}`}
        onTap={() => openPage('/packages/member/profile', { memberId: author.memberId })}
      >
        <View className="chain-author">{author.nickname}</View>
        <View className="chain-text">{text}</View>
        {state === 'visible' ? null : <View className="chain-state">{words.post.states[state]}</View>}
      </Tappable>
    </View>
  )
}
