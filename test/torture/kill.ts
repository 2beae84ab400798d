/** The long version of the kill test, which `npm run torture` runs. */
import { KillRun } from './kill-rounds'

/** How often everything ever confirmed is looked for, and progress is told. */
const CHECK_EVERY = 25

/**
 * Runs rounds until `rounds` have been run in the folder `dir`, those of earlier times included, and tells how it
 * goes. Answers whether everything confirmed was there and whole after every kill.
 */
export async function tortureByKilling(options: {
  rounds: number
  seed: number
  dir: string
}): Promise<boolean> {
  const run = new KillRun({ dir: options.dir, seed: options.seed })
  try {
    while (run.round < options.rounds) {
      const wrong = await run.runRound()
      const isCheckpoint = run.round % CHECK_EVERY === 0 || run.round === options.rounds
      if (isCheckpoint) wrong.push(...(await run.checkAll()))
      if (wrong.length > 0) {
        console.log(`round ${run.round}, seed ${options.seed}: ${wrong.join('\n  ')}`)
        return false
      }
      if (isCheckpoint) console.log(`round ${run.round}: ${run.confirmed} confirmed writes, all there`)
    }
    return true
  } finally {
    await run.close()
  }
}
