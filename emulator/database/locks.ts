import { transactionConflict } from './errors'

/** Thrown inside a plain write that meets a transaction's lock: the write must be tried again when it is free. */
export class Locked extends Error {
  constructor(readonly resource: string) {
    super('waits for a transaction')
  }
}

/**
 * Who may write what. A resource is the key of a document, or what a unique index allows only once.
 * A transaction holds what it wrote until it ends. What was committed lately is remembered as long as some snapshot
 * is older, so that a transaction cannot write over a commit that it does not see.
 */
export class Locks {
  private readonly holders = new Map<string, string>()
  private readonly waiting = new Map<string, (() => void)[]>()
  private readonly lastWritten = new Map<string, number>()
  private readonly history: { commit: number; resources: readonly string[] }[] = []

  /** A transaction is about to write: fails when another holds the resource or has committed it since `snapshot`. */
  acquire(resource: string, transactionId: string, snapshot: number): void {
    const holder = this.holders.get(resource)
    if (holder === transactionId) return
    if (holder !== undefined || (this.lastWritten.get(resource) ?? 0) > snapshot) throw transactionConflict()
    this.holders.set(resource, transactionId)
  }

  /** A write outside transactions is about to happen. */
  demandFree(resource: string): void {
    if (this.holders.has(resource)) throw new Locked(resource)
  }

  /** Gives back what a transaction holds and wakes the writes that wait for it. */
  release(resources: Iterable<string>, transactionId: string): void {
    for (const resource of resources) {
      if (this.holders.get(resource) !== transactionId) continue
      this.holders.delete(resource)
      const woken = this.waiting.get(resource) ?? []
      this.waiting.delete(resource)
      for (const wake of woken) wake()
    }
  }

  /** Calls `wake` when the resource is free: at once if it already is. */
  whenFree(resource: string, wake: () => void): void {
    if (!this.holders.has(resource)) {
      wake()
      return
    }
    const queue = this.waiting.get(resource)
    if (queue) queue.push(wake)
    else this.waiting.set(resource, [wake])
  }

  /** These resources are written by this commit, whether it is already visible or not. */
  recordCommit(resources: readonly string[], commit: number): void {
    if (resources.length === 0) return
    for (const resource of resources) this.lastWritten.set(resource, commit)
    this.history.push({ commit, resources })
  }

  /** Forgets commits that every snapshot, open or still to come, contains. */
  forgetUpTo(commit: number): void {
    let count = 0
    for (const past of this.history) {
      if (past.commit > commit) break
      count++
      for (const resource of past.resources) {
        if (this.lastWritten.get(resource) === past.commit) this.lastWritten.delete(resource)
      }
    }
    this.history.splice(0, count)
  }
}
