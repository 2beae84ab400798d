/** The races of `test/actions/kit/schedules` and of posts in thousands of orders. A round is one seed of every race. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { ensureBuilt } from '../../scripts/build'
import { type CampaignOptions, type CampaignResult, SavedState } from './campaign'
import { ALL_RACES, racedSlice } from './schedules-worker'
import { runWorker } from './worker'

export const about =
  'Invocations whose calls go through one at a time, in orders drawn from seeds: every order comes out right.'
export const rounds = 5_000

/** A world holds what so many seeds of one race leave behind, and is thrown away then: to make one takes seconds. */
const SEEDS_OF_A_WORLD = 1_000
const doneSchema = z.object({ seeds: z.number(), orders: z.number() })
const stateSchema = z.record(z.string(), doneSchema)
type State = z.output<typeof stateSchema>

/** What is known of a race of which nothing has been done yet. */
const NOTHING = { seeds: 0, orders: 0 }

export async function run({ rounds, seed, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const saved = new SavedState<State>(join(dir, `races-of-seed-${seed}.json`), stateSchema)
  const state = saved.load({})
  const wrong: string[] = []
  await ensureBuilt('cloud')
  const underWay = new Set<string>()
  /** The race that has been tried least, of those that nobody is at. */
  const nextRace = () =>
    ALL_RACES.map(({ name }) => name)
      .filter((name) => !underWay.has(name) && (state[name] ?? NOTHING).seeds < rounds)
      .sort((a, b) => (state[a] ?? NOTHING).seeds - (state[b] ?? NOTHING).seeds)[0]
  const work = async () => {
    for (let name = nextRace(); name !== undefined && wrong.length === 0; name = nextRace()) {
      underWay.add(name)
      const { seeds, orders } = state[name] ?? NOTHING
      const count = Math.min(SEEDS_OF_A_WORLD, rounds - seeds)
      const slice = await runWorker(
        'schedules-worker.ts',
        [name, seed * 1_000_000 + seeds, count],
        racedSlice,
      )
      underWay.delete(name)
      wrong.push(...slice.wrong)
      if (slice.wrong.length > 0) return
      state[name] = { seeds: seeds + count, orders: orders + slice.orders }
      saved.save(state)
      tell(`${seeds + count} seeds of ${name}`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return { wrong, figures: figuresOf(state) }
}

function figuresOf(state: State): Record<string, number> {
  const done = ALL_RACES.map(({ name }) => state[name] ?? NOTHING)
  return {
    races: done.length,
    'seeds of each': Math.min(...done.map(({ seeds }) => seeds)),
    'seeds in all': done.reduce((sum, { seeds }) => sum + seeds, 0),
    'orders met': done.reduce((sum, { orders }) => sum + orders, 0),
  }
}
