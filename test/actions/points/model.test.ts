/** A short sample of the model that `npm run torture ledger` runs a thousand times, and its controls. */
import fc from 'fast-check'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newStoredLedger, storedSoundness } from '../../support/ledger-model'

const RUNS = { numRuns: 4, seed: 7 }
const COMMANDS = 30
/** A control goes wrong in some run; so many are tried to find one. */
const CONTROL_RUNS = { numRuns: 40, seed: 7, endOnFailure: true }

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

type Modules = InProcessWorld['modules']

test('whatever is done, and asked for twice, is stored once and as a model of coins says', async () => {
  await fc.assert(
    storedSoundness(() => newStoredLedger(world), COMMANDS),
    RUNS,
  )
})

test.each<[string, (modules: Modules) => Partial<Modules>]>([
  [
    'an entry has a new key each time',
    ({ pointsStore }) => ({
      pointsStore: {
        ...pointsStore,
        append: (tx, wanted) => pointsStore.append(tx, { ...wanted, key: `${wanted.key}:${Math.random()}` }),
      },
    }),
  ],
  [
    'a hold that is given back costs a point',
    ({ holdStore }) => ({
      holdStore: {
        ...holdStore,
        resolveHold: (tx, holdId, how, at) =>
          holdStore.resolveHold(tx, holdId, typeof how === 'string' ? { post: 1, to: 'mall' } : how, at),
      },
    }),
  ],
  [
    'lapsed lots stay',
    ({ pointsStore }) => ({ pointsStore: { ...pointsStore, lapseAccount: async () => true } }),
  ],
])('control: it is seen when %s', async (_what, broken) => {
  const stores = { ...world.modules, ...broken(world.modules) }
  const { failed } = await fc.check(
    storedSoundness(() => newStoredLedger(world, stores), COMMANDS),
    CONTROL_RUNS,
  )
  expect(failed).toBe(true)
})
