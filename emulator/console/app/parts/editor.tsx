/** A place to write code. The editor itself is loaded when the first one is shown; until then the text is there already. */
import { useEffect, useRef } from 'react'
import type { EditorHandle } from './code-mirror'

export interface EditorProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Ctrl+Enter, or Cmd+Enter. */
  readonly onRun?: () => void
  readonly placeholder?: string
  /** A place in the text at which something is wrong. */
  readonly problemAt?: number
  readonly minLines?: number
  readonly isReadOnly?: boolean
  /** `/` anywhere on the page leads here. */
  readonly takesSlash?: boolean
}

export function Editor(props: EditorProps) {
  const { value, problemAt, minLines = 1, takesSlash } = props
  const place = useRef<HTMLDivElement>(null)
  const handle = useRef<EditorHandle>(undefined)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    let isGone = false
    import('./code-mirror').then(({ openEditor }) => {
      if (isGone || !place.current) return
      place.current.replaceChildren()
      handle.current = openEditor(place.current, latest)
    })
    return () => {
      isGone = true
      handle.current?.close()
      handle.current = undefined
    }
  }, [])
  useEffect(() => handle.current?.show(value), [value])
  useEffect(() => handle.current?.mark(problemAt), [problemAt])
  useEffect(() => (takesSlash ? onSlash(() => handle.current?.focus()) : undefined), [takesSlash])
  return (
    <div className="editor" data-lines={minLines > 1 ? 'many' : 'few'} ref={place}>
      <pre className="editor-waiting">{value}</pre>
    </div>
  )
}

/** Where a slash is a slash. */
const WRITING_PLACES =
  'input:not([type="radio"], [type="checkbox"]), textarea, [contenteditable="true"], dialog'

function onSlash(focus: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : undefined
    const isWriting = target?.closest(WRITING_PLACES)
    if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    focus()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}
