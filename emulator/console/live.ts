/** Tells open pages which of their parts are out of date, by server-sent events. */
import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { ConsoleParts } from './route'
import type { Topic } from './shapes'

/** How long something may go unnoticed. Nothing is looked at while no page is open. */
const LOOK_INTERVAL_MS = 300
/** Keeps connections that say nothing from being taken for dead ones. */
const BREATH_INTERVAL_MS = 20_000

export class LiveUpdates {
  private readonly pages = new Set<ServerResponse>()
  private looking: NodeJS.Timeout | undefined
  private breathing: NodeJS.Timeout | undefined
  private last = new Map<Topic, string>()

  constructor(private readonly parts: ConsoleParts) {}

  /** Keeps the page posted until it goes away. */
  serve(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('retry: 500\n\n')
    this.pages.add(response)
    response.on('close', () => {
      this.pages.delete(response)
      if (this.pages.size === 0) this.rest()
    })
    if (this.looking) return
    this.last = this.state()
    this.looking = setInterval(() => this.look(), LOOK_INTERVAL_MS)
    this.breathing = setInterval(() => this.say(': still here'), BREATH_INTERVAL_MS)
  }

  close(): void {
    this.rest()
    for (const page of this.pages) page.end()
  }

  private rest(): void {
    clearInterval(this.looking)
    clearInterval(this.breathing)
    this.looking = undefined
  }

  private look(): void {
    const now = this.state()
    const changed = [...now]
      .filter(([topic, state]) => this.last.get(topic) !== state)
      .map(([topic]) => topic)
    this.last = now
    if (changed.length > 0) this.say(`data: ${JSON.stringify(changed)}`)
  }

  private say(line: string): void {
    for (const page of this.pages) page.write(`${line}\n\n`)
  }

  /** Of each topic something short that changes with it. */
  private state(): Map<Topic, string> {
    const { host, openapi, clock, timers } = this.parts
    const told = [openapi.script, openapi.pendingMediaChecks(), openapi.credits()]
    const lasts = [openapi.messages().at(-1)?.messageId, openapi.codes().at(-1)?.at]
    // A running clock changes all the time; that it jumped shows in how far it is from the machine's.
    const clockState = clock.isFrozen ? clock.now() : Math.round((clock.now() - Date.now()) / 1000)
    const lastRuns = timers.list().map(({ lastRun }) => lastRun?.requestId)
    return new Map<Topic, string>([
      ['functions', host.records.at(-1)?.requestId ?? ''],
      [
        'openapi',
        createHash('sha1')
          .update(JSON.stringify([told, lasts]))
          .digest('hex'),
      ],
      ['time', JSON.stringify([clock.isFrozen, clockState, timers.isPaused, lastRuns])],
    ])
  }
}
