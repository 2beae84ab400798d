/** Every fault at every call of every write, without leaving any out. A round is all of them once. */
import { join } from 'node:path'
import * as z from 'zod'
import type { FaultySubject } from '../support/fault-subject'
import { SUBJECTS, settleWorld } from '../support/fault-trials'
import { checkTrials, everyFault } from '../support/faults'
import { createInProcessWorld, type InProcessWorld } from '../support/in-process'
import { RACE_COLLECTIONS } from '../support/situations'
import { type CampaignOptions, type CampaignResult, SavedState } from './campaign'

export const about =
  'Each call of each write crashes before, crashes after, fails, is lost or meets a conflict: done once or not at all.'
export const rounds = 1

/** By subject: how often all of its faults have been tried, in how many trials, and what reconciling had to repair. */
const stateSchema = z.record(
  z.string(),
  z.object({ rounds: z.number(), trials: z.number(), repaired: z.number() }),
)
type State = z.output<typeof stateSchema>
const NOTHING = { rounds: 0, trials: 0, repaired: 0 }

export async function run({ rounds, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const saved = new SavedState<State>(join(dir, 'subjects.json'), stateSchema)
  const state = saved.load({})
  const world = await createInProcessWorld()
  try {
    await world.emulator.database.declareCollections(RACE_COLLECTIONS)
    for (const subject of SUBJECTS) {
      for (let done = state[subject.name] ?? NOTHING; done.rounds < rounds; ) {
        const { trials, repaired, wrong } = await tryAll(world, subject)
        if (wrong.length > 0) return { wrong, figures: figuresOf(state) }
        done = {
          rounds: done.rounds + 1,
          trials: done.trials + trials,
          repaired: done.repaired + repaired,
        }
        state[subject.name] = done
        saved.save(state)
        tell(`${subject.name}: ${trials} trials, ${repaired} repaired`)
      }
    }
    return { wrong: [], figures: figuresOf(state) }
  } finally {
    await world.close()
  }
}

/** Tries every fault of one write, and reconciles what they have left, twice. */
async function tryAll(
  world: InProcessWorld,
  subject: FaultySubject,
): Promise<{ readonly trials: number; readonly repaired: number; readonly wrong: readonly string[] }> {
  const made = await everyFault(world, () => subject.prepare(world))
  const repaired = await settleWorld(world)
  const again = await settleWorld(world)
  const wrong = await checkTrials(made)
  if (again > 0) wrong.push(`reconciling a second time repaired ${again}`)
  return { trials: made.length, repaired, wrong: wrong.map((what) => `${subject.name}: ${what}`) }
}

function figuresOf(state: State): Record<string, number> {
  const done = Object.values(state)
  return {
    'writes tried': done.length,
    writes: SUBJECTS.length,
    trials: done.reduce((sum, { trials }) => sum + trials, 0),
    repaired: done.reduce((sum, { repaired }) => sum + repaired, 0),
  }
}
