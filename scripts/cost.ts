/**
 * `npm run cost` (`-- --json`): what every action costs, measured from real runs of the built functions on the
 * emulator, with 1,000 and with 1,000,000 posts. Ends with a code that is not 0 when an action is over its budget or
 * costs more in the larger community.
 */
import { ensureBuilt } from './build'
import { type CostRow, nameOf, overBudget } from './cost/budgets'
import { measureCosts } from './cost/measure'
import { reportUserError } from './user-error'

const SIZES = [1_000, 1_000_000] as const

function table(rows: readonly CostRow[]): string {
  const heads = ['action', 'size', 'calls', 'roundTrips', 'read', 'examined', 'written', 'bytes'] as const
  const shown = (row: CostRow) => heads.map((head) => (head === 'action' ? nameOf(row) : String(row[head])))
  const cells = [heads, ...rows.map(shown)]
  const widths = heads.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)))
  return cells
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

async function main(args: readonly string[]): Promise<void> {
  ensureBuilt('cloud')
  const rows: CostRow[] = []
  for (const size of SIZES) rows.push(...(await measureCosts(size)))
  const complaints = overBudget(rows)
  console.log(args.includes('--json') ? JSON.stringify(rows, null, 2) : table(rows))
  for (const complaint of complaints) console.error(complaint)
  process.exitCode = complaints.length === 0 ? 0 : 1
}

main(process.argv.slice(2)).catch(reportUserError)
