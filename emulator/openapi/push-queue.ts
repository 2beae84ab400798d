/** Pushes that are to happen later: each after its delay, or gathered and turned round. */
import { setTimeout as delay } from 'node:timers/promises'

/** How long verdicts wait for each other when the script does not say. */
const GATHER_DEFAULT_MS = 200

export interface PushPlan {
  readonly delayMs?: number
  /** Waits for those that follow within `delayMs`, and comes after them. */
  readonly newestFirst?: boolean
  /** Not before this has resolved. */
  readonly after: Promise<void>
}

export class PushQueue {
  private readonly scheduled = new Set<Promise<void>>()
  private readonly closing = new AbortController()
  /** What is being gathered to be pushed the newest first. */
  private gathering: { id: string; after: Promise<void> }[] | undefined

  /** @param push Pushes one thing by its id. Must not reject. */
  constructor(private readonly push: (id: string) => Promise<void>) {}

  add(id: string, { delayMs, newestFirst = false, after }: PushPlan): void {
    if (!newestFirst) this.schedule([{ id, after }], delayMs ?? 0)
    else if (this.gathering) this.gathering.unshift({ id, after })
    else {
      this.gathering = [{ id, after }]
      this.schedule(this.gathering, delayMs ?? GATHER_DEFAULT_MS)
    }
  }

  /** Resolves when everything that was added has been pushed, or will not be. */
  async settled(): Promise<void> {
    while (this.scheduled.size > 0) await Promise.all(this.scheduled)
  }

  /** From now on no push begins. */
  stop(): void {
    this.closing.abort()
  }

  get isStopped(): boolean {
    return this.closing.signal.aborted
  }

  private schedule(batch: readonly { id: string; after: Promise<void> }[], delayMs: number): void {
    const pushing = this.pushAll(batch, delayMs).finally(() => this.scheduled.delete(pushing))
    this.scheduled.add(pushing)
  }

  private async pushAll(
    batch: readonly { id: string; after: Promise<void> }[],
    delayMs: number,
  ): Promise<void> {
    await batch[0]?.after
    try {
      await delay(delayMs, undefined, { signal: this.closing.signal })
    } catch {
      return
    }
    if (batch === this.gathering) this.gathering = undefined
    for (const { id, after } of batch) {
      await after
      if (this.isStopped) return
      await this.push(id)
    }
  }
}
