/**
 * The long version of the kill test: `npx tsx test/torture/kill.ts --rounds 500 --seed 7 --data DIR`.
 * Interrupted and started again with the same folder it goes on where it stopped. Exit code 1 when something
 * was lost or torn.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { KillRun } from './kill-rounds'

const ROUNDS_DEFAULT = '300'
/** How often everything ever confirmed is looked for, and progress is told. */
const CHECK_EVERY = 25

/** Runs rounds until `rounds` have been run in this folder; answers whether all went well. */
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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: ROUNDS_DEFAULT },
      seed: { type: 'string', default: '1' },
      data: { type: 'string', default: join('.tonghao', 'torture', 'kill') },
    },
  })
  const isWell = await tortureByKilling({
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    dir: values.data,
  })
  process.exitCode = isWell ? 0 : 1
}

if (require.main === module) main()
