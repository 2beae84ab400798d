/** What staff do to points: rules with their history, adjustments by one or two, reversals. */
import {
  type AdjustmentDocument,
  POINT_ADJUSTMENTS,
  POINT_FAULTS,
} from '../../../cloudfunctions/points/collections'
import { pointsConfig } from '../../../cloudfunctions/points/settings'
import type { Input } from '../../../contract/index'
import { DAY_MS, HOUR_MS } from '../../../contract/limits'
import type { Role } from '../../../contract/roles'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId, systemContext } from '../../support/situations'

let world: InProcessWorld
let finance: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  finance = await staff('finance')
})
afterAll(() => world.close())

const SETTINGS = pointsConfig.values.parse({})
/** What the platform's check refuses. */
const RISKY = '违禁词'
const MONTH = new Date(Date.now() + 8 * HOUR_MS).toISOString().slice(0, 7)

const call: typeof world.call = (caller, action, input) => world.call(caller, action, input)
const setRoles = ({ memberId }: Caller, roles: readonly Role[]) =>
  world.emulator.database.modify('members', {
    query: { _id: memberId },
    data: { $set: { roles } },
    multi: false,
    merge: true,
    upsert: false,
  })
async function staff(role: Role): Promise<Caller> {
  const member = await world.newcomer(role)
  await setRoles(member, [role])
  return member
}
const accountOf = ({ memberId }: Caller) => world.modules.pointsStore.findAccount(memberId)
const adjusting = ({ memberId }: Caller, points: number): Input<'points.adjust'> => ({
  requestId: newId(),
  memberId,
  kind: points > 0 ? 'thanks' : 'correction',
  reason: points > 0 ? 'helping' : 'mistake',
  words: '周末帮忙布置了活动',
  points,
})
async function earn({ memberId }: Caller, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await world.modules.transaction.inTransaction((tx) => {
      const at = Date.now() - n * DAY_MS
      const award = { source: 'post', memberId, subjectId: newId(), at } as const
      return world.modules.earningStore.pay(tx, award, SETTINGS)
    })
}
const statementOf = async (member: Caller) => (await call(member, 'points.listStatement', {})).lines

describe('rules', () => {
  test('are saved with their history, and STALE_VERSION keeps two from overwriting each other', async () => {
    const { values, version } = await call(finance, 'points.getSettings', {})
    const post = { ...values.rules.post, points: 12, budget: { points: 1_000, every: 'day' as const } }
    const changed = { ...values, rules: { ...values.rules, post } }
    const asked = { requestId: newId(), version, values: changed }
    expect(await call(finance, 'points.saveSettings', asked)).toEqual({ version: version + 1 })
    expect(await call(finance, 'points.saveSettings', asked)).toEqual({ version: version + 1 })
    const stale = { ...asked, requestId: newId() }
    await expect(call(finance, 'points.saveSettings', stale)).rejects.toThrow('STALE_VERSION')
    expect((await call(finance, 'points.getSettings', {})).values).toEqual(changed)
    const again = { requestId: newId(), version: version + 1, values }
    await call(finance, 'points.saveSettings', again)
    const first = await call(finance, 'points.listSettings', { limit: 1 })
    const { nextCursor: cursor = '' } = first
    const second = await call(finance, 'points.listSettings', { limit: 1, cursor })
    expect([...first.versions, ...second.versions]).toMatchObject([
      { version: version + 2, savedBy: finance.memberId, values },
      { version: version + 1, savedBy: finance.memberId, values: changed },
    ])
  })

  test('an auditor reads and changes nothing', async () => {
    const auditor = await staff('auditor')
    const { values, version } = await call(auditor, 'points.getSettings', {})
    const asked = { requestId: newId(), version, values }
    await expect(call(auditor, 'points.saveSettings', asked)).rejects.toThrow('FORBIDDEN')
  })
})

describe('adjustments', () => {
  test('small ones are booked at once, once, and say so in the statement and in the month', async () => {
    const ann = await world.newcomer('Ann')
    const asked = adjusting(ann, 500)
    const { adjustment } = await call(finance, 'points.adjust', asked)
    expect(await call(finance, 'points.adjust', asked)).toEqual({ adjustment })
    expect(adjustment).toMatchObject({ state: 'booked', requestedBy: finance.memberId })
    expect(await statementOf(ann)).toMatchObject([
      { kind: 'adjust', cause: 'thanks', words: '周末帮忙布置了活动', change: { available: 500, xp: 0 } },
    ])
    const { adjustments } = await call(ann, 'points.listAdjustments', { month: MONTH })
    expect(adjustments[0]).toEqual({
      kind: 'thanks',
      reason: 'helping',
      points: 500,
      allowed: 'small',
      day: expect.any(String),
    })
  })

  test('what is taken and was spent already is owed', async () => {
    const ben = await world.newcomer('Ben')
    await earn(ben, 1)
    await call(finance, 'points.adjust', adjusting(ben, -25))
    expect(await accountOf(ben)).toMatchObject({ available: 0, debt: 15 })
  })

  test('SECOND_PERSON_NEEDED: a large one waits for somebody else, and is booked once', async () => {
    const cat = await world.newcomer('Cat')
    const operator = await staff('operator')
    const { adjustment } = await call(finance, 'points.adjust', adjusting(cat, 501))
    expect(adjustment.state).toBe('waiting')
    const { adjustmentId } = adjustment
    const waiting = await call(finance, 'points.listAdjustmentRequests', { state: 'waiting' })
    expect(waiting.adjustments.map((each) => each.adjustmentId)).toContain(adjustmentId)
    const decide = (caller: Caller, approved: boolean) =>
      call(caller, 'points.decideAdjustment', { adjustmentId, approved })
    await expect(decide(finance, true)).rejects.toThrow('SECOND_PERSON_NEEDED')
    expect(await accountOf(cat)).toMatchObject({ available: 0 })
    const told = await Promise.all([decide(operator, true), decide(operator, true), decide(operator, false)])
    expect(new Set(told.map((each) => each.adjustment.state)).size).toBe(1)
    const available = told[0]?.adjustment.state === 'booked' ? 501 : 0
    expect(await accountOf(cat)).toMatchObject({ available })
    await setRoles(operator, [])
  })

  test('who has asked may take it back', async () => {
    const dan = await world.newcomer('Dan')
    const { adjustment } = await call(finance, 'points.adjust', adjusting(dan, 600))
    const { adjustmentId } = adjustment
    const declined = await call(finance, 'points.decideAdjustment', { adjustmentId, approved: false })
    expect(declined.adjustment).toMatchObject({ state: 'declined', decidedBy: finance.memberId })
    expect(await accountOf(dan)).toMatchObject({ available: 0 })
  })

  test('where there is nobody else it is booked after a day, and not while there is', async () => {
    const eve = await world.newcomer('Eve')
    const { adjustment } = await call(finance, 'points.adjust', adjusting(eve, 700))
    const job = world.modules.pointsJobs.pointsJobs.find(({ name }) => name === 'points.bookLoneAdjustments')
    const run = (now: number) => job?.run({ ...systemContext(now), cursor: undefined, period: '' })
    const second = await staff('finance')
    await run(Date.now() + 25 * HOUR_MS)
    expect(await accountOf(eve)).toMatchObject({ available: 0 })
    await setRoles(second, [])
    await run(Date.now() + 23 * HOUR_MS)
    expect(await accountOf(eve)).toMatchObject({ available: 0 })
    await Promise.all([run(Date.now() + 25 * HOUR_MS), run(Date.now() + 25 * HOUR_MS)])
    expect(await accountOf(eve)).toMatchObject({ available: 700 })
    const [found] = await world.emulator.database.find(POINT_ADJUSTMENTS, {
      query: { _id: adjustment.adjustmentId },
    })
    expect(found).toMatchObject({ state: 'booked', allowed: 'alone' } satisfies Partial<AdjustmentDocument>)
  })

  test('NOT_FOUND for no such member, and CONTENT_REJECTED for the words', async () => {
    const nobody = { openid: '', memberId: `mbr_${newId()}` }
    await expect(call(finance, 'points.adjust', adjusting(nobody, 5))).rejects.toThrow('NOT_FOUND')
    await expect(
      call(finance, 'points.decideAdjustment', { adjustmentId: `adj_${newId()}`, approved: true }),
    ).rejects.toThrow('NOT_FOUND')
    const fay = await world.newcomer('Fay')
    const rude = { ...adjusting(fay, 5), words: RISKY }
    await expect(call(finance, 'points.adjust', rude)).rejects.toThrow('CONTENT_REJECTED')
  })
})

describe('while the audit has found a fault', () => {
  const lone = () =>
    world.modules.pointsJobs.pointsJobs
      .find(({ name }) => name === 'points.bookLoneAdjustments')
      ?.run({ ...systemContext(Date.now() + 25 * HOUR_MS), cursor: undefined, period: '' })
  const fault = { _id: 'mbr_x', schemaVersion: 1, what: 'balance', version: 3, foundAt: 1 }
  const close = () => world.emulator.database.importDocuments(POINT_FAULTS, [fault])
  const open = () => world.emulator.database.remove(POINT_FAULTS, { query: {}, multi: true })
  afterEach(open)

  test('BOOKS_CLOSED: nothing is given at once; what is wrong can still be taken away', async () => {
    const jan = await world.newcomer('Jan')
    await earn(jan, 1)
    await close()
    const asked = adjusting(jan, 5)
    await expect(call(finance, 'points.adjust', asked)).rejects.toThrow('BOOKS_CLOSED')
    await call(finance, 'points.adjust', adjusting(jan, -4))
    expect(await accountOf(jan)).toMatchObject({ available: 6 })
    await open()
    await call(finance, 'points.adjust', asked)
    expect(await accountOf(jan)).toMatchObject({ available: 11 })
  })

  test('BOOKS_CLOSED: what waits can be declined, and is given by one or by two when they are open again', async () => {
    const kai = await world.newcomer('Kai')
    const wish = async () =>
      (await call(finance, 'points.adjust', adjusting(kai, 600))).adjustment.adjustmentId
    const [approved, declined] = [await wish(), await wish()]
    await wish()
    const operator = await staff('operator')
    const decide = (adjustmentId: string, isApproved: boolean) =>
      call(operator, 'points.decideAdjustment', { adjustmentId, approved: isApproved })
    await close()
    await expect(decide(approved, true)).rejects.toThrow('BOOKS_CLOSED')
    expect((await decide(declined, false)).adjustment).toMatchObject({ state: 'declined' })
    await setRoles(operator, [])
    await lone()
    expect(await accountOf(kai)).toMatchObject({ available: 0 })
    await open()
    await setRoles(operator, ['operator'])
    expect((await decide(approved, true)).adjustment).toMatchObject({ state: 'booked' })
    await setRoles(operator, [])
    await lone()
    expect(await accountOf(kai)).toMatchObject({ available: 1200 })
  })
})

describe('reversals', () => {
  const reversing = ({ memberId }: Caller, number: number, reason: 'mistake' | 'fraud') => ({
    requestId: newId(),
    memberId,
    number,
    reason,
    words: '重复发放',
  })

  test('an earning is taken back once, a fraud with its XP', async () => {
    const gus = await world.newcomer('Gus')
    await earn(gus, 2)
    const asked = reversing(gus, 1, 'mistake')
    const { adjustment } = await call(finance, 'points.reverseEntry', asked)
    expect(await call(finance, 'points.reverseEntry', asked)).toEqual({ adjustment })
    expect(adjustment).toMatchObject({ kind: 'reversal', points: -10, state: 'booked' })
    await call(finance, 'points.reverseEntry', reversing(gus, 2, 'fraud'))
    expect(await accountOf(gus)).toMatchObject({ available: 0, xp: 10 })
    expect((await statementOf(gus)).map(({ cause }) => cause)).toEqual([
      'fraud',
      'correction',
      'post',
      'post',
    ])
  })

  test('NOT_FOUND for what was taken back already, for another kind, and for no entry; CONTENT_REJECTED', async () => {
    const ida = await world.newcomer('Ida')
    await earn(ida, 1)
    const reverse = (number: number, words = '重复发放') =>
      call(finance, 'points.reverseEntry', { ...reversing(ida, number, 'mistake'), words })
    await reverse(1)
    for (const number of [1, 2, 9]) await expect(reverse(number)).rejects.toThrow('NOT_FOUND')
    await expect(reverse(1, RISKY)).rejects.toThrow('CONTENT_REJECTED')
  })
})
