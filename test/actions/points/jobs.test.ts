/** What timers do for points, begun again wherever they were ended: lots lapse, members and keepers are told, once. */
import type { Job } from '../../../cloudfunctions/kit/jobs'
import { periodOf } from '../../../cloudfunctions/kit/period'
import { POINT_ACCOUNTS, POINT_BOOKS, POINT_HOLDS } from '../../../cloudfunctions/points/collections'
import { pointsConfig } from '../../../cloudfunctions/points/settings'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId, stored, systemContext } from '../../support/situations'

let world: InProcessWorld
let keeper: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  keeper = await world.newcomer('Keeper')
  await set('members', keeper.memberId, { roles: ['finance'] })
})
afterAll(() => world.close())

const SETTINGS = pointsConfig.values.parse({})
/** Points of this day lapse with the last day of the next year. */
const EARNED_AT = Date.UTC(2026, 10, 22, 4)
const LAST_DAY = '2027-12-31'
const AFTER_IT = Date.UTC(2028, 0, 1, 4)

const set = (collection: string, _id: string, fields: object) => {
  const change = { query: { _id }, data: { $set: { ...fields } }, multi: false, merge: true, upsert: false }
  return world.emulator.database.modify(collection, change)
}
const pay = ({ memberId }: Caller, at = EARNED_AT) =>
  world.modules.transaction.inTransaction((tx) => {
    const award = { source: 'post', memberId, subjectId: newId(), at } as const
    return world.modules.earningStore.pay(tx, award, SETTINGS)
  })
/** Runs a job's slices to the end; what they have handled and repaired. */
async function run(name: string, now: number, period = ''): Promise<{ repaired: number; faults: number }> {
  const job = world.modules.pointsJobs.pointsJobs.find((each) => each.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  const done = { repaired: 0, faults: 0 }
  let cursor: string | undefined
  do {
    const outcome: Awaited<ReturnType<Job['run']>> = await job.run({ ...systemContext(now), cursor, period })
    done.repaired += outcome.repaired
    done.faults += outcome.faults ?? 0
    cursor = outcome.next
  } while (cursor !== undefined)
  return done
}
/** Brings every fact to its consumer. */
async function tell(): Promise<void> {
  const { outbox, ledgerJobs, memberJobs } = world.modules
  const consumers = [...ledgerJobs.ledgerConsumers, memberJobs.shownAnewConsumer]
  await outbox
    .outboxJob(consumers)
    .run({ ...systemContext(Date.now() + HOUR_MS), cursor: undefined, period: '' })
}
const noticesOf = async (member: Caller, kind: string) =>
  (await world.call(member, 'notice.listNotices', { group: 'system' })).notices.filter(
    (notice) => notice.kind === kind,
  )

test('lots lapse when their last day is over, of everybody and once', async () => {
  const members = [await world.newcomer('Ann'), await world.newcomer('Ben')]
  for (const member of members) await pay(member)
  await run('points.letLapse', AFTER_IT - DAY_MS)
  await Promise.all([run('points.letLapse', AFTER_IT), run('points.letLapse', AFTER_IT)])
  expect((await run('points.letLapse', AFTER_IT)).repaired).toBe(0)
  for (const { memberId } of members)
    expect(await world.modules.pointsStore.findAccount(memberId)).toMatchObject({ available: 0, version: 2 })
})

test('members are told thirty and seven days before, once each', async () => {
  const cat = await world.newcomer('Cat')
  await pay(cat)
  for (const period of ['2027-12-01', '2027-12-01', '2027-12-02', '2027-12-24'])
    await run('points.tellOfExpiry', Date.now(), period)
  await tell()
  const about = `10 · ${LAST_DAY}`
  expect(await noticesOf(cat, 'pointsExpiring')).toMatchObject([{ about }, { about }])
})

test('a fault closes the books and is told once; all explained, they open again', async () => {
  const dan = await world.newcomer('Dan')
  await pay(dan)
  expect(await run('points.audit', Date.now())).toMatchObject({ faults: 0 })
  await set(POINT_ACCOUNTS, dan.memberId, { available: 999, unaudited: true })
  for (const _ of [1, 2]) expect(await run('points.audit', Date.now())).toMatchObject({ faults: 1 })
  await expect(world.modules.alarmStore.demandSoundBooks()).rejects.toThrow('BOOKS_CLOSED')
  expect(await world.call(dan, 'points.getBooks', {})).toMatchObject({ sound: false })
  await tell()
  expect(await noticesOf(keeper, 'booksFailed')).toHaveLength(1)
  // Everybody else still earns.
  expect((await pay(keeper)).isNew).toBe(true)
  await set(POINT_ACCOUNTS, dan.memberId, { available: 10 })
  expect(await run('points.audit', Date.now())).toMatchObject({ faults: 0 })
  await world.modules.alarmStore.demandSoundBooks()
})

test('points that are set aside without a hold are a fault', async () => {
  const eve = await world.newcomer('Eve')
  await pay(eve)
  await placeHold(eve, 'hold-eve')
  expect(await run('points.audit', Date.now())).toMatchObject({ faults: 0 })
  await set(POINT_HOLDS, 'hold-eve', { state: 'voided' })
  await set(POINT_ACCOUNTS, eve.memberId, { unaudited: true })
  expect(await run('points.audit', Date.now())).toMatchObject({ faults: 1 })
  await set(POINT_HOLDS, 'hold-eve', { state: 'open' })
  expect(await run('points.audit', Date.now())).toMatchObject({ faults: 0 })
})

test('books that do not come to nothing are a fault', async () => {
  await run('points.foldBooks', AFTER_IT)
  const before = await stored(world.emulator.database, POINT_BOOKS, 'books')
  await set(POINT_BOOKS, 'books', { 'totals.mall': { points: 1, xp: 0 } })
  expect(await run('points.audit', Date.now())).toMatchObject({ faults: 1 })
  await set(POINT_BOOKS, 'books', { 'totals.mall': { points: 0, xp: 0 } })
  expect(await run('points.audit', Date.now())).toMatchObject({ faults: 0 })
  expect(before?.totals).toMatchObject({ 'mint:post': { points: expect.any(Number) } })
})

test('a hold that nobody has ended in time is told of, once, and closes nothing', async () => {
  const fay = await world.newcomer('Fay')
  await pay(fay)
  await placeHold(fay, 'hold-fay')
  const before = (await noticesOf(keeper, 'holdOverdue')).length
  for (const hours of [2, 3]) await run('points.audit', EARNED_AT + hours * HOUR_MS)
  await tell()
  expect((await noticesOf(keeper, 'holdOverdue')).length).toBeGreaterThan(before)
  const told = (await noticesOf(keeper, 'holdOverdue')).length
  await run('points.audit', EARNED_AT + 4 * HOUR_MS)
  await tell()
  expect(await noticesOf(keeper, 'holdOverdue')).toHaveLength(told)
  await world.modules.alarmStore.demandSoundBooks()
})

test('an adjustment that waits is told to those who may approve it, and its decision to who has asked', async () => {
  const [asker, other, gil] = await Promise.all(['Asker', 'Other', 'Gil'].map((name) => world.newcomer(name)))
  if (!asker || !other || !gil) throw new Error('nobody came')
  for (const { memberId } of [asker, other]) await set('members', memberId, { roles: ['finance'] })
  const wanted = { kind: 'thanks', reason: 'event', words: '办了三场活动', points: 900 } as const
  const input = { requestId: newId(), memberId: gil.memberId, ...wanted }
  const { adjustment } = await world.call(asker, 'points.adjust', input)
  await world.call(asker, 'points.adjust', input)
  await tell()
  await tell()
  expect(await noticesOf(other, 'adjustmentWaits')).toMatchObject([{ about: '+900' }])
  expect(await noticesOf(asker, 'adjustmentWaits')).toEqual([])
  const { adjustmentId } = adjustment
  for (const approved of [true, false])
    await world.call(other, 'points.decideAdjustment', { adjustmentId, approved })
  await tell()
  expect(await noticesOf(asker, 'adjustmentDecided')).toMatchObject([{ about: '+900' }])
  expect(await noticesOf(other, 'adjustmentDecided')).toEqual([])
})

test('who takes back what they have asked for is told nothing of it, and what one person may do waits for nobody', async () => {
  const asker = await world.newcomer('Alone')
  await set('members', asker.memberId, { roles: ['finance'] })
  const wanted = {
    kind: 'thanks',
    reason: 'event',
    words: '办了三场活动',
    memberId: keeper.memberId,
  } as const
  const before = (await noticesOf(keeper, 'adjustmentWaits')).length
  await world.call(asker, 'points.adjust', { requestId: newId(), ...wanted, points: 20 })
  const asked = { requestId: newId(), ...wanted, points: 501 }
  const { adjustmentId } = (await world.call(asker, 'points.adjust', asked)).adjustment
  await world.call(asker, 'points.decideAdjustment', { adjustmentId, approved: false })
  await tell()
  expect(await noticesOf(keeper, 'adjustmentWaits')).toHaveLength(before + 1)
  expect(await noticesOf(asker, 'adjustmentDecided')).toEqual([])
})

const placeHold = ({ memberId }: Caller, holdId: string) =>
  world.modules.transaction.inTransaction((tx) =>
    world.modules.holdStore.placeHold(tx, {
      holdId,
      memberId,
      amount: 4,
      reason: { what: 'mall' },
      expiresAt: EARNED_AT + 15 * MINUTE_MS,
      at: EARNED_AT,
    }),
  )

describe('budgets', () => {
  const withBudget = (points: number, every: 'day' | 'ever') => ({
    ...SETTINGS,
    rules: { ...SETTINGS.rules, post: { ...SETTINGS.rules.post, perDayMax: 100, budget: { points, every } } },
  })
  /** So many awards, of as many members, at the same time; how many were paid. */
  async function earnAll(count: number, settings: typeof SETTINGS, at: number): Promise<number> {
    const awards = Array.from({ length: count }, () => ({
      source: 'post' as const,
      memberId: `mbr_${newId()}`,
      subjectId: newId(),
      at,
    }))
    const { transaction, earningStore } = world.modules
    const told = await Promise.all(
      awards.map((award) => transaction.inTransaction((tx) => earningStore.pay(tx, award, settings))),
    )
    for (const { entry } of told) expect([undefined, 'budget']).toContain(entry.capped)
    return told.filter(({ entry }) => entry.capped === undefined).length
  }

  test('pay what they hold and no more, and a new day brings another', async () => {
    const settings = withBudget(30, 'day')
    expect(await earnAll(6, settings, EARNED_AT)).toBe(3)
    expect(await earnAll(1, settings, EARNED_AT)).toBe(0)
    expect(await earnAll(2, settings, EARNED_AT + DAY_MS)).toBe(2)
  })

  test('remember what they have paid when an operator changes them, and pay the rest', async () => {
    const at = EARNED_AT + 90 * DAY_MS
    const day = periodOf('day', at)
    const change = (points: number, perPost = 10) => {
      const settings = withBudget(points, 'day')
      const post = { ...settings.rules.post, points: perPost }
      const changed = { ...settings, rules: { ...settings.rules, post } }
      return { changed, divide: () => world.modules.budgetStore.divideAnew('post', post, day) }
    }
    expect(await earnAll(6, withBudget(160, 'day'), at)).toBe(6)
    const lower = change(80)
    expect(await lower.divide()).toBe(true)
    expect(await lower.divide()).toBe(false)
    expect(await earnAll(5, lower.changed, at)).toBe(2)
    const dearer = change(200, 20)
    expect(await dearer.divide()).toBe(true)
    expect(await earnAll(10, dearer.changed, at)).toBe(6)
    const below = change(40)
    expect(await below.divide()).toBe(true)
    expect(await earnAll(3, below.changed, at)).toBe(0)
  })

  test('in all are never brought back', async () => {
    const settings = withBudget(20, 'ever')
    expect(await earnAll(3, settings, EARNED_AT)).toBe(2)
    expect(await earnAll(1, settings, EARNED_AT + 40 * DAY_MS)).toBe(0)
    await run('points.forgetBudgets', EARNED_AT + 400 * DAY_MS)
    expect(await earnAll(1, settings, EARNED_AT + 41 * DAY_MS)).toBe(0)
  })
})
