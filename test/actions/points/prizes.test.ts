/** Prizes of contests: through the ledger, each once, and none for who is not to be paid. PRODUCT 3.8. */
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { POINTS_AT, unsound } from '../../support/points-world'
import { newId } from '../../support/situations'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

const pay = ({ memberId }: Caller, workId: string, points = 300) =>
  world.modules.transaction.inTransaction((tx) =>
    world.modules.prizeStore.payPrize(tx, { contestId: 'cst_1', workId, memberId, points, at: POINTS_AT }),
  )
const statementOf = async (caller: Caller) => (await world.call(caller, 'points.listStatement', {})).lines

test('a prize is an entry of its own: points only, once however often it is paid', async () => {
  const ann = await world.newcomer('Ann')
  const workId = `wrk_${newId()}`
  const [first, again] = [await pay(ann, workId), await pay(ann, workId)]
  expect(again).toEqual(first)
  expect(first?.postings).toEqual([
    { account: 'available', unit: 'points', amount: 300 },
    { account: 'mint:prize', unit: 'points', amount: -300 },
  ])
  expect(await statementOf(ann)).toMatchObject([
    { kind: 'earn', cause: 'prize', subjectId: workId, change: { available: 300, xp: 0 } },
  ])
  expect(await unsound(world, ann.memberId)).toBeUndefined()
})

test('no cap of the day holds a prize back, and it takes nothing of what can be earned', async () => {
  const ann = await world.newcomer('Ann')
  await pay(ann, `wrk_${newId()}`, 10_000)
  const { balance } = await world.call(ann, 'points.getBalance', {})
  expect(balance).toMatchObject({ available: 10_000, today: { earned: 0 } })
})

test('IDEMPOTENCY_MISMATCH: a work is not paid twice with other points', async () => {
  const ann = await world.newcomer('Ann')
  const workId = `wrk_${newId()}`
  await pay(ann, workId)
  await expect(pay(ann, workId, 301)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
})

test('who was banned, or has left, wins nothing', async () => {
  const ann = await world.newcomer('Ann')
  const { transaction, guard, pointsStore } = world.modules
  for (const standing of ['banned', 'deleted'] as const) {
    await transaction.inTransaction((tx) => guard.setGuard(tx, ann.memberId, standing))
    expect(await pay(ann, `wrk_${newId()}`)).toBeUndefined()
  }
  expect(await pointsStore.findEntries(ann.memberId, undefined, 1)).toEqual([])
})
