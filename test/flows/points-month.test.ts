/**
 * The story of somebody's points over more than a year: earned, capped, set aside, redeemed, refunded, taken back, owed,
 * repaid, lapsed. The statement and the file say the same, to the point, and the account is what they say.
 */
import type { Award } from '../../cloudfunctions/points/award-rules'
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import type { StatementLine } from '../../contract/points-shapes'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../support/in-process'
import { POINTS_SETTINGS } from '../support/points-world'

let world: InProcessWorld
let mei: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  mei = await world.newcomer('Mei')
})
afterAll(() => world.close())

/** The first day of the story, long ago: nobody's clock has to be moved. */
const FIRST_DAY = Date.UTC(2024, 10, 1, 4)
const day = (n: number) => FIRST_DAY + n * DAY_MS

const within: InProcessWorld['modules']['transaction']['inTransaction'] = (work) =>
  world.modules.transaction.inTransaction(work)
const earn = (subjectId: string, at: number, more: Partial<Award> = {}) =>
  within((tx) => {
    const award: Award = { source: 'post', memberId: mei.memberId, subjectId, at, ...more }
    return world.modules.earningStore.pay(tx, award, POINTS_SETTINGS)
  })
const order = (holdId: string, amount: number, at: number) =>
  within((tx) => {
    const reason = { what: 'mall', subjectId: holdId } as const
    const wanted = { holdId, memberId: mei.memberId, amount, reason, at, expiresAt: at + HOUR_MS }
    return world.modules.holdStore.placeHold(tx, wanted)
  })
const end = (holdId: string, how: 'void' | number, at: number) =>
  within((tx) => {
    const resolution = how === 'void' ? how : ({ post: how, to: 'mall' } as const)
    return world.modules.holdStore.resolveHold(tx, holdId, resolution, at)
  })

/** Kind, cause, and what there was after it. */
type Told = readonly [kind: string, cause: string, available: number, held: number, debt: number, xp: number]
const told = ({ kind, cause, after }: StatementLine): Told => [
  kind,
  cause,
  after.available,
  after.held,
  after.debt,
  after.xp,
]

test('what has happened stands in the statement, and the file says the same', async () => {
  await earn('pst_1', day(0))
  await earn('pst_2', day(0))
  await earn('pst_3', day(0))
  await earn('pst_4', day(1), { source: 'answer' })
  await order('ord_1', 20, day(2))
  await end('ord_1', 20, day(2) + 1)
  await order('ord_2', 5, day(3))
  await end('ord_2', 'void', day(3) + 1)
  await within((tx) =>
    world.modules.holdStore.refundSpent(tx, 'ord_1', { key: 'ord_1', amount: 8, at: day(4) }),
  )
  await within((tx) => world.modules.earningStore.takeBack(tx, 'post:1:pst_1:', 'undone', day(5)))
  await order('ord_3', 13, day(6))
  await end('ord_3', 13, day(6) + 1)
  await within((tx) => world.modules.earningStore.takeBack(tx, 'answer:1:pst_4:', 'fraud', day(7)))
  await earn('pst_5', day(8))
  await earn('pst_6', day(500))

  const { lines } = await world.call(mei, 'points.listStatement', { limit: 50 })
  expect([...lines].reverse().map(told)).toEqual<Told[]>([
    ['earn', 'post', 10, 0, 0, 10],
    ['earn', 'post', 20, 0, 0, 20],
    // The third of a day is nothing, and says so.
    ['earn', 'post', 20, 0, 0, 20],
    ['earn', 'answer', 35, 0, 0, 40],
    ['hold', 'mall', 15, 20, 0, 40],
    ['settle', 'mall', 15, 0, 0, 40],
    ['hold', 'mall', 10, 5, 0, 40],
    ['settle', 'mall', 15, 0, 0, 40],
    ['refund', 'mall', 23, 0, 0, 40],
    // What was learnt is not unlearnt.
    ['reverse', 'undone', 13, 0, 0, 40],
    ['hold', 'mall', 0, 13, 0, 40],
    ['settle', 'mall', 0, 0, 0, 40],
    // A fraud is, and what is spent already is owed.
    ['reverse', 'fraud', 0, 0, 15, 20],
    ['earn', 'post', 5, 0, 10, 30],
    ['expire', 'expiry', 0, 0, 10, 30],
    ['earn', 'post', 5, 0, 5, 40],
  ])
  expect(lines.filter(({ capped }) => capped !== undefined)).toMatchObject([{ number: 3, capped: 'ruleDay' }])

  const { csv, nextCursor } = await world.call(mei, 'points.exportStatement', {})
  expect(nextCursor).toBeUndefined()
  const rows = csv.trimEnd().split('\r\n').slice(1)
  const inFile = rows.map((row) => row.split(','))
  const numbersOf = ({ number, change, after }: StatementLine) =>
    [number, ...[change, after].flatMap((each) => [each.available, each.held, each.debt, each.xp])].map(
      String,
    )
  expect(inFile.map((cells) => [cells[0], ...cells.slice(7, 15)])).toEqual(
    [...lines].reverse().map(numbersOf),
  )

  const { balance } = await world.call(mei, 'points.getBalance', {})
  expect(balance).toMatchObject({ held: 0, debt: 5, xp: 40 })
  const { trial } = await world.call(mei, 'points.getBooks', {})
  expect(trial).toEqual({ points: 0, xp: 0 })
})
