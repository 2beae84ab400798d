/**
 * What stands there before a search: what was searched for earlier, and while one types the topics that fit. Ids:
 * `history`, `history-{n}`, `history-clear`, `search-hint`, `suggest-text`, `suggest-{topicId}`.
 */
import { View } from '@tarojs/components'
import { StateView } from '../../../components/StateView'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { clearHistory, useHistoryStore } from '../history'
import { search, useSearchStore } from '../store'
import { ResultRow } from './ResultRow'
import './SearchStart.scss'

export function SearchStart() {
  const text = useSearchStore((store) => store.text)
  return text.trim() === '' ? <History /> : <Suggestions text={text.trim()} />
}

function History() {
  const words = useWords().search
  const texts = useHistoryStore((store) => store.texts)
  if (texts.length === 0) return <StateView id="search-hint" drawing="book" title={words.hint} />
  return (
    <View id="history" className="search-history">
      <View className="search-history-head">
        <View className="search-history-title">{words.history}</View>
        <Tappable
          id="history-clear"
          className="search-history-clear"
          label={words.clearHistory}
          onTap={clearHistory}
        >
          {words.clearHistory}
        </Tappable>
      </View>
      <View className="search-history-texts">
        {texts.map((text, at) => (
          <Tappable
            key={text}
            id={`history-${at + 1}`}
            className="search-history-text"
            label={text}
            onTap={() => void search(text)}
          >
            {text}
          </Tappable>
        ))}
      </View>
    </View>
  )
}

function Suggestions({ text }: { readonly text: string }) {
  const words = useWords()
  const suggestions = useSearchStore((store) => store.suggestions)
  return (
    <View className="search-suggestions">
      <ResultRow
        id="suggest-text"
        icon="search"
        label={words.search.searchFor(text)}
        onTap={() => void search(text)}
      />
      {suggestions.map(({ topicId, name, postCount }) => (
        <ResultRow
          key={topicId}
          id={`suggest-${topicId}`}
          icon="topic"
          label={name}
          hint={words.topic.postCount(postCount)}
          onTap={() => openPage('/packages/browse/topic', { topicId })}
        />
      ))}
    </View>
  )
}
