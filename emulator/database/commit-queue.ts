import { Locked, type Locks } from './locks'
import type { Store, Writer } from './store'

/** How many writes share one commit at most, so that none waits for an endless one. */
const BATCH_SIZE_MAX = 512

/** What a write does inside the commit; everything it refuses it refuses before it puts anything. */
export type Work<T> = (writer: Writer) => T

interface Job {
  /** Alone in its commit, so that an error halfway undoes it and nothing else. */
  readonly alone: boolean
  /** Runs the work; afterwards `settle` tells its caller. */
  run(writer: Writer): void
  settle(): void
  fail(error: unknown): void
}

/**
 * Group commit: all writes that arrive while one commit is on its way to the disk share the next one.
 * Each work runs to its end before the next begins and sees what those before it wrote.
 */
export class CommitQueue {
  private pending: Job[] = []
  private running: Promise<void> | undefined
  private closed = false

  constructor(
    private readonly store: Store,
    private readonly locks: Locks,
    private readonly onCommitted: (commit: number) => void,
    private readonly onFailed: () => void,
  ) {}

  /** Resolves with the work's result when it is on disk. Work that throws Locked is run again when the lock is free. */
  submit<T>(work: Work<T>, options: { alone?: boolean } = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let outcome: (() => void) | undefined
      const job: Job = {
        alone: options.alone ?? false,
        run: (writer) => {
          outcome = undefined
          try {
            const result = work(writer)
            outcome = () => resolve(result)
          } catch (error) {
            if (job.alone && !(error instanceof Locked)) throw error
            outcome = error instanceof Locked ? () => this.park(job, error.resource) : () => reject(error)
          }
        },
        settle: () => outcome?.(),
        fail: reject,
      }
      this.enqueue(job)
    })
  }

  /** Refuses new writes and resolves when those accepted are on disk. */
  async close(): Promise<void> {
    this.closed = true
    await this.running
  }

  private park(job: Job, resource: string): void {
    this.locks.whenFree(resource, () => this.enqueue(job))
  }

  private enqueue(job: Job): void {
    if (this.closed) {
      job.fail(new Error('The database is closed.'))
      return
    }
    this.pending.push(job)
    this.running ??= this.drain()
  }

  private async drain(): Promise<void> {
    while (this.pending.length > 0) await this.commitBatch(this.takeBatch())
    this.running = undefined
  }

  private takeBatch(): Job[] {
    const lone = this.pending.findIndex((job) => job.alone)
    const size = lone === -1 ? BATCH_SIZE_MAX : Math.max(lone, 1)
    return this.pending.splice(0, Math.min(size, BATCH_SIZE_MAX))
  }

  private async commitBatch(batch: readonly Job[]): Promise<void> {
    let commit = 0
    try {
      await this.store.write((writer) => {
        commit = writer.commit()
        for (const job of batch) job.run(writer)
      })
    } catch (error) {
      this.onFailed()
      for (const job of batch) job.fail(error)
      return
    }
    this.onCommitted(commit)
    for (const job of batch) job.settle()
  }
}
