/** Searching posts, answers, members and topics. Ids: `page-search`, and those of its parts. */
import { useLoad, useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import { PageFrame } from '../../components/PageFrame'
import { SearchBar } from '../../features/search/components/SearchBar'
import { SearchResults } from '../../features/search/components/SearchResults'
import { SearchStart } from '../../features/search/components/SearchStart'
import { loadMoreHits, openSearch, useSearchStore } from '../../features/search/store'
import { useWords } from '../../i18n/words'

export default function SearchPage() {
  const { search } = useWords()
  const isAsked = useSearchStore((store) => store.asked !== undefined)
  // The field is there once its text is: in a browser one that changes while the field is being made breaks it.
  const [isOpen, setIsOpen] = useState(false)
  useLoad(({ text }: { text?: string }) => {
    openSearch(text ? decoded(text) : '')
    setIsOpen(true)
  })
  useReachBottom(() => void loadMoreHits())
  return (
    <PageFrame name="search" title={search.title}>
      {isOpen ? <SearchBar /> : null}
      {isAsked ? <SearchResults /> : <SearchStart />}
    </PageFrame>
  )
}

/** WeChat hands parameters over as they stand in the address; a browser has decoded them. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
