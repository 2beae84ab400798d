/** Every fault at every call of every write, without leaving any out. A round is all of them once. */

import { SUBJECTS, settleWorld } from '../support/fault-trials'
import { checkTrials, everyFault, type MadeTrial } from '../support/faults'
import { createInProcessWorld } from '../support/in-process'
import { RACE_COLLECTIONS } from '../support/situations'
import type { CampaignOptions, CampaignResult } from './campaign'

export const about =
  'Each call of each write crashes before, crashes after, fails, is lost or meets a conflict: done once or not at all.'
export const rounds = 1

export async function run({ rounds, tell }: CampaignOptions): Promise<CampaignResult> {
  const wrong: string[] = []
  let trials = 0
  let repairs = 0
  for (let round = 0; round < rounds && wrong.length === 0; round += 1) {
    const world = await createInProcessWorld()
    try {
      await world.emulator.database.declareCollections(RACE_COLLECTIONS)
      const made: MadeTrial[] = []
      for (const subject of SUBJECTS) {
        const tried = await everyFault(world, () => subject.prepare(world))
        made.push(...tried.map((trial) => ({ ...trial, name: `${subject.name}: ${trial.name}` })))
        tell(`${subject.name}: ${tried.length} trials`)
      }
      trials += made.length
      repairs += await settleWorld(world)
      const again = await settleWorld(world)
      if (again > 0) wrong.push(`reconciling a second time repaired ${again}`)
      wrong.push(...(await checkTrials(made)))
    } finally {
      await world.close()
    }
  }
  return { wrong, figures: { trials, repaired: repairs } }
}
