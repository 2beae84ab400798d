/** Facts: there exactly when their cause is, consumed in order for each key, given up visibly. */
import type { Consumer } from '../../../cloudfunctions/kit/outbox'
import { DAY_MS } from '../../../contract/limits'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId, systemContext } from '../../support/situations'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  const { database } = world.emulator
  for (const { _id } of await database.find('outbox', { query: {}, limit: 1_000 }))
    await database.remove('outbox', { query: { _id }, multi: false })
})

const KIND = 'test.happened'
/** Writes a fact in a transaction of its own. */
async function record(key: string, cause: string, delayMs = 0): Promise<void> {
  const { transaction, outbox } = world.modules
  await transaction.inTransaction((tx) =>
    outbox.recordFact(tx, { kind: KIND, cause, key, payload: { cause }, delayMs }),
  )
}
/** Runs the job's slices at an instant; answers how many facts got out of the way. */
async function consume(consumer: Consumer['consume'], at = Date.now() + 1): Promise<number> {
  const job = world.modules.outbox.outboxJob([{ kind: KIND, consume: consumer }])
  let repaired = 0
  let cursor: string | undefined
  do {
    const outcome = await job.run({ ...systemContext(at), cursor, period: '' })
    repaired += outcome.repaired
    cursor = outcome.next
  } while (cursor !== undefined)
  return repaired
}

test('a fact is there exactly when its transaction has committed', async () => {
  const { transaction, outbox } = world.modules
  const givenUp = transaction.inTransaction(async (tx) => {
    await outbox.recordFact(tx, { kind: KIND, cause: 'never', key: 'k', payload: {} })
    throw new Error('changed my mind')
  })
  await expect(givenUp).rejects.toThrow('changed my mind')
  await record('k', 'once')
  const seen: string[] = []
  await consume(async (fact) => void seen.push(fact._id))
  expect(seen).toEqual([`${KIND}:once`])
  expect(await consume(async (fact) => void seen.push(fact._id))).toBe(0)
})

test('facts of a key keep their order through failures and over many slices; other keys do not wait', async () => {
  for (let n = 0; n < 60; n += 1) await record(n % 2 === 0 ? 'even' : 'odd', String(n).padStart(2, '0'))
  const seen: string[] = []
  let isBroken = true
  const consumer: Consumer['consume'] = async (fact) => {
    if (isBroken && fact._id === `${KIND}:04`) throw new Error('not now')
    seen.push(String(fact.payload.cause))
  }
  await consume(consumer)
  expect(seen.filter((cause) => Number(cause) % 2 === 0)).toEqual(['00', '02'])
  expect(seen.filter((cause) => Number(cause) % 2 === 1)).toHaveLength(30)
  isBroken = false
  await consume(consumer)
  expect(seen).toHaveLength(32)
  await consume(consumer, Date.now() + DAY_MS)
  const even = seen.filter((cause) => Number(cause) % 2 === 0)
  expect(even).toHaveLength(30)
  expect(even).toEqual([...even].sort())
})

test('a fact that nobody can take is given up after six attempts, seen, and out of the way', async () => {
  await record('poisoned', 'poison')
  await record('poisoned', 'remedy')
  const seen: string[] = []
  let attempts = 0
  for (let days = 0; days < 8; days += 1) {
    await consume(
      async (fact) => {
        if (fact.payload.cause !== 'poison') return void seen.push(fact._id)
        attempts += 1
        throw new Error('bitter')
      },
      Date.now() + days * DAY_MS + 1,
    )
  }
  expect(attempts).toBe(6)
  expect(seen).toEqual([`${KIND}:remedy`])
  const dead = await world.modules.outbox.findDeadFacts(10)
  expect(dead).toMatchObject([{ _id: `${KIND}:poison`, lastError: 'bitter', attempts: 6 }])
})

test('a fact waits until it is due', async () => {
  await record('later', newId(), 60_000)
  const taken = async () => undefined
  expect(await consume(taken)).toBe(0)
  expect(await consume(taken, Date.now() + 61_000)).toBe(1)
})

test('every consumer of a kind is given a fact, in their order; when one fails, all meet it again', async () => {
  await record('shared', 'cause')
  const met: string[] = []
  const consumers: Consumer[] = ['first', 'second'].map((name) => ({
    kind: KIND,
    consume: async ({ attempts }) => {
      met.push(`${name} ${attempts}`)
      if (name === 'second' && attempts === 0) throw new Error('not yet')
    },
  }))
  const job = world.modules.outbox.outboxJob(consumers)
  for (const at of [Date.now() + 1, Date.now() + DAY_MS])
    await job.run({ ...systemContext(at), cursor: undefined, period: '' })
  expect(met).toEqual(['first 0', 'second 0', 'first 1', 'second 1'])
})
