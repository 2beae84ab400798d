/** checkin.checkIn, getMonth, explainStreak, getPoster and home.getActivity: the day, its points, its streak and milestones. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { jpegPhoto } from '../../support/photos'
import { createWorld, newRequestId, type Person, present, type World } from '../../support/world'

/** Midnight in Asia/Shanghai at the beginning of 2 March 2027. */
const MIDNIGHT = Date.UTC(2027, 2, 1, 16)
const tap = { proof: { how: 'tap' as const } }

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  await world.settled()
  await world.close()
})
beforeEach(() => world.emulator.clock.set(MIDNIGHT + 4 * HOUR_MS))

const on = (day: number, hour = 12) =>
  world.emulator.clock.set(MIDNIGHT + (day - 2) * DAY_MS + hour * HOUR_MS)
const accountOf = (person: Person) => storedDocument(world, 'point_accounts', person.memberId)
const mineOf = async (person: Person) => present((await person.call('home.getActivity', {})).mine)

/** Checks in on these days of March. */
async function checkInOn(person: Person, ...days: readonly number[]): Promise<void> {
  for (const day of days) {
    await on(day)
    await person.call('checkin.checkIn', tap)
  }
}

test('ok: the first day pays once, and asked again answers the same in two round trips', async () => {
  const { alice } = world
  const first = await alice.call('checkin.checkIn', tap)
  expect(first).toEqual({ day: '2027-03-02', streak: 1, earned: { points: 2, xp: 5 } })
  const again = await alice.call('checkin.checkIn', { proof: { how: 'mood', mood: 'proud' } })
  expect(again).toEqual(first)
  expect(world.lastRecord().roundTrips).toBeLessThanOrEqual(2)
  expect(await accountOf(alice)).toMatchObject({ available: 2, xp: 5, version: 1 })
  expect(await mineOf(alice)).toMatchObject({ streak: { days: 1, doneToday: true }, todays: first })
})

test('ok: points rise with the streak for a week and stay there, and milestones are told once', async () => {
  const bea = await world.newcomer('Bea')
  const brought: (number | undefined)[] = []
  const milestones: (number | undefined)[] = []
  for (const day of [3, 4, 5, 6, 7, 8, 9, 10]) {
    await on(day)
    const { earned, milestone } = await bea.call('checkin.checkIn', tap)
    brought.push(earned?.points)
    milestones.push(milestone)
  }
  expect(brought).toEqual([2, 4, 6, 8, 10, 12, 14, 14])
  expect(milestones.filter((each) => each !== undefined)).toEqual([3, 7])
  await checkInOn(bea, 12, 13)
  await on(14)
  expect(await bea.call('checkin.checkIn', tap)).not.toHaveProperty('milestone')
})

test('ok: before midnight and after it are days of their own', async () => {
  const cid = await world.newcomer('Cid')
  await world.emulator.clock.set(MIDNIGHT + DAY_MS - MINUTE_MS)
  expect(await cid.call('checkin.checkIn', tap)).toMatchObject({ day: '2027-03-02', streak: 1 })
  await world.emulator.clock.set(MIDNIGHT + DAY_MS)
  expect(await cid.call('checkin.checkIn', tap)).toMatchObject({ day: '2027-03-03', streak: 2 })
})

test('ok: a clock that goes back and forth never pays a day twice', async () => {
  const dot = await world.newcomer('Dot')
  await checkInOn(dot, 5, 4, 5, 6, 4, 5, 6)
  expect(await accountOf(dot)).toMatchObject({ version: 3 })
})

test('ok: a mood and a photo are kept with the day; a photo counts before its check', async () => {
  const eva = await world.newcomer('Eva')
  world.emulator.openapi.script.media.mode = 'silent'
  const photoId = await eva.upload(await jpegPhoto(3))
  await on(5)
  await eva.call('checkin.checkIn', { proof: { how: 'photo', photoId } })
  await on(6)
  await eva.call('checkin.checkIn', { proof: { how: 'mood', mood: 'happy' } })
  const { days } = await eva.call('checkin.getMonth', { month: '2027-03' })
  expect(days).toEqual([
    { day: '2027-03-05', mark: 'counted', photoUrl: expect.stringContaining('http') },
    { day: '2027-03-06', mark: 'counted', mood: 'happy' },
  ])
  world.emulator.openapi.script.media.mode = 'pass'
})

test('ok: an outage keeps the streak of everybody, and the explanation says so', async () => {
  const { carol } = world
  await checkInOn(carol, 10, 11, 13)
  expect((await mineOf(carol)).streak.days).toBe(1)
  const operator = await world.newcomer('Ops')
  await world.emulator.database.modify('members', {
    query: { _id: operator.memberId },
    data: { $set: { roles: ['operator'] } },
    multi: false,
    merge: true,
    upsert: false,
  })
  const startsAt = MIDNIGHT + 10 * DAY_MS + 20 * HOUR_MS
  const outage = { startsAt, endsAt: startsAt + HOUR_MS, reason: '机房断电' }
  await operator.call('checkin.saveOutage', { requestId: newRequestId(), ...outage })
  expect((await operator.call('checkin.listOutages', {})).outages).toEqual([outage])
  // What is remembered of outages is remembered for half a minute: another instance asks anew.
  world.emulator.functions.reload('checkin')
  const { streak, days } = await carol.call('checkin.explainStreak', {})
  expect(streak).toMatchObject({ days: 4, since: '2027-03-10', doneToday: true })
  expect(days.slice(0, 2)).toEqual([
    { day: '2027-03-13', mark: 'counted', at: expect.any(Number), how: 'tap' },
    { day: '2027-03-12', mark: 'credited', reason: '机房断电' },
  ])
})

test('ok: what is missed breaks the run, and the explanation says where', async () => {
  const finn = await world.newcomer('Finn')
  await checkInOn(finn, 20, 21, 24)
  const { streak, before } = await finn.call('checkin.explainStreak', {})
  expect(streak).toEqual({ days: 1, since: '2027-03-24', doneToday: true, longest: 2 })
  expect(before).toEqual({
    from: '2027-03-20',
    to: '2027-03-21',
    days: 2,
    brokenOn: '2027-03-22',
    why: 'missed',
    makeUpUntil: '2027-03-25',
  })
})

test('refusals: a coupon where none is offered, a photo of somebody else, an outage to come', async () => {
  const { alice, bob } = world
  expect(await bob.refusal('checkin.checkIn', { ...tap, reward: 'coupon' })).toBe('NOT_FOUND')
  const photoId = await alice.upload(await jpegPhoto(4))
  expect(await bob.refusal('checkin.checkIn', { proof: { how: 'photo', photoId } })).toBe('MEDIA_NOT_READY')
  expect(await bob.refusal('checkin.checkIn', { proof: { how: 'text', text: '十个字以上的一句话了' } })).toBe(
    'INVALID_INPUT',
  )
})

test('ok: a milestone has a poster: a photo that has passed, and a code that is made once and leads to the tab', async () => {
  const pia = await world.newcomer('Pia')
  await checkInOn(pia, 2, 3)
  await on(4)
  const photoId = await pia.upload(await jpegPhoto(12))
  await pia.call('checkin.checkIn', { proof: { how: 'photo', photoId } })
  await world.settled()
  expect((await mineOf(pia)).month.days.at(-1)).toMatchObject({ day: '2027-03-04', milestone: 3 })
  const first = await pia.call('checkin.getPoster', { days: 3 })
  const withPhoto = { codeUrl: expect.stringContaining('http'), photoUrl: expect.stringContaining('http') }
  expect(first).toEqual(withPhoto)
  expect(world.emulator.openapi.codes().at(-1)).toMatchObject({ page: 'pages/activity/index' })
  const made = world.emulator.openapi.codes().length
  await setFields(world, 'media', photoId, { state: 'rejected' })
  expect(await pia.call('checkin.getPoster', { days: 3 })).toEqual({ codeUrl: withPhoto.codeUrl })
  expect(world.emulator.openapi.codes()).toHaveLength(made)
})

test('NOT_FOUND: no poster of what is no milestone, or was not reached', async () => {
  const { carol } = world
  await checkInOn(carol, 2, 3)
  for (const days of [0, 2, 3, 7])
    expect(await carol.refusal('checkin.getPoster', { days })).toBe('NOT_FOUND')
})
