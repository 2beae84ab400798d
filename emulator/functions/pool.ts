/** The instances of one function: at most eight, one event at a time each, as the cloud scales them. */
import { type FunctionConfig, readFunctionConfig } from './config'
import { Instance, type Outcome } from './instance'
import type { RunMessage } from './messages'

const INSTANCES_MAX = 8
/** An instance beyond the first is ended after it has had nothing to do for this long. */
const IDLE_TTL_MS = 30_000

export interface PoolOptions {
  /** The folder of the built function. */
  readonly dir: string
  readonly entry: string
  readonly environment: Readonly<Record<string, string>>
  /** The virtual clock's memory. */
  readonly clock: SharedArrayBuffer
}

/** Who follows the run of one event. */
export interface RunObserver {
  readonly onLog: (line: string) => void
  /** Told which instance takes the event. */
  readonly onTaken: (instance: Instance) => void
}

/** How an event ended, and what loading took when this event waited for a new instance. */
export interface PoolOutcome {
  readonly outcome: Outcome
  readonly coldStartMs?: number
}

interface Waiting {
  readonly take: (instance: Instance, coldStartMs?: number) => void
  readonly fail: (outcome: Outcome) => void
}

export class Pool {
  readonly config: FunctionConfig
  private readonly idle: { instance: Instance; since: number }[] = []
  private readonly instances = new Set<Instance>()
  private readonly queue: Waiting[] = []
  private isStarting = false
  private isClosed = false
  private readonly sweeper: NodeJS.Timeout

  /** @throws Error when the function's config.json is wrong. */
  constructor(private readonly options: PoolOptions) {
    this.config = readFunctionConfig(options.dir)
    this.sweeper = setInterval(() => this.endIdleInstances(), IDLE_TTL_MS)
    this.sweeper.unref()
  }

  /** Runs one event on the next free instance. Never rejects. */
  async run(message: RunMessage, observer: RunObserver): Promise<PoolOutcome> {
    const timeoutMs = this.config.timeout * 1000
    return new Promise((resolve) => {
      this.queue.push({
        fail: (outcome) => resolve({ outcome }),
        take: (instance, coldStartMs) => {
          observer.onTaken(instance)
          void instance.run(message, timeoutMs, observer.onLog).then((outcome) => {
            this.release(instance)
            resolve({ outcome, coldStartMs })
          })
        },
      })
      this.pump()
    })
  }

  /** Makes sure that one instance is loaded. */
  async warm(): Promise<void> {
    if (this.instances.size > 0) return
    await new Promise<void>((resolve) => {
      this.queue.push({
        fail: () => resolve(),
        take: (instance) => {
          this.release(instance)
          resolve()
        },
      })
      this.pump()
    })
  }

  /** Ends every instance; those at work when they have finished. New events are for a new pool. */
  async retire(): Promise<void> {
    this.isClosed = true
    clearInterval(this.sweeper)
    await Promise.all(this.idle.splice(0).map(({ instance }) => this.end(instance)))
  }

  /** Ends every instance at once, whatever it is doing. */
  async close(): Promise<void> {
    this.isClosed = true
    clearInterval(this.sweeper)
    const failure = { errorMessage: 'the emulator is closing' }
    for (const waiting of this.queue.splice(0)) waiting.fail({ failure, fatal: true })
    await Promise.all([...this.instances].map((instance) => this.end(instance)))
  }

  private pump(): void {
    while (this.queue.length > 0) {
      const free = this.idle.pop()
      if (!free) break
      if (!free.instance.isGone) this.queue.shift()?.take(free.instance)
      else this.instances.delete(free.instance)
    }
    // One at a time: loading costs far more than the events that a warm instance handles meanwhile.
    if (this.queue.length > 0 && !this.isStarting && this.instances.size < INSTANCES_MAX) void this.start()
  }

  private async start(): Promise<void> {
    this.isStarting = true
    const { entry, environment, clock } = this.options
    const instance = new Instance({ entry, environment, clock, memoryMb: this.config.memory })
    this.instances.add(instance)
    try {
      const coldStartMs = await instance.loaded
      const waiting = this.queue.shift()
      if (waiting) waiting.take(instance, coldStartMs)
      else this.release(instance)
    } catch (error) {
      this.instances.delete(instance)
      const failure = {
        errorMessage: String(error),
        stackTrace: error instanceof Error ? error.stack : undefined,
      }
      this.queue.shift()?.fail({ failure, fatal: true })
    } finally {
      this.isStarting = false
      this.pump()
    }
  }

  private release(instance: Instance): void {
    if (instance.isGone) this.instances.delete(instance)
    else if (this.isClosed && this.queue.length === 0) void this.end(instance)
    else this.idle.push({ instance, since: Date.now() })
    this.pump()
  }

  private endIdleInstances(): void {
    const oldest = Date.now() - IDLE_TTL_MS
    while (this.instances.size > 1 && this.idle[0] && this.idle[0].since < oldest) {
      const [stale] = this.idle.splice(0, 1)
      if (stale) void this.end(stale.instance)
    }
  }

  private async end(instance: Instance): Promise<void> {
    this.instances.delete(instance)
    await instance.terminate()
  }
}
