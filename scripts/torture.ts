/**
 * `npm run torture -- --rounds N --seed S --data DIR`: kills an emulator under load, hundreds of times, and looks
 * each time at what is left. Interrupted and started again with the same folder it goes on where it stopped.
 * Exit code 1 when something confirmed was lost or a transaction was torn.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { tortureByKilling } from '../test/torture/kill'
import { reportUserError, UserError } from './user-error'

const ROUNDS_DEFAULT = 300

function count(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1)
    throw new UserError(`--${name} takes a whole number, not ${text}.`)
  return number
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: String(ROUNDS_DEFAULT) },
      seed: { type: 'string', default: '1' },
      data: { type: 'string', default: join('.tonghao', 'torture') },
    },
  })
  const isWell = await tortureByKilling({
    rounds: count('rounds', values.rounds),
    seed: count('seed', values.seed),
    dir: values.data,
  })
  process.exitCode = isWell ? 0 : 1
}

main().catch(reportUserError)
