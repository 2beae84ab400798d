/** The retry of transactions, played with a platform and a clock of the test's own. */
import type { RawTransaction } from '../../cloudfunctions/kit/raw-transaction'
import { inTransaction, type TransactionPorts } from '../../cloudfunctions/kit/transaction'
import { TRANSACTION_DEADLINE_MS } from '../../contract/limits'

/** As a write inside the work meets it: an errCode, and its name in the text only. */
const CONFLICT_AT_WRITE = {
  errCode: -501001,
  errMsg: 'document.update:fail -501001 resource system error. [ResourceUnavailable.TransactionConflict] …',
}
/** As the commit meets it: a code, and no errCode. */
const CONFLICT_AT_COMMIT = Object.assign(new Error('[DATABASE_TRANSACTION_CONFLICT] …'), {
  code: 'DATABASE_TRANSACTION_CONFLICT',
})

interface Played {
  readonly ports: TransactionPorts
  readonly log: string[]
  readonly sleeps: number[]
}

/** `failures[n]` is what the n-th commit throws; undefined commits. */
function play(failures: readonly unknown[]): Played {
  const log: string[] = []
  const sleeps: number[] = []
  let nowMs = 1_000
  let attempt = -1
  const ports: TransactionPorts = {
    now: () => nowMs,
    random: () => 0.5,
    sleep: async (durationMs) => {
      sleeps.push(durationMs)
      nowMs += durationMs
    },
    start: async (): Promise<RawTransaction> => {
      attempt += 1
      log.push('start')
      const failure = failures[Math.min(attempt, failures.length - 1)]
      return {
        collection: () => ({
          get: async () => {
            await Promise.resolve()
            return undefined
          },
          add: async () => undefined,
          update: async () => undefined,
          remove: async () => undefined,
        }),
        commit: async () => {
          log.push('commit')
          if (failure !== undefined) throw failure
        },
        rollback: async () => {
          log.push('rollback')
        },
      }
    },
  }
  return { ports, log, sleeps }
}

test('a conflict at the commit runs the work again', async () => {
  const { ports, log, sleeps } = play([CONFLICT_AT_COMMIT, CONFLICT_AT_COMMIT, undefined])
  let runs = 0
  await expect(inTransaction(async () => ++runs, ports)).resolves.toBe(3)
  expect(log).toEqual(['start', 'commit', 'rollback', 'start', 'commit', 'rollback', 'start', 'commit'])
  expect(sleeps).toEqual([15, 30])
})

test('a conflict at a write runs the work again', async () => {
  const { ports } = play([undefined])
  let runs = 0
  const work = async () => {
    runs += 1
    if (runs === 1) throw CONFLICT_AT_WRITE
    return runs
  }
  await expect(inTransaction(work, ports)).resolves.toBe(2)
})

test('BUSY after the deadline, not before', async () => {
  const { ports, sleeps } = play([CONFLICT_AT_COMMIT])
  await expect(inTransaction(async () => undefined, ports)).rejects.toMatchObject({ code: 'BUSY' })
  const waitedMs = sleeps.reduce((sum, each) => sum + each, 0)
  expect(waitedMs).toBeLessThan(TRANSACTION_DEADLINE_MS)
  expect(waitedMs).toBeGreaterThan(TRANSACTION_DEADLINE_MS - 700)
})

test('BUSY as early as somebody wants a clear answer; what is tried at once is tried all the same', async () => {
  const { ports, sleeps } = play([CONFLICT_AT_COMMIT])
  await expect(inTransaction(async () => undefined, ports, 100)).rejects.toMatchObject({ code: 'BUSY' })
  expect(sleeps).toEqual([15, 30])
  const late = play([undefined])
  await expect(inTransaction(async () => 'done', late.ports, 0)).resolves.toBe('done')
})

test('effects run once, after the commit that succeeded, in their order', async () => {
  const { ports, log } = play([CONFLICT_AT_COMMIT, undefined])
  await inTransaction(async (tx) => {
    tx.afterCommit(async () => void log.push('first'))
    tx.afterCommit(async () => void log.push('second'))
  }, ports)
  expect(log).toEqual(['start', 'commit', 'rollback', 'start', 'commit', 'first', 'second'])
})

test('what the work throws comes out after a rollback, and no effect runs', async () => {
  const { ports, log } = play([undefined])
  const work = inTransaction(async (tx) => {
    tx.afterCommit(async () => void log.push('effect'))
    throw new Error('no such thing')
  }, ports)
  await expect(work).rejects.toThrow('no such thing')
  expect(log).toEqual(['start', 'rollback'])
})

test('operations that are not awaited one after another are a mistake that is told', async () => {
  const { ports } = play([undefined])
  const work = inTransaction(async (tx) => {
    const documents = tx.collection('any')
    await Promise.all([documents.get('a'), documents.get('b')])
  }, ports)
  await expect(work).rejects.toThrow('one after another')
})
