/**
 * `npm run torture [campaign …] -- --rounds N --seed S --data DIR`: the long campaigns of test/torture. Without a name
 * all of them, each with its own number of rounds. Interrupted and started again on the same folder a campaign goes on
 * where it stopped. Exit code 1 when something is wrong.
 */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Campaign } from '../test/torture/campaign'
import { reportUserError, UserError } from './user-error'

const FOLDER = join(__dirname, '..', 'test', 'torture')
const SUFFIX = '.campaign.ts'

function campaignNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
}

function count(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1)
    throw new UserError(`--${name} takes a whole number, not ${text}.`)
  return number
}

/** Runs one campaign and shows what it found; whether all was well. */
async function runCampaign(
  name: string,
  given: { rounds?: string | undefined; seed: string; data: string },
): Promise<boolean> {
  const campaign: Campaign = await import(join(FOLDER, `${name}${SUFFIX}`))
  const dir = join(given.data, name)
  mkdirSync(dir, { recursive: true })
  console.log(`${name}: ${campaign.about}`)
  const { wrong, figures } = await campaign.run({
    rounds: given.rounds === undefined ? campaign.rounds : count('rounds', given.rounds),
    seed: count('seed', given.seed),
    dir,
    tell: (line) => console.log(`  ${line}`),
  })
  for (const [what, figure] of Object.entries(figures)) console.log(`  ${what}: ${figure}`)
  for (const what of wrong) console.log(`  WRONG: ${what}`)
  console.log(`${name}: ${wrong.length === 0 ? 'all is well' : `seed ${given.seed} shows what is wrong`}`)
  return wrong.length === 0
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      data: { type: 'string', default: join('.tonghao', 'torture') },
    },
  })
  const names = campaignNames()
  for (const name of positionals)
    if (!names.includes(name))
      throw new UserError(`There is no campaign named ${name}; there are ${names.join(', ')}.`)
  let isWell = true
  for (const name of positionals.length > 0 ? positionals : names) {
    isWell = (await runCampaign(name, values)) && isWell
  }
  process.exitCode = isWell ? 0 : 1
  // The SDK keeps its connections open, which would hold the process for a minute.
  process.exit()
}

main().catch((error: unknown) => {
  reportUserError(error)
  process.exit()
})
