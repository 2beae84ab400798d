/** What was searched for on this phone, the last first. It never leaves the phone. */
import { create } from 'zustand'
import { forget, hasFields, keep, recall } from '../../platform/storage'

/** More would be a list to search in. */
const HISTORY_MAX = 10
const KEY = 'searches'

interface History {
  readonly texts: readonly string[]
}

export const useHistoryStore = create<History>(
  () => recall(KEY, hasFields<History>('texts')) ?? { texts: [] },
)

/** Remembers a search; one that was made before comes first again. */
export function rememberSearch(text: string): void {
  const others = useHistoryStore.getState().texts.filter((known) => known !== text)
  const history: History = { texts: [text, ...others].slice(0, HISTORY_MAX) }
  useHistoryStore.setState(history)
  keep(KEY, history)
}

export function clearHistory(): void {
  useHistoryStore.setState({ texts: [] })
  forget(KEY)
}
