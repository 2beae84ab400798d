/** What the platform runs inside a transaction, every call counted. */
import type { Patch } from './cloud'
import { metered } from './meter'
import { countAdded, countRead, countRemoved, countUpdated, database } from './sdk'

/** The documents of one collection inside a transaction: only what the platform runs inside one. */
export interface TransactionCollection<T extends { readonly _id: string }> {
  get(id: string): Promise<T | undefined>
  add(document: T): Promise<void>
  update(id: string, patch: Patch<T>): Promise<void>
  remove(id: string): Promise<void>
}

/** One attempt of a database transaction. `kit/transaction.ts` is the only user. */
export interface RawTransaction {
  collection<T extends { readonly _id: string }>(name: string): TransactionCollection<T>
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** Starts a transaction on the platform. */
export async function startTransaction(): Promise<RawTransaction> {
  const transaction = await metered(() => database.startTransaction())
  return {
    collection<T extends { readonly _id: string }>(name: string): TransactionCollection<T> {
      const documents = () => transaction.collection<T>(name)
      return {
        async get(id) {
          const { data } = await metered(() => documents().doc(id).get(), countRead)
          return data ?? undefined
        },
        async add(document) {
          await metered(() => documents().add({ data: document }), countAdded)
        },
        async update(id, patch) {
          await metered(() => documents().doc(id).update({ data: patch }), countUpdated)
        },
        async remove(id) {
          await metered(() => documents().doc(id).remove(), countRemoved)
        },
      }
    },
    async commit() {
      await metered(() => transaction.commit())
    },
    async rollback() {
      await metered(() => transaction.rollback())
    },
  }
}
