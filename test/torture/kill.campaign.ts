/** The long version of the kill test. */
import type { CampaignOptions, CampaignResult } from './campaign'
import { KillRun } from './kill-rounds'

export const about = 'kill -9 under load: nothing confirmed is lost, no transaction is torn'
export const rounds = 1000

/** How often everything ever confirmed is looked for, and progress is told. */
const CHECK_EVERY = 25

export async function run(options: CampaignOptions): Promise<CampaignResult> {
  const kills = new KillRun(options)
  const figures = () => ({ rounds: kills.round, 'confirmed writes': kills.confirmed })
  try {
    while (kills.round < options.rounds) {
      const wrong = await kills.runRound()
      const isCheckpoint = kills.round % CHECK_EVERY === 0 || kills.round === options.rounds
      if (isCheckpoint) wrong.push(...(await kills.checkAll()))
      if (wrong.length > 0) return { wrong, figures: figures() }
      if (isCheckpoint) options.tell(`round ${kills.round}: ${kills.confirmed} confirmed writes, all there`)
    }
    return { wrong: [], figures: figures() }
  } finally {
    await kills.close()
  }
}
