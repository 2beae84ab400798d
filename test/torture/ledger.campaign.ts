/** The stored ledger against a model of coins. A round is one run of fifty commands. */
import { join } from 'node:path'
import fc from 'fast-check'
import * as z from 'zod'
import { createInProcessWorld } from '../support/in-process'
import { newStoredLedger, storedSoundness } from '../support/ledger-model'
import { type CampaignOptions, type CampaignResult, SavedState } from './campaign'

export const about =
  'Earnings, spendings, holds, refunds, reversals and years, each asked for once or twice: as a model of coins says.'
export const rounds = 1_000

const COMMANDS = 50
const RUNS_AT_ONCE = 20
const stateSchema = z.object({ done: z.number() })

export async function run({ rounds, seed, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const saved = new SavedState(join(dir, `seed-${seed}.json`), stateSchema)
  const state = saved.load({ done: 0 })
  const wrong: string[] = []
  const world = await createInProcessWorld()
  try {
    const soundness = storedSoundness(() => newStoredLedger(world), COMMANDS)
    while (state.done < rounds && wrong.length === 0) {
      const numRuns = Math.min(RUNS_AT_ONCE, rounds - state.done)
      const outcome = await fc.check(soundness, { numRuns, seed: seed * 1_000_003 + state.done })
      if (outcome.failed) wrong.push(fc.defaultReportMessage(outcome) ?? 'a run went wrong')
      state.done += numRuns
      saved.save(state)
      tell(`${state.done} runs of up to ${COMMANDS} commands`)
    }
  } finally {
    await world.close()
  }
  return { wrong, figures: { runs: state.done } }
}
