/** A short sample of `npm run torture fuzz`: hostile inputs for every action. */
import { FUZZED, Fuzzer, type Tried } from '../../support/fuzz'
import { castOf } from '../../support/fuzz-stage'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { randomFrom } from '../../torture/campaign'

const SEED = 20_261_122
const TRIES = 6
const ACCEPTED_SHARE_MIN = 0.3

let world: InProcessWorld
let fuzzer: Fuzzer
const outcomes: Tried[] = []
beforeAll(async () => {
  world = await createInProcessWorld()
  fuzzer = new Fuzzer(world, await castOf(world))
})
afterAll(() => world.close())

test.each(FUZZED)('%s: takes what is valid, answers what is hostile, and tells nothing', async (action) => {
  const valid = await fuzzer.tryValid(action)
  expect(valid).toEqual({ isAccepted: true })
  const random = randomFrom(SEED + FUZZED.indexOf(action))
  for (let n = 0; n < TRIES; n += 1) {
    const outcome = await fuzzer.tryHostile(action, random)
    expect(outcome.wrong).toBeUndefined()
    outcomes.push(outcome)
  }
})

test('at least three in ten were accepted: what lies behind the schemas was met', () => {
  const accepted = outcomes.filter(({ isAccepted }) => isAccepted).length
  expect(accepted / outcomes.length).toBeGreaterThanOrEqual(ACCEPTED_SHARE_MIN)
})
