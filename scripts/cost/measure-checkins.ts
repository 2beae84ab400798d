/** What a check-in costs, what a challenge does, and what operators do for both. The viewer is an operator by then. */
import { CHECK_IN_CALENDARS, CHECK_INS, DAILY, MAKE_UP_CARDS } from '../../cloudfunctions/checkin/collections'
import { MEMBERS } from '../../cloudfunctions/kit/actor'
import { periodOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import { VIEWER_OPENID } from './community'
import { field, type Meter, newRequestId } from './meter'

const JOINED_DAYS_AGO = 10

/** Measures every action of check-ins. */
export async function measureCheckins(meter: Meter): Promise<void> {
  const now = Date.now()
  await meter.call('home.getActivity', {})
  await meter.measure('checkin.checkIn', { proof: { how: 'tap' } })
  await meter.measureVariant('again', 'checkin.checkIn', { proof: { how: 'tap' } })
  await meter.measure('home.getActivity', {})
  await meter.measure('checkin.getMonth', { month: periodOf('day', now).slice(0, 7) })
  await meter.measure('checkin.explainStreak', {})
  await prepareMissedDay(meter, now)
  await meter.measure('checkin.makeUp', { day: periodOf('day', now - DAY_MS), payWith: 'card' })
  await meter.measure('checkin.getPoster', { days: 3 })
  await measureChallenge(meter, periodOf('day', now))
  const outage = { startsAt: now - HOUR_MS, endsAt: now, reason: '机房断电' }
  await meter.measure('checkin.saveOutage', { requestId: newRequestId(), ...outage })
  await meter.measure('checkin.listOutages', {})
}

/** Yesterday was missed, and there is a card for it; three days in a row were reached before. */
async function prepareMissedDay({ emulator: { database } }: Meter, now: number): Promise<void> {
  const [viewer] = await database.find(MEMBERS, { query: { openid: VIEWER_OPENID } })
  const memberId = String(viewer?._id)
  const joinedDay = periodOf('day', now - JOINED_DAYS_AGO * DAY_MS)
  await database.modify(CHECK_IN_CALENDARS, {
    query: { _id: `${DAILY}:${memberId}` },
    data: { $set: { joinedDay, milestone: 3 } },
    multi: false,
    merge: true,
    upsert: false,
  })
  const card = { _id: 'cost-card', schemaVersion: 1, memberId, givenAt: now, usedFor: '' }
  await database.importDocuments(MAKE_UP_CARDS, [card])
}

async function measureChallenge(meter: Meter, firstDay: string): Promise<void> {
  const words = { title: '七天揉面', rules: '每天揉一次面，写一句手感。', firstDay, days: 7, makeUpsMax: 1 }
  const wish = { requestId: newRequestId(), ...words, proofs: ['tap' as const, 'text' as const] }
  const challengeId = field(await meter.measure('checkin.saveChallenge', wish), 'challengeId')
  await meter.measure('checkin.setChallengeState', { challengeId, state: 'published' })
  await meter.measure('checkin.listManaged', {})
  await meter.measure('checkin.joinChallenge', { challengeId })
  const text = '今天揉了二十分钟的面，终于出膜了'
  await meter.measure('checkin.submitProof', { challengeId, proof: { how: 'text', text } })
  await meter.measure('checkin.getChallenge', { challengeId })
  await meter.measure('checkin.listProofs', { challengeId })
  await meter.measure('checkin.listRanking', { challengeId })
  const [proof] = await meter.emulator.database.find(CHECK_INS, {
    query: { calendarId: await calendarId(meter, challengeId) },
  })
  await meter.measure('checkin.decideProof', { proofId: field(proof, 'place'), passed: false })
}

async function calendarId({ emulator: { database } }: Meter, challengeId: string): Promise<string> {
  const [calendar] = await database.find(CHECK_IN_CALENDARS, { query: { challengeId } })
  return field(calendar, '_id')
}
