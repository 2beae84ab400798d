/** Hostile inputs for every action: each is answered with data or a promised refusal, and nobody's openid comes back. */
import { join } from 'node:path'
import * as z from 'zod'
import { FUZZED, Fuzzer } from '../support/fuzz'
import type { FuzzedAction } from '../support/fuzz-inputs'
import { castOf } from '../support/fuzz-stage'
import { createInProcessWorld } from '../support/in-process'
import { type CampaignOptions, type CampaignResult, randomFrom, SavedState } from './campaign'

export const about =
  'mutated inputs for every action: no unhandled error, no openid in any answer, 30 % accepted'
/** Tries of each action. */
export const rounds = 10_000

/** A world holds the traces of so many tries of each action, and is thrown away then. */
const TRIES_OF_A_WORLD = 100
const ACCEPTED_SHARE_MIN = 0.3
const stateSchema = z.object({ round: z.number(), accepted: z.record(z.string(), z.number()) })
type State = z.output<typeof stateSchema>

export async function run({ rounds, seed, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const saved = new SavedState<State>(join(dir, 'state.json'), stateSchema)
  let state = saved.load({ round: 0, accepted: {} })
  while (state.round < rounds) {
    const tries = Math.min(TRIES_OF_A_WORLD, rounds - state.round)
    const { wrong, accepted } = await tryAll(seed * 1_000_003 + state.round, tries)
    if (wrong.length > 0) return { wrong, figures: figuresOf(state) }
    for (const [action, count] of accepted) state.accepted[action] = (state.accepted[action] ?? 0) + count
    state = { ...state, round: state.round + tries }
    saved.save(state)
    tell(`${state.round} tries of each of ${FUZZED.length} actions: every one was answered as promised`)
  }
  const shy = FUZZED.filter((action) => (state.accepted[action] ?? 0) / state.round < ACCEPTED_SHARE_MIN)
  return { wrong: shy.map((action) => `${action}: too few were accepted`), figures: figuresOf(state) }
}

/** Tries every action in a world of its own, until something is wrong. */
async function tryAll(
  seed: number,
  tries: number,
): Promise<{ wrong: string[]; accepted: ReadonlyMap<FuzzedAction, number> }> {
  const world = await createInProcessWorld()
  const accepted = new Map<FuzzedAction, number>()
  try {
    const fuzzer = new Fuzzer(world, await castOf(world))
    const random = randomFrom(seed)
    for (const action of FUZZED) {
      let count = 0
      for (let n = 0; n < tries; n += 1) {
        const { isAccepted, wrong } = await fuzzer.tryHostile(action, random)
        if (wrong !== undefined) return { wrong: [`seed ${seed}: ${wrong}`], accepted }
        if (isAccepted) count += 1
      }
      accepted.set(action, count)
    }
    return { wrong: [], accepted }
  } finally {
    await world.close()
  }
}

function figuresOf({ round, accepted }: State): Record<string, number | string> {
  const shares = FUZZED.map((action) => (accepted[action] ?? 0) / Math.max(1, round))
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return {
    actions: FUZZED.length,
    'tries of each': round,
    'accepted on the whole': `${Math.round(mean * 100)} %`,
    'accepted of the one least accepted': `${Math.round(Math.min(...shares) * 100)} %`,
  }
}
