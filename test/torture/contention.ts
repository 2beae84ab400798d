/** Many clients who want the same document at once; each through the kit's transaction, as every function does. */
import { setTimeout as passed } from 'node:timers/promises'
import { AppError } from '../../cloudfunctions/kit/app-error'
import { inTransaction, type Transaction } from '../../cloudfunctions/kit/transaction'
import { sdkEnvironment } from '../../emulator/environment'
import { pointSdkAt } from '../emulator/sdk'
import { Victim } from './victim'

/** How long a client that was told BUSY lets others go first, at most. */
const PAUSE_MAX_MS = 5000

interface Counter {
  readonly _id: string
  readonly count: number
}

async function increment(transaction: Transaction): Promise<void> {
  const counters = transaction.collection<Counter>('counters')
  const counter = await counters.get('one')
  await counters.update('one', { count: (counter?.count ?? 0) + 1 })
}

/** BUSY may be retried: the contract says so, and the app does, after a pause. */
async function incrementAtLast(): Promise<void> {
  for (;;) {
    try {
      await inTransaction(increment)
      return
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'BUSY') throw error
      await passed(Math.random() * PAUSE_MAX_MS)
    }
  }
}

/** Lets so many clients increment one document of a new emulator at once; what it holds in the end. */
export async function contend(dir: string, clients: number): Promise<number> {
  // In a process of its own, as functions are never in the emulator's: else its clients would keep it from answering.
  const emulator = new Victim({ dir, collections: { counters: { indexes: [] } } })
  try {
    const url = await emulator.start()
    const database = pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
    await database.collection('counters').add({ data: { _id: 'one', count: 0 } })
    await Promise.all(Array.from({ length: clients }, incrementAtLast))
    const { data } = await database.collection('counters').doc('one').get()
    return Number(data.count)
  } finally {
    await emulator.close()
  }
}
