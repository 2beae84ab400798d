/**
 * `npm run cost` (`-- --json`, `-- --posts 1000`): what every action costs, measured from real runs of the built
 * functions on the emulator, with 1,000 and with 1,000,000 posts, or with as many as are asked for. Ends with a code
 * that is not 0 when an action is over its budget or costs more in the larger community.
 */
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build'
import { type CostRow, nameOf, overBudget } from './cost/budgets'
import { measureCosts } from './cost/measure'
import { reportUserError, UserError } from './user-error'

const SIZES = [1_000, 1_000_000] as const
/** What is measured of a run, and what it is called. */
const COLUMNS = [
  ['calls', 'calls'],
  ['roundTrips', 'round trips'],
  ['databaseTrips', 'of the database'],
  ['read', 'read'],
  ['examined', 'examined'],
  ['written', 'written'],
  ['bytes', 'bytes'],
] as const satisfies readonly (readonly [keyof CostRow, string])[]

interface Asked {
  readonly sizes: readonly number[]
  readonly asJson: boolean
}

function askedFor(args: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, posts: { type: 'string' } },
  })
  if (values.posts === undefined) return { sizes: SIZES, asJson: values.json }
  const posts = Number(values.posts)
  if (!Number.isSafeInteger(posts) || posts < SIZES[0])
    throw new UserError(`A community to be measured has ${SIZES[0]} posts or more.`)
  return { sizes: [posts], asJson: values.json }
}

/** A line for each action, with both figures where the sizes differ. */
function table(rows: readonly CostRow[]): string {
  const lines = [...new Set(rows.map(nameOf))].map((name) => {
    const ofAction = rows.filter((row) => nameOf(row) === name)
    const figures = COLUMNS.map(([measure]) =>
      [...new Set(ofAction.map((row) => row[measure].toLocaleString('en')))].join(' / '),
    )
    return [name, ...figures]
  })
  const heads = ['action', ...COLUMNS.map(([, head]) => head)]
  return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

async function main({ sizes, asJson }: Asked): Promise<void> {
  await ensureBuilt('cloud')
  const rows = await measureCosts(sizes)
  const complaints = overBudget(rows)
  console.log(asJson ? JSON.stringify(rows, null, 2) : table(rows))
  for (const complaint of complaints) console.error(complaint)
  process.exitCode = complaints.length === 0 ? 0 : 1
}

Promise.resolve()
  .then(() => main(askedFor(process.argv.slice(2))))
  .catch(reportUserError)
