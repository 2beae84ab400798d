/** What stands where there is nothing yet: skeletons, empty places, errors; and what is said for a moment. */
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import type { Loaded } from '../api'
import { useWords } from '../text/words'

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg className="empty-drawing" viewBox="0 0 96 64" aria-hidden="true">
        <path d="M14 40c0-8 6-14 14-14 3-10 12-17 22-17 12 0 21 9 23 20 6 1 11 6 11 13 0 7-6 12-13 12H28c-8 0-14-6-14-14Z" />
        <path d="M34 38h18M34 45h28" />
      </svg>
      <p className="empty-title">{title}</p>
      {hint && <p className="quiet">{hint}</p>}
      {children}
    </div>
  )
}

export function Skeleton({ rows = 5 }: { rows?: number }) {
  const words = useWords()
  return (
    <div className="skeleton" role="status" aria-label={words.loading}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: The rows are all alike.
        <span key={row} className="skeleton-row" />
      ))}
    </div>
  )
}

export function ErrorNote({ message, retry }: { message: string; retry?: () => void }) {
  const words = useWords()
  return (
    <div className="note note-danger" role="alert">
      <strong>{words.failed}</strong>
      <p>{message}</p>
      {retry && (
        <button type="button" className="button" onClick={retry}>
          {words.retry}
        </button>
      )}
    </div>
  )
}

/** Shows what was loaded, or why it is not there. */
export function Await<T>({
  loaded,
  rows,
  children,
}: {
  loaded: Loaded<T>
  rows?: number
  children: (data: T) => ReactNode
}) {
  const { data, error, reload } = loaded
  if (data !== undefined) return <>{children(data)}</>
  return error === undefined ? <Skeleton rows={rows} /> : <ErrorNote message={error} retry={reload} />
}

const TOLD_MS = 2600
let tellPage: (message: string) => void = () => {}

/** Says something at the foot of the page for a moment. */
export function say(message: string): void {
  tellPage(message)
}

export function Sayings() {
  const [message, setMessage] = useState('')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    tellPage = (next) => {
      setMessage(next)
      clearTimeout(timer)
      timer = setTimeout(() => setMessage(''), TOLD_MS)
    }
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="saying" role="status" data-shown={message !== ''}>
      {message}
    </div>
  )
}
