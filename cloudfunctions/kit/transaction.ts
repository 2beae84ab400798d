/**
 * The one place that runs database transactions. The SDK does not retry a conflict that a write inside the
 * callback meets (PLATFORM 0.3), so the retry is ours: jittered, until a deadline, then BUSY.
 */
import { TRANSACTION_DEADLINE_MS } from '../../contract/limits'
import { AppError } from './app-error'
import { monotonicNow, randomFraction, sleep } from './clock'
import type { RawTransaction, TransactionCollection } from './raw-transaction'
import { startTransaction } from './raw-transaction'
import { isConflict } from './sdk-error'

const BACKOFF_FIRST_MS = 15
const BACKOFF_MAX_MS = 400

/** What the work of a transaction may do. The work may run several times: everything it does goes through here. */
export interface Transaction {
  /** Operations run one after another: starting a second before the first has ended is a mistake and throws. */
  collection<T extends { readonly _id: string }>(name: string): TransactionCollection<T>
  /** Runs once, after the commit that succeeded, in the order given; never for an attempt that was given up. */
  afterCommit(effect: () => Promise<void>): void
}

/** What the retry needs of the world, so that tests can play it. */
export interface TransactionPorts {
  start(): Promise<RawTransaction>
  /** Monotonic milliseconds. */
  now(): number
  /** 0 inclusive to 1 exclusive. */
  random(): number
  sleep(durationMs: number): Promise<void>
}

const cloudPorts: TransactionPorts = {
  start: startTransaction,
  now: monotonicNow,
  random: randomFraction,
  sleep,
}

/**
 * Runs `work` in a transaction until it commits without meeting another.
 * @param withinMs no further attempt begins so long after the first
 * @throws AppError BUSY when it kept meeting others for so long
 * @throws what `work` throws, after a rollback
 */
export async function inTransaction<T>(
  work: (tx: Transaction) => Promise<T>,
  ports: TransactionPorts = cloudPorts,
  withinMs = TRANSACTION_DEADLINE_MS,
): Promise<T> {
  const deadline = ports.now() + withinMs
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await attemptOnce(work, ports)
    if (outcome.committed) {
      for (const effect of outcome.effects) await effect()
      return outcome.value
    }
    const backoffMs = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** attempt) * (0.5 + ports.random())
    if (ports.now() + backoffMs >= deadline) throw new AppError('BUSY')
    await ports.sleep(backoffMs)
  }
}

/** The same for somebody who waits for a clear answer: no further attempt begins so long after the first. */
export function inTransactionWithin<T>(withinMs: number, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(work, cloudPorts, withinMs)
}

type Outcome<T> =
  | { readonly committed: true; readonly value: T; readonly effects: readonly (() => Promise<void>)[] }
  | { readonly committed: false }

async function attemptOnce<T>(
  work: (tx: Transaction) => Promise<T>,
  ports: TransactionPorts,
): Promise<Outcome<T>> {
  const raw = await ports.start()
  const effects: (() => Promise<void>)[] = []
  try {
    const inSequence = sequencer()
    const value = await work({
      collection: (name) => sequenced(raw.collection(name), inSequence),
      afterCommit: (effect) => effects.push(effect),
    })
    await raw.commit()
    return { committed: true, value, effects }
  } catch (error) {
    // The transaction may be gone already; what matters is the error that ended it.
    await raw.rollback().catch(() => undefined)
    if (isConflict(error)) return { committed: false }
    throw error
  }
}

type InSequence = <T>(operation: () => Promise<T>) => Promise<T>

function sequencer(): InSequence {
  let busy = false
  return async (operation) => {
    if (busy) throw new Error('operations of a transaction run one after another: await each before the next')
    busy = true
    try {
      return await operation()
    } finally {
      busy = false
    }
  }
}

function sequenced<T extends { readonly _id: string }>(
  documents: TransactionCollection<T>,
  inSequence: InSequence,
): TransactionCollection<T> {
  return {
    get: (id) => inSequence(() => documents.get(id)),
    add: (document) => inSequence(() => documents.add(document)),
    update: (id, patch) => inSequence(() => documents.update(id, patch)),
    remove: (id) => inSequence(() => documents.remove(id)),
  }
}
