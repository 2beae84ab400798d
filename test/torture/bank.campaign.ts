/** The long version of the bank. */
import { BankRun } from './bank-rounds'
import type { CampaignOptions, CampaignResult } from './campaign'

export const about = 'twenty accounts, eight customers, a kill -9 each second: the total never moves'
/** One a second. */
export const rounds = 60

/** How often every transfer and every balance is looked at. */
const CHECK_EVERY = 20

export async function run(options: CampaignOptions): Promise<CampaignResult> {
  const bank = new BankRun(options)
  try {
    while (bank.round < options.rounds) {
      const wrong = await bank.runRound()
      const isCheckpoint = bank.round % CHECK_EVERY === 0 || bank.round === options.rounds
      if (isCheckpoint) wrong.push(...(await bank.checkAll()))
      if (wrong.length > 0) return { wrong, figures: bank.figures() }
      if (isCheckpoint) options.tell(`${bank.round} kills: every balance equals its transfers`)
    }
    return { wrong: [], figures: bank.figures() }
  } finally {
    await bank.close()
  }
}
