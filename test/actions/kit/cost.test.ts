/** Every action stays within its budget, and costs the same in a community five times as large. */
import { contract } from '../../../contract/index'
import { ensureBuilt } from '../../../scripts/build'
import { type CostRow, overBudget } from '../../../scripts/cost/budgets'
import { measureCosts } from '../../../scripts/cost/measure'

const rows: CostRow[] = []
beforeAll(async () => {
  ensureBuilt('cloud')
  for (const size of [1_000, 5_000]) rows.push(...(await measureCosts(size)))
}, 300_000)

test('every action is measured at every size', () => {
  for (const size of [1_000, 5_000]) {
    const measured = rows.filter((row) => row.size === size).map((row) => row.action)
    expect(new Set(measured)).toEqual(new Set(Object.keys(contract)))
  }
})

test('nothing is over its budget or grows', () => {
  expect(overBudget(rows)).toEqual([])
})

test('an action that grew would be told', () => {
  const [row] = rows.filter((each) => each.action === 'post.listFeed')
  if (!row) throw new Error('not measured')
  expect(overBudget([row, { ...row, size: 100_000, examined: row.examined + 1 }])).toHaveLength(1)
  expect(overBudget([{ ...row, roundTrips: 3 }])).toHaveLength(1)
})
