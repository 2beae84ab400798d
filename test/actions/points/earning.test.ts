/** What is earned is paid once, within its caps, and taken back once; with the real SDK on the emulator. */
import { type Award, awardKey } from '../../../cloudfunctions/points/award-rules'
import { trialOf } from '../../../cloudfunctions/points/ledger'
import { type PointsSettings, pointsConfig } from '../../../cloudfunctions/points/settings'
import { DAY_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

const SETTINGS: PointsSettings = pointsConfig.values.parse({})
const AT = Date.UTC(2026, 10, 22, 4)
let causes = 0

const award = ({ memberId }: Caller, more: Partial<Award> = {}): Award => ({
  source: 'post',
  memberId,
  subjectId: `pst_${++causes}`,
  at: AT,
  ...more,
})
const pay = (wanted: Award, settings = SETTINGS) =>
  world.modules.transaction.inTransaction((tx) => world.modules.earningStore.pay(tx, wanted, settings))
const takeBack = (wanted: Award, why: 'undone' | 'fraud') => {
  const key = awardKey(wanted, SETTINGS)
  return world.modules.transaction.inTransaction((tx) =>
    world.modules.earningStore.takeBack(tx, key, why, AT),
  )
}
const accountOf = ({ memberId }: Caller) => world.modules.pointsStore.findAccount(memberId)
const entriesOf = ({ memberId }: Caller) => world.modules.pointsStore.findEntries(memberId, undefined, 100)

test('a cause is paid once, however often it is told', async () => {
  const anna = await world.newcomer('Anna')
  const wanted = award(anna)
  const told = await Promise.all([1, 2, 3].map(() => pay(wanted)))
  expect(told.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(await accountOf(anna)).toMatchObject({ available: 10, xp: 10, version: 1 })
})

test('undone it is taken back, the XP stay; done again it is not paid twice', async () => {
  const bert = await world.newcomer('Bert')
  const wanted = award(bert)
  await pay(wanted)
  await takeBack(wanted, 'undone')
  expect(await takeBack(wanted, 'undone')).toMatchObject({ isNew: false })
  expect(await pay(wanted)).toMatchObject({ isNew: false })
  expect(await accountOf(bert)).toMatchObject({ available: 0, debt: 0, xp: 10 })
  const postings = (await entriesOf(bert)).flatMap((entry) => entry.postings)
  expect(trialOf(postings)).toEqual({ points: 0, xp: 0 })
  expect(
    postings.reduce((sum, { account, unit, amount }) => {
      return account === 'mint:post' && unit === 'points' ? sum + amount : sum
    }, 0),
  ).toBe(0)
})

test('a fraud is taken back from a banned member too, with its XP, and owed where it is spent', async () => {
  const carl = await world.newcomer('Carl')
  const { guard, transaction } = world.modules
  const wanted = award(carl)
  await pay(wanted)
  await transaction.inTransaction((tx) => guard.setGuard(tx, carl.memberId, 'banned'))
  await takeBack(wanted, 'fraud')
  expect(await accountOf(carl)).toMatchObject({ available: 0, xp: 0 })
  await expect(pay(award(carl))).rejects.toThrow('MEMBER_BANNED')
})

test('nothing is taken back that was never paid', async () => {
  const dan = await world.newcomer('Dan')
  expect(await takeBack(award(dan), 'undone')).toBeUndefined()
  expect(await entriesOf(dan)).toEqual([])
})

describe('caps', () => {
  test('of a rule and day: what is beyond is an entry of nothing, with the reason', async () => {
    const eve = await world.newcomer('Eve')
    for (const expected of [undefined, undefined, 'ruleDay'])
      expect((await pay(award(eve))).entry.capped).toBe(expected)
    expect(await accountOf(eve)).toMatchObject({ available: 20, version: 3 })
    expect((await pay(award(eve, { at: AT + DAY_MS }))).entry.capped).toBeUndefined()
  })

  test('of a member and day, whatever the sources', async () => {
    const fay = await world.newcomer('Fay')
    const tight = { ...SETTINGS, memberDayMax: 20 }
    expect((await pay(award(fay, { source: 'answer' }), tight)).entry.capped).toBeUndefined()
    expect((await pay(award(fay), tight)).entry.capped).toBe('memberDay')
    expect(await accountOf(fay)).toMatchObject({ available: 15 })
  })

  test('of a pair of members and day, and what was nothing does not count', async () => {
    const [gus, ida] = [await world.newcomer('Gus'), await world.newcomer('Ida')]
    const tight = { ...SETTINGS, pairDayMax: 1 }
    const from = (giver: Caller) => award(gus, { source: 'answer', giverId: giver.memberId })
    expect((await pay(from(ida), tight)).entry.capped).toBeUndefined()
    expect((await pay(from(ida), tight)).entry.capped).toBe('pairDay')
    const { entry } = await pay({ ...from(ida), at: AT + DAY_MS }, tight)
    expect(entry.capped).toBeUndefined()
  })

  test('a rule that is off pays nothing, and a new version of it pays anew', async () => {
    const jo = await world.newcomer('Jo')
    const { post } = SETTINGS.rules
    const withPost = (change: object) => ({
      ...SETTINGS,
      rules: { ...SETTINGS.rules, post: { ...post, ...change } },
    })
    const wanted = award(jo)
    expect((await pay(wanted, withPost({ on: false }))).entry.capped).toBe('off')
    expect((await pay(wanted, withPost({ points: 50 }))).isNew).toBe(false)
    expect((await pay(wanted, withPost({ version: 2 }))).entry.after.available).toBe(10)
  })

  test('ten at once never pay more than the day allows', async () => {
    const kai = await world.newcomer('Kai')
    const told = await Promise.all(Array.from({ length: 10 }, () => pay(award(kai))))
    expect(told.filter(({ entry }) => entry.capped === undefined)).toHaveLength(2)
    expect(await accountOf(kai)).toMatchObject({ available: 20, version: 10 })
  })
})
