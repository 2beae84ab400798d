/** The console's server, as the page asks it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Topic } from '../shapes'
import { onLive } from './live'

const PREFIX = '/console/api/'

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return response.json()
  const { message } = await response.json().catch(() => ({ message: undefined }))
  throw new Error(message ?? `${response.status} ${response.statusText}`)
}

export async function get<T>(path: string): Promise<T> {
  return answerOf(await fetch(PREFIX + path))
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return answerOf(await fetch(PREFIX + path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

/** Sends a file as it is. */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  return answerOf(await fetch(PREFIX + path, { method: 'POST', body: file }))
}

export function addressOf(path: string): string {
  return PREFIX + path
}

/** What was loaded last stays while it is loaded anew. */
export interface Loaded<T> {
  readonly data: T | undefined
  readonly error: string | undefined
  readonly reload: () => void
  /** Puts an answer that came otherwise into its place. */
  readonly put: (data: T) => void
}

/** Loads from the server: at first, when the path changes, and when the server says that a topic has changed. */
export function useLoad<T>(path: string | undefined, topic?: Topic): Loaded<T> {
  const [state, setState] = useState<{ path?: string; data?: T; error?: string }>({})
  const latest = useRef(0)
  const reload = useCallback(() => {
    if (path === undefined) return
    const turn = ++latest.current
    // Only the answer to the last question counts.
    const settle = (result: { data?: T; error?: string }) => {
      if (turn === latest.current) setState({ path, ...result })
    }
    get<T>(path).then(
      (data) => settle({ data }),
      (error: Error) => settle({ error: error.message }),
    )
  }, [path])
  useEffect(reload, [reload])
  useEffect(() => (topic ? onLive(topic, reload) : undefined), [topic, reload])
  const isCurrent = state.path === path
  const put = useCallback((data: T) => setState({ path, data }), [path])
  return { data: isCurrent ? state.data : undefined, error: isCurrent ? state.error : undefined, reload, put }
}
