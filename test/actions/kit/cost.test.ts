/** Every action stays within its budget, and costs the same in a community five times as large. */
import { contract } from '../../../contract/index'
import { ensureBuilt } from '../../../scripts/build'
import { type CostRow, isList, overBudget } from '../../../scripts/cost/budgets'
import { measureCosts } from '../../../scripts/cost/measure'

const SIZES = [1_000, 5_000]

const rows: CostRow[] = []
beforeAll(async () => {
  await ensureBuilt('cloud')
  rows.push(...(await measureCosts(SIZES)))
}, 1_200_000)

test('every action is measured at every size', () => {
  for (const size of SIZES) {
    const measured = rows.filter((row) => row.size === size).map((row) => row.action)
    expect(new Set(measured)).toEqual(new Set(Object.keys(contract)))
  }
})

test('nothing is over its budget or grows', () => {
  expect(overBudget(rows)).toEqual([])
})

test('a list that waited for the database once more would be told, whichever it is', () => {
  const lists = rows.filter(({ action, variant }) => isList(action) && variant === '')
  expect(lists.map(({ action }) => action)).toContain('notice.listNotices')
  const complaintsAt = (row: CostRow, databaseTrips: number) =>
    overBudget([{ ...row, roundTrips: 1, databaseTrips }]).length
  expect(lists.filter((row) => complaintsAt(row, 2) > 0 || complaintsAt(row, 4) === 0)).toEqual([])
})

test('an action that grew would be told', () => {
  const [row] = rows.filter((each) => each.action === 'post.listFeed')
  if (!row) throw new Error('not measured')
  expect(overBudget([row, { ...row, size: 100_000, examined: row.examined + 1 }])).toHaveLength(1)
  expect(overBudget([{ ...row, roundTrips: 3 }])).toHaveLength(1)
})
