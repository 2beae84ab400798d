import { randomUUID } from 'node:crypto'
import type { Catalog } from './catalog'
import { transactionMissing } from './errors'
import type { Locks } from './locks'
import type { Snapshot, Store } from './store'
import { WriteSet } from './write-set'

/** The cloud ends a transaction that has not been committed or aborted by then. */
export const TRANSACTION_TIMEOUT_MS = 30_000

/** One open transaction: what it sees, what it has decided to write, and what nobody else may write meanwhile. */
export interface OpenTransaction {
  readonly id: string
  readonly reader: Snapshot
  readonly writes: WriteSet
  readonly held: Set<string>
}

/** All open transactions. Their time is the machine's own, not the virtual clock: a lock must end in real life. */
export class Transactions {
  private readonly open = new Map<string, OpenTransaction & { readonly timer: NodeJS.Timeout }>()

  constructor(
    private readonly store: Store,
    private readonly catalog: Catalog,
    private readonly locks: Locks,
    private readonly timeoutMs: number,
  ) {}

  start(): string {
    const id = randomUUID()
    const reader = this.store.snapshot()
    const snapshot = reader.commit()
    const held = new Set<string>()
    const writes = new WriteSet(reader, this.catalog, (resource) => {
      this.locks.acquire(resource, id, snapshot)
      held.add(resource)
    })
    const timer = setTimeout(() => this.end(id), this.timeoutMs)
    timer.unref()
    this.open.set(id, { id, reader, writes, held, timer })
    return id
  }

  /** Throws DATABASE_TRANSACTION_FAIL when it expired, was ended or never was. */
  find(id: string): OpenTransaction {
    const transaction = this.open.get(id)
    if (!transaction) throw transactionMissing()
    return transaction
  }

  /** Takes it out for its commit: no request finds it any more, its locks stay until `release`. */
  take(id: string): OpenTransaction {
    const transaction = this.find(id)
    this.forget(id)
    return transaction
  }

  release({ id, reader, held }: OpenTransaction): void {
    reader.release()
    this.locks.release(held, id)
  }

  /** Gives everything back, as if it had never written. */
  end(id: string): void {
    const transaction = this.open.get(id)
    if (!transaction) return
    this.forget(id)
    this.release(transaction)
  }

  endAll(): void {
    for (const id of [...this.open.keys()]) this.end(id)
  }

  /** The commit that the oldest open snapshot shows. */
  oldestSnapshot(): number {
    let oldest = Number.POSITIVE_INFINITY
    for (const { reader } of this.open.values()) oldest = Math.min(oldest, reader.commit())
    return oldest
  }

  private forget(id: string): void {
    clearTimeout(this.open.get(id)?.timer)
    this.open.delete(id)
  }
}
