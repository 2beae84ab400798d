/** Hostile inputs for every action: each is answered with data or a promised refusal, and nobody's openid comes back. */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { ensureBuilt } from '../../scripts/build'
import { FUZZED } from '../support/fuzz'
import { type CampaignOptions, type CampaignResult, SavedState } from './campaign'
import { fuzzedSlice } from './fuzz-worker'
import { runWorker } from './worker'

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
  await ensureBuilt('cloud')
  while (state.round < rounds) {
    const sizes = sizesOf(rounds - state.round)
    const firstSeed = seed * 1_000_003 + state.round
    const slices = await Promise.all(
      sizes.map((tries, place) =>
        runWorker('fuzz-worker.ts', [firstSeed + place * TRIES_OF_A_WORLD, tries], fuzzedSlice),
      ),
    )
    const wrong = slices.flatMap((slice) => slice.wrong ?? [])
    if (wrong.length > 0) return { wrong, figures: figuresOf(state) }
    const accepted = slices.reduce((sum, slice) => sumOf(sum, slice.accepted), state.accepted)
    state = { round: state.round + sizes.reduce((sum, tries) => sum + tries, 0), accepted }
    saved.save(state)
    tell(`${state.round} tries of each of ${FUZZED.length} actions: every one was answered as promised`)
  }
  const shy = FUZZED.filter((action) => shareOf(state, action) < ACCEPTED_SHARE_MIN)
  return { wrong: shy.map((action) => `${action}: too few were accepted`), figures: figuresOf(state) }
}

/** The tries of the next slices: one for each core, as far as there are tries left. */
function sizesOf(left: number): number[] {
  const whole = Math.ceil(left / TRIES_OF_A_WORLD)
  return Array.from({ length: Math.min(availableParallelism(), whole) }, (_, place) =>
    Math.min(TRIES_OF_A_WORLD, left - place * TRIES_OF_A_WORLD),
  )
}

function sumOf(a: State['accepted'], b: State['accepted']): State['accepted'] {
  return Object.fromEntries(FUZZED.map((action) => [action, (a[action] ?? 0) + (b[action] ?? 0)]))
}

const shareOf = ({ round, accepted }: State, action: string) => (accepted[action] ?? 0) / Math.max(1, round)

function figuresOf(state: State): Record<string, number | string> {
  const shares = FUZZED.map((action) => shareOf(state, action))
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  return {
    actions: FUZZED.length,
    'tries of each': state.round,
    'accepted on the whole': `${Math.round(mean * 100)} %`,
    'accepted of the one least accepted': `${Math.round(Math.min(...shares) * 100)} %`,
  }
}
