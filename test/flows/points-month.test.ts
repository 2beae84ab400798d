/**
 * A month of somebody's points, by a clock of its own: earned, capped, chosen, held, redeemed, refunded, lapsed, taken
 * back, owed and repaid. The statement, the file and the balance say the same to the point, and the books come to zero.
 */
import type { Resolution } from '../../cloudfunctions/points/hold-store'
import { MINUTE_MS } from '../../contract/limits'
import type { StatementLine } from '../../contract/points-shapes'
import { awardingIn } from '../support/awarding'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../support/in-process'
import { systemContext } from '../support/situations'

let mockNow = Date.parse('2026-12-15T04:00:00Z')
jest.mock('../../cloudfunctions/kit/clock', () => ({
  ...jest.requireActual<object>('../../cloudfunctions/kit/clock'),
  now: () => mockNow,
  monotonicNow: () => 0,
}))

let world: InProcessWorld
let awarding: ReturnType<typeof awardingIn>
let baker: Caller
let asker: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  awarding = awardingIn(world, () => mockNow)
  baker = await world.newcomer('Baker')
  asker = await world.newcomer('Asker')
})
afterAll(() => world.close())

/** Noon of a day, by which everything that is called goes from now on. */
function goTo(day: string): void {
  mockNow = Date.parse(`${day}T04:00:00Z`)
}

async function run(name: string): Promise<void> {
  const job = world.modules.pointsJobs.pointsJobs.find((each) => each.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  let cursor: string | undefined
  do cursor = (await job.run({ ...systemContext(mockNow), cursor, period: '' })).next
  while (cursor !== undefined)
}

const placing = (holdId: string, amount: number) =>
  world.modules.transaction.inTransaction((tx) =>
    world.modules.holdStore.placeHold(tx, {
      holdId,
      memberId: baker.memberId,
      amount,
      reason: { what: 'mall', subjectId: holdId },
      expiresAt: mockNow + 15 * MINUTE_MS,
      at: mockNow,
    }),
  )
const ending = (holdId: string, how: Resolution) =>
  world.modules.transaction.inTransaction((tx) =>
    world.modules.holdStore.resolveHold(tx, holdId, how, mockNow),
  )
const refunding = (holdId: string) =>
  world.modules.transaction.inTransaction((tx) =>
    world.modules.holdStore.refundSpent(tx, holdId, { key: `${holdId}-refund`, at: mockNow }),
  )

/** What the baker has: to spend, set aside, owed. */
async function has(): Promise<readonly number[]> {
  const { available, held, debt } = (await world.call(baker, 'points.getBalance', {})).balance
  return [available, held, debt]
}

async function statement(): Promise<StatementLine[]> {
  const lines: StatementLine[] = []
  let cursor: string | undefined
  do {
    const page = await world.call(baker, 'points.listStatement', cursor ? { cursor, limit: 7 } : { limit: 7 })
    lines.push(...page.lines)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return lines
}

async function file(): Promise<string[][]> {
  const slices: string[] = []
  let cursor: string | undefined
  do {
    const slice = await world.call(baker, 'points.exportStatement', cursor ? { cursor } : {})
    slices.push(slice.csv)
    cursor = slice.nextCursor
  } while (cursor !== undefined)
  const rows = slices.join('').replace('\uFEFF', '').trimEnd().split('\r\n')
  return rows.map((row) => row.split(','))
}

test('a December of the year before: two posts earn, the third of a day is nothing', async () => {
  for (const _ of [1, 2, 3]) await awarding.publishWork(baker)
  expect(await has()).toEqual([20, 0, 0])
  // The newcomer's first step, by the job of the next minute.
  await awarding.catchUp()
  expect(await has()).toEqual([25, 0, 0])
})

let solved: { postId: string; commentId: string }

test('in the month itself an answer is chosen; those of the year before are to lapse first', async () => {
  goTo('2027-12-05')
  solved = await awarding.answered(asker, baker)
  await world.call(asker, 'post.setSolved', solved)
  expect(await has()).toEqual([40, 0, 0])
  expect((await world.call(baker, 'points.getBalance', {})).balance.lots).toEqual([
    { expiresOn: '2027-12-31', amount: 25 },
    { expiresOn: '2028-12-31', amount: 15 },
  ])
})

test('something is redeemed, something else thought better of, and the first given back', async () => {
  goTo('2027-12-10')
  await placing('ord_first', 18)
  expect(await has()).toEqual([22, 18, 0])
  await ending('ord_first', { post: 18, to: 'mall' })
  expect(await has()).toEqual([22, 0, 0])
  goTo('2027-12-12')
  await placing('ord_second', 10)
  await ending('ord_second', 'void')
  await placing('ord_third', 5)
  mockNow += 16 * MINUTE_MS
  await ending('ord_third', 'timeout')
  expect(await has()).toEqual([22, 0, 0])
  goTo('2027-12-20')
  await refunding('ord_first')
  expect(await has()).toEqual([40, 0, 0])
})

test('with the year, what was earned in the one before lapses, once', async () => {
  goTo('2028-01-02')
  expect(await has()).toEqual([15, 0, 0])
  await run('points.letLapse')
  await run('points.letLapse')
  expect(await has()).toEqual([15, 0, 0])
})

test('what was taken back after it was spent is owed, stops redeeming, and half of what is earned repays it', async () => {
  goTo('2028-01-03')
  await placing('ord_fourth', 10)
  await ending('ord_fourth', { post: 10, to: 'mall' })
  await world.call(asker, 'post.setSolved', { postId: solved.postId, commentId: null })
  await awarding.catchUp()
  expect(await has()).toEqual([0, 0, 10])
  await expect(placing('ord_fifth', 1)).rejects.toThrow('POINTS_OWED')
  await awarding.publishWork(baker)
  expect(await has()).toEqual([5, 0, 5])
  await awarding.publishWork(baker)
  expect(await has()).toEqual([10, 0, 0])
})

test('the statement, the file and the balance say the same to the point', async () => {
  const lines = (await statement()).reverse()
  expect(lines.map(({ kind, cause, change }) => `${kind} ${cause} ${change.available}`)).toEqual([
    'earn post 10',
    'earn post 10',
    'earn post 0',
    'earn onboarding 5',
    'earn answer 15',
    'hold mall -18',
    'settle mall 0',
    'hold mall -10',
    'settle mall 10',
    'hold mall -5',
    'settle mall 5',
    'refund mall 18',
    'expire expiry -25',
    'hold mall -10',
    'settle mall 0',
    'reverse undone -5',
    'earn post 5',
    'earn post 5',
  ])
  let before = { available: 0, held: 0, debt: 0, xp: 0 }
  for (const { change, after } of lines) {
    expect(after).toEqual({
      available: before.available + change.available,
      held: before.held + change.held,
      debt: before.debt + change.debt,
      xp: before.xp + change.xp,
    })
    before = after
  }
  const { balance } = await world.call(baker, 'points.getBalance', {})
  expect(before).toMatchObject({ available: balance.available, held: 0, debt: 0, xp: balance.xp })

  const [head = [], ...rows] = await file()
  const cell = (row: readonly string[], name: string) => Number(row[head.indexOf(name)])
  expect(rows.map((row) => cell(row, 'available'))).toEqual(lines.map(({ change }) => change.available))
  expect(rows.map((row) => cell(row, 'debt_after'))).toEqual(lines.map(({ after }) => after.debt))
  expect(cell(rows.at(-1) ?? [], 'available_after')).toBe(balance.available)
})

test('and the community’s books come to zero', async () => {
  mockNow += 5 * MINUTE_MS
  await run('points.foldBooks')
  await run('points.audit')
  const books = await world.call(asker, 'points.getBooks', {})
  expect(books.trial).toEqual({ points: 0, xp: 0 })
  expect(books).toMatchObject({ sound: true, isWhole: true })
  const inBooks = books.totals.find(({ account }) => account === 'available')?.points
  const inPockets = await Promise.all([baker, asker].map(awarding.accountOf))
  expect(inBooks).toBe(inPockets.reduce((sum, { available }) => sum + available, 0))
})
