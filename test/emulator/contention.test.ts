/** Two hundred clients want the same document at once; each through the kit's transaction, as every function does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { AppError } from '../../cloudfunctions/kit/app-error'
import { inTransaction, type Transaction } from '../../cloudfunctions/kit/transaction'
import { sdkEnvironment } from '../../emulator/environment'
import { Victim } from '../torture/victim'
import { pointSdkAt, type SdkDatabase } from './sdk'

const CLIENTS = 200
/** How long a client that was told BUSY lets others go first, at most. */
const PAUSE_MAX_MS = 5000

/** The commits are flushed one after another, and the losers of each wait and try again. */
jest.setTimeout(300_000)

interface Counter {
  readonly _id: string
  readonly count: number
}

let dir: string
let emulator: Victim
let database: SdkDatabase
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-contention-'))
  // In a process of its own, as functions are never in the emulator's: else its clients would keep it from answering.
  emulator = new Victim({ dir, collections: { counters: { indexes: [] } } })
  const url = await emulator.start()
  database = pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
})
afterAll(async () => {
  await emulator.close()
  rmSync(dir, { recursive: true })
})

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

test('200 clients increment one document through the kit: exactly 200', async () => {
  await database.collection('counters').add({ data: { _id: 'one', count: 0 } })
  await Promise.all(Array.from({ length: CLIENTS }, incrementAtLast))
  const { data } = await database.collection('counters').doc('one').get()
  expect(data.count).toBe(CLIENTS)
})
