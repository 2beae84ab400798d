/** Situations of check-ins: somebody new, a challenge of two days of which the first was missed, a card to make it up. */
import { callerKey } from '../../cloudfunctions/kit/id'
import { addDays, periodOf, startOf } from '../../cloudfunctions/kit/period'
import type { Caller, InProcessWorld } from './in-process'
import { copyOf, newId, peopleOf, stored, systemContext } from './situations'

const COUPON = { templateKey: 'course', validDays: 14 }

/** Somebody who has joined, and has done nothing yet. */
export async function somebody(world: InProcessWorld): Promise<Caller> {
  const { alice } = await peopleOf(world)
  const openid = `oTest${newId()}`
  return { openid, memberId: await copyOf(world, 'members', alice.memberId, { openid }) }
}

/** A member in a challenge whose last day is today, with these days of it missed and cards for them. */
export interface InChallenge {
  readonly caller: Caller
  readonly challengeId: string
  /** The days before today, the first first: all of them missed. */
  readonly missed: readonly string[]
  readonly calendarId: string
}

/** @param makeUpsMax how many of the missed days may be made up */
export async function inChallenge(
  world: InProcessWorld,
  missedDays: 1 | 2,
  makeUpsMax: number,
): Promise<InChallenge> {
  const { database } = world.emulator
  const caller = await somebody(world)
  const today = periodOf('day', Date.now())
  const challengeId = `chl_${newId()}`
  const firstDay = addDays(today, -missedDays)
  const span = { firstDay, lastDay: today, days: missedDays + 1, makeUpsMax }
  const words = { title: '揉面', rules: '每天一次', proofs: ['tap'], state: 'published', memberCount: 1 }
  await database.importDocuments('challenges', [
    { _id: challengeId, schemaVersion: 1, ...words, ...span, coupon: COUPON, createdAt: 1 },
  ])
  const calendarId = `${challengeId}:${caller.memberId}`
  await database.importDocuments('check_in_calendars', [emptyCalendar(caller, challengeId, firstDay)])
  const missed = Array.from({ length: missedDays }, (_, place) => addDays(firstDay, place))
  await database.importDocuments(
    'make_up_cards',
    missed.map((day) => ({
      _id: `${calendarId}:${day}`,
      schemaVersion: 1,
      memberId: caller.memberId,
      givenAt: 1,
      usedFor: '',
    })),
  )
  return { caller, challengeId, missed, calendarId }
}

/** The calendar of who has joined on this day, and done nothing. */
function emptyCalendar({ openid, memberId }: Caller, challengeId: string, joinedDay: string) {
  const whose = { challengeId, memberId, callerKey: callerKey(openid) }
  const nothing = { months: {}, milestone: 0, place: 'rnk_0', rankedDays: 0, version: 0 }
  return { _id: `${challengeId}:${memberId}`, schemaVersion: 1, ...whose, joinedDay, ...nothing }
}

/** The days of a calendar that were made up, as their check-ins say. */
export async function madeUpDays({ emulator }: InProcessWorld, calendarId: string): Promise<number> {
  const found = await emulator.database.find('check_ins', { query: { calendarId } })
  return found.filter(({ mark }) => mark === 'madeUp').length
}

/** The coupons that a member has earned. */
export async function couponsOf({ emulator }: InProcessWorld, { memberId }: Caller): Promise<number> {
  const found = await emulator.database.find('outbox', { query: { key: memberId } })
  return found.filter(({ kind }) => kind === 'checkin.couponEarned').length
}

/** What is wrong with somebody's daily check-in: done once it is one day, one entry of the ledger, one letter. */
export async function wrongWithDaily(
  world: InProcessWorld,
  { memberId }: Caller,
): Promise<string | undefined> {
  const { database } = world.emulator
  const calendarId = `daily:${memberId}`
  const done = await database.find('check_ins', { query: { calendarId } })
  const account = await stored(database, 'point_accounts', memberId)
  const months = Object.values(Object((await stored(database, 'check_in_calendars', calendarId))?.months))
  const letters = months.join('').replaceAll('.', '')
  const isOnce = done.length === 1 && account?.version === 1 && account.available === 2 && letters === 'x'
  const told = `${done.length} days, ${String(account?.version)} entries, the calendar ${letters}`
  return isOnce ? undefined : told
}

/** Somebody in a challenge of one day, long over, which an outage is about to credit. */
export interface Credited {
  readonly caller: Caller
  readonly calendarId: string
  /** What the job does, from wherever it stands to its end. */
  readonly credit: () => Promise<void>
}

/** Each has a day of its own, so that no outage is another's. */
let daysTaken = 0

export async function aboutToBeCredited(world: InProcessWorld): Promise<Credited> {
  const { database } = world.emulator
  const caller = await somebody(world)
  daysTaken += 1
  const day = addDays('2001-01-01', daysTaken)
  const challengeId = `chl_${newId()}`
  const span = { firstDay: day, lastDay: day, days: 1, makeUpsMax: 0 }
  const words = { title: '揉面', rules: '每天一次', proofs: ['tap'], state: 'published', memberCount: 1 }
  await database.importDocuments('challenges', [
    { _id: challengeId, schemaVersion: 1, ...words, ...span, coupon: COUPON, createdAt: 1 },
  ])
  const calendarId = `${challengeId}:${caller.memberId}`
  await database.importDocuments('check_in_calendars', [emptyCalendar(caller, challengeId, day)])
  const window = { startsAt: startOf(day), endsAt: startOf(day) + 1, reason: '机房断电' }
  await database.importDocuments('outages', [
    { _id: `otg_${newId()}`, schemaVersion: 1, ...window, dueAt: 1 },
  ])
  const job = world.modules.checkinJobs.checkinJobs.find(({ name }) => name === 'checkin.creditOutages')
  const credit = async () => {
    let isMore = job !== undefined
    while (isMore) {
      const outcome = await job?.run({ ...systemContext(), cursor: undefined, period: '' })
      isMore = outcome?.next !== undefined
    }
  }
  return { caller, calendarId, credit }
}
