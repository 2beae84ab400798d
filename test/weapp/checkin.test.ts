/** Check-ins on one's own phone: the tap, the day made up, the milestone's poster, a challenge, its proofs, and why. */
import { type Months, withMark } from '../../cloudfunctions/checkin/calendar-rules'
import { callerKey } from '../../cloudfunctions/kit/id'
import { addDays, periodOf } from '../../cloudfunctions/kit/period'
import type { Input } from '../../contract/index'
import { PAGE_SIZE_DEFAULT } from '../../contract/limits'
import { setFields } from '../support/documents'
import { publishFigures } from '../support/figures'
import { upTo } from '../support/situations'
import type { MiniProgram } from '../support/weapp/mini-program'
import { givePhones } from '../support/weapp/phones'
import { createWorld, newRequestId, type Person, type World } from '../support/world'

const KIB = 1024
const ACTIVITY = '/pages/activity/index'

let world: World
let operator: Person
const phone = givePhones(() => world)
const today = () => periodOf('day', world.emulator.clock.now())

beforeAll(async () => {
  world = await createWorld()
  operator = world.carol
  await setFields(world, 'members', operator.memberId, { roles: ['operator'] })
}, 60_000)
afterAll(() => world.close())

async function opened(person: Person, url: string): Promise<MiniProgram> {
  const { mp } = phone(person)
  await mp.launch(url)
  return mp
}

/** Somebody who has checked in on these days, counted back from today. */
async function member(nickname: string, ...daysAgo: readonly number[]): Promise<Person> {
  const person = await world.newcomer(nickname)
  if (daysAgo.length === 0) return person
  const { memberId } = person
  const calendarId = `daily:${memberId}`
  const about = { schemaVersion: 1, challengeId: 'daily', memberId, callerKey: callerKey(person.openid) }
  const days = daysAgo.map((ago) => addDays(today(), -ago)).sort()
  const months = days.reduce<Months>((before, day) => withMark(before, day, 'counted'), {})
  const calendar = { ...about, _id: calendarId, months, milestone: 0, place: 'rnk_0', version: 1 }
  await world.emulator.database.importDocuments('check_in_calendars', [
    { ...calendar, joinedDay: days[0] ?? today(), rankedDays: days.length },
  ])
  await world.emulator.database.importDocuments(
    'check_ins',
    days.map((day) => {
      const done = { mark: 'counted', how: 'tap', at: world.emulator.clock.now(), shown: false }
      return {
        ...about,
        ...done,
        _id: `${calendarId}:${day}`,
        calendarId,
        day,
        place: `prf_${memberId}${day}`,
      }
    }),
  )
  return person
}

async function challenge(more: Partial<Input<'checkin.saveChallenge'>> = {}): Promise<string> {
  const words = { title: '七天揉面', rules: '每天揉一次面。', makeUpsMax: 1 }
  const { challengeId } = await operator.call('checkin.saveChallenge', {
    ...{ requestId: newRequestId(), ...words, firstDay: today(), days: 7, proofs: ['text'], ...more },
  })
  await operator.call('checkin.setChallengeState', { challengeId, state: 'published' })
  // A new one is seen everywhere within half a minute; a new instance knows it at once.
  world.emulator.functions.reload('home')
  return challengeId
}

test('one tap checks in: the streak, the week, the points and the month say so, and asked again it is the same day', async () => {
  const ann = await member('安安')
  const mp = await opened(ann, ACTIVITY)
  expect(mp.text('#checkin-streak')).toContain('0')
  await mp.tap('#checkin-go')
  expect(mp.text('#checkin-done')).toContain('今天 +2 积分')
  expect(mp.text('#checkin-streak')).toContain('1')
  expect(mp.all('.day-counted')).toHaveLength(1)
  expect(mp.calls('vibrateShort')).toHaveLength(1)
  expect(mp.find('#checkin-go')).toBeUndefined()
  const bytes = mp.setData().reduce((sum, entry) => sum + entry.bytes, 0)
  publishFigures('weapp-checkin', [
    { name: 'setData of the activity tab and a check-in', value: bytes / KIB, max: 48, unit: 'KiB' },
  ])
  await ann.call('checkin.checkIn', { proof: { how: 'mood', mood: 'happy' } })
  expect((await ann.call('points.getBalance', {})).balance.available).toBe(2)
})

test('after the tap a reminder of tomorrow is offered among what is read, and not once there is one', async () => {
  const mp = await opened(await member('想起来'), ACTIVITY)
  expect(mp.find('#offer')).toBeUndefined()
  await mp.tap('#checkin-go')
  expect(mp.text('#offer')).toContain('明天提醒我打卡？')
  mp.answer('requestSubscribeMessage', ({ tmplIds }) =>
    Object.fromEntries([tmplIds].flat().map((id) => [String(id), 'accept'])),
  )
  await mp.tap('#offer-allow')
  expect(mp.find('#offer')).toBeUndefined()
})

test('a missed day is made up for points, and stands as such in the month', async () => {
  const ben = await member('补一天', 2)
  const thanks = { memberId: ben.memberId, kind: 'thanks', reason: 'helping', words: '谢谢' } as const
  await operator.call('points.adjust', { requestId: newRequestId(), ...thanks, points: 30 })
  const missed = addDays(today(), -1)
  const mp = await opened(ben, ACTIVITY)
  await mp.tap(`#make-up-${missed}`)
  await mp.tap('#make-up-points')
  expect(mp.find('#make-up-sheet')).toBeUndefined()
  expect(mp.text('#checkin-streak')).toContain('2')
  expect((await ben.call('points.getBalance', {})).balance.available).toBe(10)
})

test('a milestone offers a poster, at once and later from its day in the calendar', async () => {
  const cem = await member('三天', 1, 2)
  const mp = await opened(cem, ACTIVITY)
  await mp.tap('#checkin-go')
  expect(mp.text('#checkin-milestone')).toContain('连续打卡 3 天')
  await mp.tap('#checkin-poster')
  expect(mp.stack().at(-1)).toBe('packages/compose/poster')
  expect(mp.find('#poster-picture')).toBeDefined()
  await mp.back()
  await mp.tap(`#day-${today()}`)
  expect(mp.stack().at(-1)).toBe('packages/compose/poster')
})

test('why: each day with what is written down of it', async () => {
  const mp = await opened(await member('为什么', 0, 1, 3), ACTIVITY)
  await mp.tap('#activity-why')
  expect(mp.stack().at(-1)).toBe('packages/checkin/why')
  expect(mp.text('#why-streak')).toContain('连续 2 天')
  expect(mp.text(`#why-${addDays(today(), -2)}`)).toContain('没有打卡')
})

test('a challenge is joined and proven with words, which stand among the others', async () => {
  const challengeId = await challenge()
  const mp = await opened(await member('揉面的人'), ACTIVITY)
  await mp.tap(`#challenge-${challengeId}`)
  expect(mp.text('#proofs-empty')).toBe('还没有能看的打卡')
  await mp.tap('#challenge-join')
  await mp.input('#proof-text', '今天揉了二十分钟的面，终于出膜了')
  await mp.tap('#proof-text-send')
  expect(mp.text('#page-challenge')).toContain('1 / 7 天')
  expect(mp.text('#proofs')).toContain('终于出膜了')
  expect(mp.text('#proofs-end')).toBe('到底了，都看完了')
  expect(mp.text('#rank-1')).toContain('揉面的人')
})

test('proofs are read to their end; what did not come is asked for again', async () => {
  const challengeId = await challenge({ days: 1 })
  const count = PAGE_SIZE_DEFAULT + 2
  const { memberId } = await member('写了很多')
  await world.emulator.database.importDocuments(
    'check_ins',
    upTo(count).map((n) => {
      const place = `prf_${String(n).padStart(13, '0')}`
      const given = { how: 'text', text: `第 ${n} 次揉面，手感越来越好`, shown: true, mark: 'counted' }
      const about = { challengeId, memberId, callerKey: 'k', day: today(), at: 1, schemaVersion: 1 }
      return { ...about, ...given, _id: `${challengeId}:${n}`, calendarId: `${challengeId}:${n}`, place }
    }),
  )
  const { mp } = phone(world.alice)
  await mp.launch(`/packages/checkin/challenge?challengeId=${challengeId}`)
  expect(mp.all('.shown-proof')).toHaveLength(PAGE_SIZE_DEFAULT)
  await mp.setOnline(false)
  await mp.lifecycle('onReachBottom')
  await mp.waitFor(() => mp.find('#proofs-retry') !== undefined, 'the way to try again')
  expect(mp.all('.shown-proof')).toHaveLength(PAGE_SIZE_DEFAULT)
  await mp.setOnline(true)
  await mp.tap('#proofs-retry')
  expect(mp.all('.shown-proof')).toHaveLength(count)
  expect(mp.find('#proofs-end')).toBeDefined()
})
