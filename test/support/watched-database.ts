/** Looks at a world's database from behind: which transactions are open, and which writes wait for one. */
import { setImmediate as turn } from 'node:timers/promises'
import { BOARDS } from '../../cloudfunctions/post/collections'
import type { Database, Emulator } from '../../emulator/types'

/** What a test sees of the database besides its documents. */
export interface WatchedDatabase {
  /** Ends the transactions that are still open, as the platform does half a minute after an instance has died. */
  expireTransactions(): Promise<void>
  /** Whether any transaction is open. */
  hasOpenTransactions(): boolean
  /**
   * Resolves when each write that has been made is applied, or waits for a transaction.
   * @returns the writes that wait, to be compared only
   */
  waitingWrites(): Promise<ReadonlySet<object>>
}

/** Watches an emulator's database from now on. */
export function watchDatabase({ database }: Emulator): WatchedDatabase {
  const open = watchTransactions(database)
  const writing = watchWrites(database)
  return {
    hasOpenTransactions: () => open.size > 0,
    async expireTransactions() {
      const left = [...open]
      open.clear()
      for (const id of left) await database.abortTransaction(id).catch(() => undefined)
    },
    async waitingWrites() {
      if (writing.size > 0) {
        // Writes are taken in the order in which they come: one before this one that is not applied then has to wait.
        await database.remove(BOARDS, { query: { _id: '' }, multi: false })
        await turn()
      }
      return new Set(writing)
    },
  }
}

/** The ids of the transactions that are open. */
function watchTransactions(database: Database): Set<string> {
  const open = new Set<string>()
  const { startTransaction, commitTransaction, abortTransaction } = database
  Object.assign(database, {
    startTransaction: () => {
      const id = startTransaction.call(database)
      open.add(id)
      return id
    },
    commitTransaction: async (...args: Parameters<typeof commitTransaction>) => {
      await commitTransaction.apply(database, args).finally(() => open.delete(args[0]))
    },
    abortTransaction: async (id: string) => {
      await abortTransaction.call(database, id).finally(() => open.delete(id))
    },
  })
  return open
}

/** The writes that have not been answered; those of a transaction are never kept waiting. */
function watchWrites(database: Database): Set<object> {
  const writing = new Set<object>()
  const { insert, modify, remove } = database
  const watched = async <T>(write: Promise<T>): Promise<T> => {
    writing.add(write)
    return write.finally(() => writing.delete(write))
  }
  Object.assign(database, {
    insert: (...args: Parameters<typeof insert>) => watched(insert.apply(database, args)),
    modify: (...args: Parameters<typeof modify>) => watched(modify.apply(database, args)),
    remove: (...args: Parameters<typeof remove>) => watched(remove.apply(database, args)),
  })
  return writing
}
