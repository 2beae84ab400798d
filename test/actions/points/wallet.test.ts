/** What members see of their points, and everybody of the community's books. */
import type { Award } from '../../../cloudfunctions/points/award-rules'
import { pointsConfig } from '../../../cloudfunctions/points/settings'
import { DAY_MS, MINUTE_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId, systemContext } from '../../support/situations'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

const SETTINGS = pointsConfig.values.parse({})
const LONG_AGO = Date.now() - 10 * MINUTE_MS

const call: typeof world.call = (caller, action, input) => world.call(caller, action, input)
const pay = ({ memberId }: Caller, more: Partial<Award> = {}) =>
  world.modules.transaction.inTransaction((tx) => {
    const award = { source: 'post', memberId, subjectId: newId(), at: LONG_AGO, ...more } as const
    return world.modules.earningStore.pay(tx, award, SETTINGS)
  })
const hold = ({ memberId }: Caller, holdId: string, amount: number) =>
  world.modules.transaction.inTransaction((tx) =>
    world.modules.holdStore.placeHold(tx, {
      holdId,
      memberId,
      amount,
      reason: { what: 'mall', subjectId: 'ord_1' },
      expiresAt: LONG_AGO + 15 * MINUTE_MS,
      at: LONG_AGO,
    }),
  )

test('a balance: what can be spent, the level, the lots, what is set aside; nothing before the first entry', async () => {
  const ann = await world.newcomer('Ann')
  expect((await call(ann, 'points.getBalance', {})).balance).toEqual({
    available: 0,
    held: 0,
    debt: 0,
    xp: 0,
    level: 1,
    gained: 0,
    step: 60,
    lots: [],
    today: { earned: 0, max: 200 },
    holds: [],
  })
  for (let n = 0; n < 7; n += 1) await pay(ann, { at: LONG_AGO - n * DAY_MS })
  await hold(ann, 'hold-1', 25)
  const { balance } = await call(ann, 'points.getBalance', {})
  expect(balance).toMatchObject({ available: 45, held: 25, xp: 70, level: 2, gained: 10, step: 100 })
  expect(balance.lots).toEqual([{ expiresOn: expect.stringMatching(/-12-31$/), amount: 45 }])
  expect(balance.holds).toMatchObject([{ holdId: 'hold-1', cause: 'mall', subjectId: 'ord_1', amount: 25 }])
})

test('a statement: each line with its reason and what there was after it, in pages that fit together', async () => {
  const ben = await world.newcomer('Ben')
  for (let n = 0; n < 4; n += 1) await pay(ben)
  await hold(ben, 'hold-2', 5)
  const all = (await call(ben, 'points.listStatement', {})).lines
  expect(all.map(({ number }) => number)).toEqual([5, 4, 3, 2, 1])
  expect(all[0]).toMatchObject({
    kind: 'hold',
    cause: 'mall',
    change: { available: -5, held: 5, debt: 0, xp: 0 },
    after: { available: 15, held: 5 },
    lots: [{ change: -5 }],
  })
  expect(all[1]).toMatchObject({ capped: 'ruleDay', change: { available: 0, xp: 0 } })
  const first = await call(ben, 'points.listStatement', { limit: 3 })
  const { nextCursor: cursor = '' } = first
  const second = await call(ben, 'points.listStatement', { limit: 3, cursor })
  expect([...first.lines, ...second.lines]).toEqual(all)
  expect(second.nextCursor).toBeUndefined()
  const stranger = await world.newcomer('Other')
  await expect(call(stranger, 'points.listStatement', { cursor })).rejects.toThrow('INVALID_INPUT')
})

test('the file says the same as the statement, the oldest first, whole in its slices', async () => {
  const cat = await world.newcomer('Cat')
  for (let n = 0; n < 120; n += 1) await pay(cat, { at: LONG_AGO - n * DAY_MS })
  const slices: string[] = []
  let cursor: string | undefined
  do {
    const slice = await call(cat, 'points.exportStatement', cursor === undefined ? {} : { cursor })
    slices.push(slice.csv)
    cursor = slice.nextCursor
  } while (cursor !== undefined)
  expect(slices).toHaveLength(2)
  const rows = slices.join('').trimEnd().split('\r\n')
  expect(rows[0]).toBe(
    '\uFEFFnumber,at,kind,cause,subject,ended,words,available,held,debt,xp,' +
      'available_after,held_after,debt_after,xp_after,lots,capped',
  )
  expect(rows).toHaveLength(121)
  const numbers = rows.slice(1).map((row) => Number(row.split(',')[0]))
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  const { lines } = await call(cat, 'points.listStatement', { limit: 1 })
  const newest = rows.at(-1)?.split(',')
  expect(newest?.[11]).toBe(String(lines[0]?.after.available))
})

test('rules and levels are there for everybody', async () => {
  const { rules, levels, memberDayMax } = await call({ openid: `oTest${newId()}` }, 'points.listRules', {})
  expect(rules.find(({ source }) => source === 'post')).toEqual({
    source: 'post',
    on: true,
    points: 10,
    xp: 10,
    perDayMax: 2,
  })
  expect(memberDayMax).toBe(200)
  expect(levels[1]).toEqual({ level: 2, beginsAt: 60, rights: ['levelItems'] })
})

test('the books are live: what is not folded yet is counted, and the journal sums to what is folded', async () => {
  const dan = await world.newcomer('Dan')
  const now = Date.now()
  const { bookStore } = world.modules
  for (let next: string | undefined = ''; next !== undefined; )
    next = (await bookStore.foldSlice({ ...systemContext(now), cursor: undefined, period: '' })).next
  const before = await call(dan, 'points.getBooks', {})
  await pay(dan, { at: now })
  const books = await call(dan, 'points.getBooks', {})
  expect(books).toMatchObject({
    trial: { points: 0, xp: 0 },
    isWhole: true,
    sound: true,
    upTo: now,
    entryCount: before.entryCount + 1,
    journalCount: before.journalCount,
  })
  const sum = (account: string) => books.totals.find((each) => each.account === account)?.points ?? 0
  expect(books.lapsing.reduce((total, { amount }) => total + amount, 0)).toBe(sum('available'))

  const journal = await exportBooks(dan)
  expect(journal.map(([day]) => day).every((day) => /^20\d\d-\d\d-\d\d$/.test(day ?? ''))).toBe(true)
  const journalSum = (account: string, unit: string) =>
    journal.reduce((total, row) => total + (row[3] === account && row[4] === unit ? Number(row[5]) : 0), 0)
  for (const { account, points, xp } of before.totals)
    expect([account, journalSum(account, 'points'), journalSum(account, 'xp')]).toEqual([account, points, xp])
})

async function exportBooks(caller: Caller): Promise<string[][]> {
  let text = ''
  let cursor: string | undefined
  do {
    const slice = await call(caller, 'points.exportBooks', cursor === undefined ? {} : { cursor })
    text += slice.csv
    cursor = slice.nextCursor
  } while (cursor !== undefined)
  const rows = text.trimEnd().split('\r\n')
  expect(rows[0]).toBe('\uFEFFday,kind,cause,account,unit,amount')
  expect(text).not.toMatch(/mbr_|pst_|ord_/)
  return rows.slice(1).map((row) => row.split(','))
}
