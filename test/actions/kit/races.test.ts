/** The kit's transactions and claims against the real emulator, through the real SDK, many at once. */
import type { Collection } from '../../../cloudfunctions/kit/cloud'
import { createWorld, type World } from '../../support/world'

interface Counter {
  readonly _id: string
  readonly value: number
}
const COUNTERS = 'counters'
const AT_ONCE = 50

let world: World
let kit: typeof import('../../../cloudfunctions/kit/cloud')
let transaction: typeof import('../../../cloudfunctions/kit/transaction')
let request: typeof import('../../../cloudfunctions/kit/request')
let counters: Collection<Counter>

beforeAll(async () => {
  world = await createWorld()
  await world.emulator.database.declareCollections({ [COUNTERS]: { indexes: [] } })
  // The SDK reads where the cloud is when it is loaded.
  Object.assign(process.env, world.emulator.environment())
  kit = await import('../../../cloudfunctions/kit/cloud')
  transaction = await import('../../../cloudfunctions/kit/transaction')
  request = await import('../../../cloudfunctions/kit/request')
  counters = kit.collection<Counter>(COUNTERS)
})
afterAll(() => world.close())

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

test(`${AT_ONCE} increments of one document at once are all there`, async () => {
  await counters.addOrGet({ _id: 'hot', value: 0 })
  let effects = 0
  const increment = () =>
    transaction.inTransaction(async (tx) => {
      const documents = tx.collection<Counter>(COUNTERS)
      const counter = await documents.get('hot')
      await documents.update('hot', { value: (counter?.value ?? 0) + 1 })
      tx.afterCommit(async () => {
        effects += 1
      })
    })
  // Ten hands, each five times: as many as meet each other on a popular document.
  await Promise.all(
    upTo(10).map(async () => {
      for (const _ of upTo(AT_ONCE / 10)) await increment()
    }),
  )
  expect((await counters.get('hot'))?.value).toBe(AT_ONCE)
  expect(effects).toBe(AT_ONCE)
})

test('a transaction that throws leaves nothing behind', async () => {
  const work = transaction.inTransaction(async (tx) => {
    await tx.collection<Counter>(COUNTERS).add({ _id: 'half', value: 1 })
    throw new Error('changed my mind')
  })
  await expect(work).rejects.toThrow('changed my mind')
  expect(await counters.get('half')).toBeUndefined()
})

const wish = (workId: string) => ({
  callerKey: 'key-of-a-caller',
  requestId: 'the-same-request-id',
  action: 'demo.give',
  input: { points: 7 },
  workId,
  now: 1,
})

test('of claims at once one is first, and all get its id', async () => {
  const claims = await Promise.all(upTo(20).map((n) => request.claimRequest(wish(`work-${n}`))))
  expect(claims.filter((claim) => claim.first)).toHaveLength(1)
  expect(new Set(claims.map((claim) => claim.workId)).size).toBe(1)
})

test('of claims inside transactions at once one is first', async () => {
  const claimOne = (n: number) =>
    transaction.inTransaction((tx) =>
      request.claimInTransaction(tx, { ...wish(`work-${n}`), requestId: 'another-request-id' }),
    )
  const claims = await Promise.all(upTo(8).map(claimOne))
  expect(claims.filter((claim) => claim.first)).toHaveLength(1)
  expect(new Set(claims.map((claim) => claim.workId)).size).toBe(1)
})

test('IDEMPOTENCY_MISMATCH: the same claim for another input', async () => {
  const other = request.claimRequest({ ...wish('work'), input: { points: 8 } })
  await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
})
