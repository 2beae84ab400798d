/** What the jobs of check-ins do: challenges that an outage completes, words that are asked about again, reminders. */
import type { Input } from '../../../contract/index'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import type { Document } from '../../../emulator/types'
import { setFields, storedDocument } from '../../support/documents'
import { tick } from '../../support/jobs'
import { createWorld, newRequestId, type Person, type World } from '../../support/world'

/** Midnight in Asia/Shanghai at the beginning of 1 March 2027. */
const MIDNIGHT = Date.UTC(2027, 1, 28, 16)
const A_TEXT = '今天揉了二十分钟的面，终于出膜了'
const tap = { proof: { how: 'tap' as const } }

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await world.newcomer('Ops')
  await setFields(world, 'members', operator.memberId, { roles: ['operator'] })
})
afterAll(async () => {
  await world.settled()
  await world.close()
})
afterEach(() => {
  world.emulator.openapi.script.text.mode = 'by-content'
})

const at = (day: number, hour: number, minute = 0) =>
  MIDNIGHT + (day - 1) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS
const on = (day: number, hour = 12, minute = 0) => world.emulator.clock.set(at(day, hour, minute))
const dayOf = (day: number) => `2027-03-${String(day).padStart(2, '0')}`

/** A challenge of taps and words that begins on this day, and everybody in it. */
async function challengeOf(firstDay: number, days: number, ...members: readonly Person[]): Promise<string> {
  const wish: Input<'checkin.saveChallenge'> = {
    ...{ requestId: newRequestId(), title: '揉面', rules: '每天揉一次面。', makeUpsMax: 0 },
    ...{ firstDay: dayOf(firstDay), days, proofs: ['tap', 'text'] },
    coupon: { templateKey: 'course', validDays: 14 },
  }
  const { challengeId } = await operator.call('checkin.saveChallenge', wish)
  await operator.call('checkin.setChallengeState', { challengeId, state: 'published' })
  for (const member of members) await member.call('checkin.joinChallenge', { challengeId })
  return challengeId
}
const saveOutage = (startsAt: number, endsAt: number) =>
  operator.call('checkin.saveOutage', { requestId: newRequestId(), startsAt, endsAt, reason: '机房断电' })
const couponsOf = ({ memberId }: Person) =>
  world.emulator.database.find('outbox', { query: { kind: 'checkin.couponEarned', key: memberId } })
const completedAt = async (person: Person, challengeId: string) =>
  (await person.call('checkin.getChallenge', { challengeId })).challenge.mine?.completedAt

describe('an outage', () => {
  test('completes a challenge when its last day is over, once, and of nobody who has missed another day', async () => {
    const [ann, ben, banned] = [
      await world.newcomer('Ann'),
      await world.newcomer('Ben'),
      await world.newcomer('Banned'),
    ]
    await on(1)
    const challengeId = await challengeOf(1, 2, ann, ben, banned)
    for (const person of [ann, banned]) await person.call('checkin.submitProof', { challengeId, ...tap })
    await on(2)
    await saveOutage(at(2, 8), at(2, 9))
    const guard = { _id: banned.memberId, schemaVersion: 1, standing: 'banned', writes: 1 }
    await world.emulator.database.importDocuments('member_guards', [guard])
    await on(2, 23)
    await tick(world)
    expect(await couponsOf(ann)).toEqual([])
    await on(3, 0, 5)
    expect((await tick(world)).failed).toEqual([])
    expect(await completedAt(ann, challengeId)).toBeGreaterThanOrEqual(at(3, 0, 5))
    expect(await completedAt(ben, challengeId)).toBeUndefined()
    await on(3, 0, 10)
    await tick(world)
    expect(await couponsOf(ann)).toHaveLength(1)
    expect(await couponsOf(ben)).toEqual([])
    expect(await couponsOf(banned)).toEqual([])
    const [outage] = await world.emulator.database.find('outages', { query: {} })
    expect(outage).not.toHaveProperty('dueAt')
  })

  test('that is written down late completes within minutes; each of its days is looked at when it is over', async () => {
    const cem = await world.newcomer('Cem')
    await on(5)
    const [first, both] = [await challengeOf(5, 1, cem), await challengeOf(5, 2, cem)]
    await on(6, 12)
    await saveOutage(at(5, 23), at(6, 1))
    await on(6, 12, 1)
    await tick(world)
    expect(await couponsOf(cem)).toEqual([])
    await on(6, 12, 3)
    await tick(world)
    expect(await completedAt(cem, first)).toBeDefined()
    expect(await completedAt(cem, both)).toBeUndefined()
    await on(7, 0, 5)
    await tick(world)
    expect(await completedAt(cem, both)).toBeDefined()
    expect(await couponsOf(cem)).toHaveLength(2)
  })
})

describe('words that could not be checked', () => {
  const proofOf = (person: Person, challengeId: string, day: number): Promise<Document> =>
    storedDocument(world, 'check_ins', `${challengeId}:${person.memberId}:${dayOf(day)}`)
  const shownOf = async (challengeId: string) =>
    (await operator.call('checkin.listProofs', { challengeId })).proofs

  async function unchecked(day: number): Promise<{ person: Person; challengeId: string }> {
    const person = await world.newcomer('Dora')
    await on(day)
    const challengeId = await challengeOf(day, 3, person)
    world.emulator.openapi.script.text.mode = 'down'
    await person.call('checkin.submitProof', { challengeId, proof: { how: 'text', text: A_TEXT } })
    return { person, challengeId }
  }

  test('are asked about again, further and further apart, and shown once they have passed', async () => {
    const { person, challengeId } = await unchecked(10)
    await on(10, 12, 4)
    await tick(world)
    expect(await proofOf(person, challengeId, 10)).not.toHaveProperty('textAsks')
    await on(10, 12, 6)
    await tick(world)
    expect(await proofOf(person, challengeId, 10)).toMatchObject({ unchecked: true, textAsks: 1 })
    world.emulator.openapi.script.text.mode = 'by-content'
    await on(10, 12, 30)
    await tick(world)
    expect(await shownOf(challengeId)).toEqual([])
    await on(10, 13, 7)
    await tick(world)
    expect(await shownOf(challengeId)).toMatchObject([{ text: A_TEXT }])
    expect(await proofOf(person, challengeId, 10)).not.toHaveProperty('unchecked')
  })

  test('that turn out to be risky make their day void, and their member is told', async () => {
    const { person, challengeId } = await unchecked(12)
    world.emulator.openapi.script.text.mode = 'risky'
    await on(12, 12, 6)
    await tick(world)
    await on(12, 12, 7)
    await tick(world)
    expect(await proofOf(person, challengeId, 12)).toMatchObject({ mark: 'void', shown: false })
    const { notices } = await person.call('notice.listNotices', { group: 'system' })
    expect(notices).toMatchObject([{ kind: 'proofRejected' }])
  })

  test('three times in vain are left to a person, whose word stands', async () => {
    const { person, challengeId } = await unchecked(14)
    for (const hour of [13, 15, 18]) {
      await on(14, hour)
      await tick(world)
    }
    const left = await proofOf(person, challengeId, 14)
    expect(left).toMatchObject({ textAsks: 3, mark: 'counted', shown: false })
    expect(left).not.toHaveProperty('unchecked')
    await operator.call('checkin.decideProof', { proofId: String(left.place), passed: true })
    expect(await shownOf(challengeId)).toHaveLength(1)
  })
})

describe('the reminder', () => {
  const messagesTo = ({ openid }: Person) =>
    world.emulator.openapi.messages().filter((message) => message.openid === openid)
  const remindersOf = async (person: Person) =>
    (await person.call('notice.listNotices', { group: 'system' })).notices.filter(
      ({ kind }) => kind === 'streakReminder',
    )
  /** Somebody who has checked in yesterday, and wishes to be told. */
  async function wishing(nickname: string, wish = true): Promise<Person> {
    const person = await world.newcomer(nickname)
    await person.call('checkin.checkIn', tap)
    if (!wish) return person
    await world.emulator.openapi.grantCredits(person.openid, 'tpl_checkIn', 1)
    const templates = [{ templateId: 'tpl_checkIn', accepted: true }]
    await person.call('notice.recordConsent', { requestId: newRequestId(), templates })
    return person
  }

  test('reaches who wished it and has not checked in, once; and nobody else', async () => {
    await on(20)
    const told = await wishing('Told')
    const done = await wishing('Done')
    const unasked = await wishing('Unasked', false)
    const off = await wishing('Off')
    await off.call('member.updateSettings', { notify: { checkIn: false } })
    const asleep = await wishing('Asleep')
    await asleep.call('member.updateSettings', { quietHours: { fromHour: 19, toHour: 9 } })
    await on(21)
    await done.call('checkin.checkIn', tap)
    await on(21, 19, 59)
    await tick(world)
    expect(await remindersOf(told)).toEqual([])
    for (const minute of [0, 1, 2]) {
      await on(21, 20, minute)
      expect((await tick(world)).failed).toEqual([])
    }
    expect(await remindersOf(told)).toMatchObject([{ about: '1' }])
    expect(messagesTo(told)).toMatchObject([
      { templateId: 'tpl_checkIn', page: 'pages/activity/index', data: { number2: '1' } },
    ])
    for (const person of [done, unasked, off]) expect(await remindersOf(person)).toEqual([])
    for (const person of [done, unasked, off, asleep]) expect(messagesTo(person)).toEqual([])
    // The wish was for one evening, and the streak is over.
    await on(22, 20)
    await tick(world)
    expect(await remindersOf(told)).toHaveLength(1)
  })

  test('that is caught up with on the next day is not told any more', async () => {
    await on(24)
    const late = await wishing('Late')
    await on(26, 1)
    await tick(world)
    expect(await remindersOf(late)).toEqual([])
  })
})
