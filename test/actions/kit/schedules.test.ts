/**
 * What happens at the same time, in hundreds of orders drawn from seeds: `npm run torture schedules` runs thousands.
 * A seed that goes wrong is told, and goes wrong again.
 */
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { RACES } from '../../support/races'
import { firstWrongSeed, runRace, runSchedule } from '../../support/schedules'
import { type Mark, newId, peopleOf, RACE_COLLECTIONS } from '../../support/situations'
import { leaveWork } from '../../support/waiting-work'

const SEEDS = 10
/** A control goes wrong in some order; so many are tried to find one. */
const CONTROL_SEEDS = 20

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
  await world.emulator.database.declareCollections(RACE_COLLECTIONS)
})
afterAll(() => world.close())

describe.each(RACES)('$race.name', ({ race, control, seeds = SEEDS }) => {
  // Whatever stands in the world of a race before it: that changes nothing.
  beforeAll(async () => leaveWork(world, (await peopleOf(world)).postId))

  test(`comes out right in the orders of ${seeds} seeds`, async () => {
    const { wrong, orders } = await runRace(world, race, 1, seeds)
    expect(wrong).toEqual([])
    expect(orders).toBeGreaterThan(seeds / 4)
  })

  test(`control: ${control.name} goes wrong`, async () => {
    expect(await firstWrongSeed(world, control, CONTROL_SEEDS)).toBeDefined()
  })
})

test('the same seed is the same order', async () => {
  const counter = () => {
    const steps: string[] = []
    const actor = (name: string) => async () => {
      for (const _ of [1, 2, 3, 4]) {
        await world.modules.cloud.collection('race_marks').get('nothing')
        steps.push(name)
      }
    }
    return { steps, actors: [actor('a'), actor('b'), actor('c')] }
  }
  const play = async (seed: number) => {
    const { steps, actors } = counter()
    await runSchedule(world, seed, actors)
    return steps.join('')
  }
  expect(await play(7)).toBe(await play(7))
  expect(new Set(await Promise.all([1, 2, 3].map(play))).size).toBeGreaterThan(1)
})

test('so it is where a write waits for a transaction', async () => {
  const { cloud, transaction } = world.modules
  const marks = cloud.collection<Mark>('race_marks')
  const play = async (seed: number) => {
    const _id = newId()
    await marks.addOrGet({ _id, value: 0 })
    const inside = () =>
      transaction.inTransaction(async (tx) => {
        const documents = tx.collection<Mark>('race_marks')
        await documents.update(_id, { value: cloud.increasedBy(1) })
        await documents.get(_id)
      })
    const outside = async () => {
      await marks.update(_id, { value: cloud.increasedBy(1) })
      await marks.get(_id)
    }
    const { order } = await runSchedule(world, seed, [inside, outside, outside])
    expect((await marks.get(_id))?.value).toBe(3)
    return order
  }
  for (const seed of [1, 2, 3, 4, 5]) expect(await play(seed)).toBe(await play(seed))
})
