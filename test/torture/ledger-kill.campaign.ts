/** The long version of the killed ledger. */

import type { CampaignOptions, CampaignResult } from './campaign'
import { LedgerRun } from './ledger-rounds'

export const about = 'eight accounts of points, six customers, a kill -9 each second: the books come to zero'
/** One a second. */
export const rounds = 60

/** How often the books are looked at. */
const CHECK_EVERY = 15

export async function run({ rounds, seed, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const ledger = new LedgerRun({ dir, seed })
  try {
    for (let kill = 1; kill <= rounds; kill += 1) {
      await ledger.runRound()
      if (kill % CHECK_EVERY !== 0 && kill !== rounds) continue
      const wrong = await ledger.checkAll()
      if (wrong.length > 0) return { wrong, figures: ledger.figures() }
      tell(`${kill} kills: the books come to zero`)
    }
    return { wrong: [], figures: ledger.figures() }
  } finally {
    await ledger.close()
  }
}
