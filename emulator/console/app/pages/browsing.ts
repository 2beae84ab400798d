/** Goes through a collection from its beginning, a page at a time, as far as somebody scrolls. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentsPage, WireDocument } from '../../shapes'
import { get } from '../api'

interface Browsed {
  readonly documents?: readonly WireDocument[]
  readonly isMore: boolean
  readonly error?: string
}

export function useBrowsing(collection: string) {
  const [browsed, setBrowsed] = useState<Browsed>({ isMore: false })
  const isLoading = useRef(false)
  const load = useCallback(
    async (before: readonly WireDocument[]) => {
      if (isLoading.current) return
      isLoading.current = true
      const last = before.at(-1)?._id
      const after = last === undefined ? '' : `?after=${encodeURIComponent(JSON.stringify(last))}`
      try {
        const page = await get<DocumentsPage>(`collections/${collection}/documents${after}`)
        setBrowsed({ documents: [...before, ...page.documents], isMore: page.isMore })
      } catch (error) {
        setBrowsed({ isMore: false, error: error instanceof Error ? error.message : String(error) })
      } finally {
        isLoading.current = false
      }
    },
    [collection],
  )
  const restart = useCallback(() => void load([]), [load])
  useEffect(restart, [restart])
  const { documents, isMore } = browsed
  const loadMore = useCallback(() => {
    if (isMore && documents) void load(documents)
  }, [load, documents, isMore])
  return { ...browsed, restart, loadMore }
}
