/** Damaged copies of a data file, thousands of them. */
import { join } from 'node:path'
import * as z from 'zod'
import { type CampaignOptions, type CampaignResult, randomFrom, SavedState } from './campaign'
import { DamagedCopies, damageOf } from './damaged-copies'

export const about =
  'torn and stale meta pages, lost tails: a copy recovers or is refused, never half a transaction'
export const rounds = 5000

const TELL_EVERY = 500
const stateSchema = z.object({ round: z.number(), opened: z.number(), refused: z.number() })

export async function run({ rounds, seed, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const saved = new SavedState(join(dir, 'state.json'), stateSchema)
  const { round: done, opened, refused } = saved.load({ round: 0, opened: 0, refused: 0 })
  const verdicts = { opened, refused, wrong: [] as string[] }
  const copies = new DamagedCopies(join(dir, 'copies'))
  const figures = (round: number) => ({ copies: round, opened: verdicts.opened, refused: verdicts.refused })
  try {
    await copies.prepare(randomFrom(seed))
    for (let round = done; round < rounds; round++) {
      const random = randomFrom(seed * 100_003 + round)
      await copies.look(damageOf(random), random() < 0.5, verdicts)
      if (verdicts.wrong.length > 0) return { wrong: verdicts.wrong, figures: figures(round) }
      if ((round + 1) % TELL_EVERY > 0) continue
      saved.save({ round: round + 1, opened: verdicts.opened, refused: verdicts.refused })
      tell(`${round + 1} copies: ${verdicts.opened} opened whole, ${verdicts.refused} refused`)
    }
    return { wrong: [], figures: figures(Math.max(done, rounds)) }
  } finally {
    await copies.close()
  }
}
