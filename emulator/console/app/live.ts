/** What the server tells of changes. One connection for the whole page, made anew when it breaks. */
import type { Topic } from '../shapes'

const RECONNECT_MS = 1000

const listeners = new Map<Topic, Set<() => void>>()
const watchers = new Set<(isConnected: boolean) => void>()
let wasLost = false

/** Calls `listener` whenever something of the topic has changed, until the returned function is called. */
export function onLive(topic: Topic, listener: () => void): () => void {
  const all = listeners.get(topic) ?? new Set()
  listeners.set(topic, all.add(listener))
  return () => void all.delete(listener)
}

export function onConnection(watcher: (isConnected: boolean) => void): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

function tell(topics: readonly Topic[]): void {
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener()
}

function isTopic(value: unknown): value is Topic {
  return value === 'functions' || value === 'openapi' || value === 'time'
}

export function connect(): void {
  const source = new EventSource('/console/api/live')
  source.onopen = () => {
    for (const watcher of watchers) watcher(true)
    // Whatever happened meanwhile was not heard.
    if (wasLost) tell([...listeners.keys()])
    wasLost = false
  }
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const topics: unknown = JSON.parse(data)
    if (Array.isArray(topics)) tell(topics.filter(isTopic))
  }
  source.onerror = () => {
    source.close()
    wasLost = true
    for (const watcher of watchers) watcher(false)
    setTimeout(connect, RECONNECT_MS)
  }
}
