/** checkin.makeUp: two a month, within three days, for points or a card; and the newcomer's ladder and milestones. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { runOf, tickAfter } from '../../support/jobs'
import { createWorld, newRequestId, type Person, present, type World } from '../../support/world'

/** Midnight in Asia/Shanghai at the beginning of 1 March 2027. */
const MIDNIGHT = Date.UTC(2027, 1, 28, 16)

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const dayOf = (day: number) => `2027-03-${String(day).padStart(2, '0')}`
const on = (day: number) => world.emulator.clock.set(MIDNIGHT + (day - 1) * DAY_MS + 12 * HOUR_MS)
const accountOf = (person: Person) => storedDocument(world, 'point_accounts', person.memberId)
const makeUp = (person: Person, day: number, payWith: 'points' | 'card' = 'points') =>
  person.call('checkin.makeUp', { day: dayOf(day), payWith })
const refusal = (person: Person, day: number, payWith: 'points' | 'card' = 'points') =>
  person.refusal('checkin.makeUp', { day: dayOf(day), payWith })
const mineOf = async (person: Person) => present((await person.call('home.getActivity', {})).mine)

async function checkInOn(person: Person, ...days: readonly number[]): Promise<void> {
  for (const day of days) {
    await on(day)
    await person.call('checkin.checkIn', { proof: { how: 'tap' } })
  }
}

test('ok: a missed day is made up for points, once, and joins the runs around it', async () => {
  const { alice } = world
  await checkInOn(alice, 1, 2, 3, 4, 6)
  const { available } = await accountOf(alice)
  expect(await mineOf(alice)).toMatchObject({ makeUp: { days: [dayOf(5)], left: 2, points: 20, cards: 0 } })
  const made = await makeUp(alice, 5)
  expect(made).toMatchObject({ streak: { days: 6, since: dayOf(1) }, makeUp: { days: [], left: 1 } })
  expect(await makeUp(alice, 5)).toEqual(made)
  expect((await accountOf(alice)).available).toBe(Number(available) - 20)
  const { days } = await alice.call('checkin.explainStreak', {})
  expect(days[1]).toMatchObject({ day: dayOf(5), mark: 'madeUp', paidWith: 'points' })
})

test('ok: with a card, the oldest first; two at once use one card for one day', async () => {
  const { bob } = world
  const card = (n: number) => ({
    _id: `o${n}`,
    schemaVersion: 1,
    memberId: bob.memberId,
    givenAt: n,
    usedFor: '',
  })
  await world.emulator.database.importDocuments('make_up_cards', [card(2), card(1)])
  await checkInOn(bob, 10, 12)
  await Promise.all([makeUp(bob, 11, 'card'), makeUp(bob, 11, 'card')])
  expect(await storedDocument(world, 'make_up_cards', 'o1')).toMatchObject({
    usedFor: `daily:${bob.memberId}:${dayOf(11)}`,
  })
  expect(await mineOf(bob)).toMatchObject({ streak: { days: 3 }, makeUp: { cards: 1 } })
})

test('LIMIT_REACHED, CHECK_IN_CLOSED, NOT_FOUND, INSUFFICIENT_POINTS', async () => {
  const { carol } = world
  expect(await refusal(carol, 1)).toBe('NOT_FOUND')
  await checkInOn(carol, 15, 17)
  expect(await refusal(carol, 16, 'card')).toBe('NOT_FOUND')
  expect(await refusal(carol, 16)).toBe('INSUFFICIENT_POINTS')
  expect(await refusal(carol, 17)).toBe('CHECK_IN_CLOSED')
  const cards = [1, 2, 3].map((n) => ({
    ...{ _id: `c${n}`, schemaVersion: 1, memberId: carol.memberId },
    ...{ givenAt: n, usedFor: '' },
  }))
  await world.emulator.database.importDocuments('make_up_cards', cards)
  await checkInOn(carol, 21)
  await makeUp(carol, 18, 'card')
  await makeUp(carol, 19, 'card')
  expect(await refusal(carol, 20, 'card')).toBe('LIMIT_REACHED')
  expect(await mineOf(carol)).toMatchObject({ makeUp: { days: [], left: 0, cards: 1 } })
  await on(24)
  expect(await refusal(carol, 20, 'card')).toBe('CHECK_IN_CLOSED')
})

test('ok: three days lead a newcomer up the ladder, with a gift and points, once; milestones are told', async () => {
  const dan = await world.newcomer('Dan')
  await checkInOn(dan, 1, 2)
  const stepsOf = async () => present((await dan.call('member.getMe', {})).member).onboarding.steps
  expect(await stepsOf()).toMatchObject({ checkIns: 'todo', gift: 'todo' })
  await checkInOn(dan, 3)
  const before = Number((await accountOf(dan)).available)
  expect((await tickAfter(world, MINUTE_MS)).failed).toEqual([])
  expect(await stepsOf()).toMatchObject({ checkIns: 'done', gift: 'done' })
  const coupons = () =>
    world.emulator.database.find('outbox', { query: { kind: 'checkin.couponEarned', key: dan.memberId } })
  expect(await coupons()).toMatchObject([
    { payload: { memberId: dan.memberId, claimKey: `newcomer:${dan.memberId}`, templateKey: 'newcomer' } },
  ])
  expect((await accountOf(dan)).available).toBe(before + 5)
  // The coupon is told of as well, by the mall, whenever its turn comes.
  const told = async () =>
    (await dan.call('notice.listNotices', { group: 'system' })).notices.filter(
      ({ kind }) => kind === 'milestone',
    )
  expect(await told()).toMatchObject([{ about: '3' }])
  await checkInOn(dan, 4)
  await tickAfter(world, MINUTE_MS)
  expect(await coupons()).toHaveLength(1)
  expect(await told()).toHaveLength(1)
})

test('ok: somebody who comes back is led on, and given no newcomer’s gift', async () => {
  const eve = await world.newcomer('Eve')
  await setFields(world, 'members', eve.memberId, { returned: true })
  await checkInOn(eve, 1, 3, 5)
  await tickAfter(world, MINUTE_MS)
  const { steps } = present((await eve.call('member.getMe', {})).member).onboarding
  expect(steps).toMatchObject({ checkIns: 'done', gift: 'closed' })
  const query = { kind: 'checkin.couponEarned', key: eve.memberId }
  expect(await world.emulator.database.find('outbox', { query })).toEqual([])
})

test('ok: a calendar that has drifted is brought back to its check-ins, and a second run repairs nothing', async () => {
  const fred = await world.newcomer('Fred')
  await checkInOn(fred, 25, 26)
  const calendarId = `daily:${fred.memberId}`
  await setFields(world, 'check_in_calendars', calendarId, { months: { '2027-03': `${'.'.repeat(23)}xx` } })
  const job = 'checkin.reconcileCalendars'
  const first = await runOf(world, job, await tickAfter(world, DAY_MS))
  expect(first.repaired).toBe(1)
  expect(await storedDocument(world, 'check_in_calendars', calendarId)).toMatchObject({
    months: { '2027-03': `${'.'.repeat(24)}xx` },
  })
  const second = await runOf(world, job, await tickAfter(world, DAY_MS))
  expect(second.repaired).toBe(0)
})

test('ok: how many have joined a challenge is counted again', async () => {
  const { alice, bob } = world
  await setFields(world, 'members', alice.memberId, { roles: ['operator'] })
  await on(30)
  const words = { title: '七天', rules: '每天一次。', firstDay: dayOf(30), days: 7, makeUpsMax: 1 }
  const saved = { requestId: newRequestId(), ...words, proofs: ['tap' as const] }
  const { challengeId } = await alice.call('checkin.saveChallenge', saved)
  await alice.call('checkin.setChallengeState', { challengeId, state: 'published' })
  await bob.call('checkin.joinChallenge', { challengeId })
  await setFields(world, 'challenges', challengeId, { memberCount: 40 })
  const run = await runOf(world, 'checkin.reconcileMembers', await tickAfter(world, DAY_MS))
  expect(run.repaired).toBe(1)
  expect(await storedDocument(world, 'challenges', challengeId)).toMatchObject({ memberCount: 1 })
})
