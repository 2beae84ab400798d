/** The races of `test/actions/kit/schedules` in thousands of orders. A round is one seed of every race. */
import { join } from 'node:path'
import * as z from 'zod'
import { createInProcessWorld } from '../support/in-process'
import { RACES } from '../support/races'
import { runRace } from '../support/schedules'
import { RACE_COLLECTIONS } from '../support/situations'
import { type CampaignOptions, type CampaignResult, SavedState } from './campaign'

export const about =
  'Invocations whose calls go through one at a time, in orders drawn from seeds: every order comes out right.'
export const rounds = 5_000

const SEEDS_AT_ONCE = 50
const stateSchema = z.object({ done: z.number(), orders: z.number() })

export async function run({ rounds, seed, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const saved = new SavedState(join(dir, `seed-${seed}.json`), stateSchema)
  const state = saved.load({ done: 0, orders: 0 })
  const world = await createInProcessWorld()
  const wrong: string[] = []
  try {
    await world.emulator.database.declareCollections(RACE_COLLECTIONS)
    while (state.done < rounds && wrong.length === 0) {
      const count = Math.min(SEEDS_AT_ONCE, rounds - state.done)
      for (const { race } of RACES) {
        const outcome = await runRace(world, race, seed * 1_000_000 + state.done, count)
        wrong.push(...outcome.wrong)
        state.orders += outcome.orders
      }
      state.done += count
      saved.save(state)
      tell(`${state.done} seeds of ${RACES.length} races`)
    }
  } finally {
    await world.close()
  }
  return { wrong, figures: { seeds: state.done, races: RACES.length, 'orders met': state.orders } }
}
