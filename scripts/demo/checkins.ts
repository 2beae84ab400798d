/** What the members of the demo community have done day by day, and the challenges that they are in. Pure. */
import {
  addDays,
  daysFrom,
  type Months,
  markedDays,
  withMark,
} from '../../cloudfunctions/checkin/calendar-rules'
import { lastDayOf, placeOf } from '../../cloudfunctions/checkin/challenge-rules'
import {
  type CalendarDocument,
  type ChallengeDocument,
  type CheckInDocument,
  DAILY,
} from '../../cloudfunctions/checkin/collections'
import { streakOf } from '../../cloudfunctions/checkin/streak-rules'
import { callerKey, timeOrderedId } from '../../cloudfunctions/kit/id'
import { periodOf, startOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS, MILESTONES, NEWCOMER_CHECK_INS } from '../../contract/limits'
import type { Person } from './people'
import type { Random } from './random'

const SHOWN_DAYS = 30
/** How many of the members check in at all, and how many of these join a challenge. */
const KEEN_SHARE = 0.6
const JOINED_SHARE = 0.35
/** Days of a keen member of which they miss one, by how keen they are. */
const KEENNESS = [0.55, 0.75, 0.9, 0.97]
const MOODS = ['happy', 'proud', 'calm', 'tired', 'low'] as const
const WORDS = [
  '今天的面团终于出膜了，手臂酸但是高兴',
  '试了低温过夜发酵，早上满屋子都是香味',
  '照着陈师傅的手法揉了二十分钟，顺多了',
  '只做了一小盆，练手感，明天继续',
]

/** Days, calendars and challenges. */
export interface DemoCheckins {
  readonly checkIns: readonly CheckInDocument[]
  readonly calendars: readonly CalendarDocument[]
  readonly challenges: readonly ChallengeDocument[]
  /** Who has done the newcomer's days, and when. */
  readonly ladderAt: ReadonlyMap<string, number>
}

/** Makes a month of check-ins, and two challenges: one in its midst, one that begins in two days. */
export function makeCheckins(persons: readonly Person[], now: number, random: Random): DemoCheckins {
  const today = periodOf('day', now)
  const running = challenge(
    '七天揉面',
    '每天揉一次面，写一句今天的手感，或者拍一张面团。',
    addDays(today, -3),
    7,
    random,
  )
  const upcoming = challenge(
    '二十一天早餐',
    '每天早上做一份早餐，拍一张照片。',
    addDays(today, 2),
    21,
    random,
  )
  const keen = persons.filter((_, place) => place < 3 || random.chance(KEEN_SHARE))
  const daily = keen.map((person) => daysOf(person, DAILY, addDays(today, 1 - SHOWN_DAYS), now, random))
  const joined = keen.filter((_, place) => place < 3 || random.chance(JOINED_SHARE))
  const inChallenge = joined.map((person) => daysOf(person, running._id, running.firstDay, now, random))
  const all = [...daily, ...inChallenge]
  return {
    checkIns: all.flatMap(({ checkIns }) => checkIns),
    calendars: all.map(({ calendar }) => calendar),
    challenges: [{ ...running, memberCount: inChallenge.length }, upcoming],
    ladderAt: new Map(
      daily.flatMap(({ calendar, checkIns }) => {
        const last = checkIns[NEWCOMER_CHECK_INS - 1]
        return last ? [[calendar.memberId, last.at] as const] : []
      }),
    ),
  }
}

function challenge(
  title: string,
  rules: string,
  firstDay: string,
  days: number,
  random: Random,
): ChallengeDocument {
  const createdAt = startOf(firstDay) - DAY_MS
  return {
    _id: timeOrderedId('chl', createdAt, random.bytes(8)),
    schemaVersion: 1,
    title,
    rules,
    firstDay,
    lastDay: lastDayOf(firstDay, days),
    days,
    proofs: ['text', 'photo', 'tap'],
    makeUpsMax: 1,
    coupon: { templateKey: 'newcomer', validDays: 14 },
    state: 'published',
    memberCount: 0,
    createdAt,
  }
}

/** What one member has done from this day to yesterday; some have done today already. */
function daysOf({ member }: Person, challengeId: string, firstDay: string, now: number, random: Random) {
  const today = periodOf('day', now)
  const joinedDay = [firstDay, periodOf('day', member.joinedAt)].sort().at(-1) ?? firstDay
  const keenness = KEENNESS[random.between(0, KEENNESS.length - 1)] ?? 1
  const calendarId = `${challengeId}:${member._id}`
  const whose = { challengeId, memberId: member._id, callerKey: callerKey(member.openid) }
  const checkIns: CheckInDocument[] = []
  let months: Months = {}
  for (const day of daysFrom(joinedDay, addDays(today, -1))) {
    if (!random.chance(keenness)) continue
    months = withMark(months, day, 'counted')
    const at = Math.max(startOf(day) + random.between(7 * HOUR_MS, 23 * HOUR_MS), member.joinedAt)
    const place = timeOrderedId('prf', at, random.bytes(8))
    const streak = streakOf(months, new Set(), day).days
    const kept = { _id: `${calendarId}:${day}`, schemaVersion: 1, calendarId, ...whose } as const
    checkIns.push({ ...kept, place, day, mark: 'counted', at, streak, ...givenOn(challengeId, random) })
  }
  return { checkIns, calendar: calendarOf(calendarId, whose, joinedDay, months, checkIns) }
}

function givenOn(
  challengeId: string,
  random: Random,
): Pick<CheckInDocument, 'how' | 'mood' | 'text' | 'shown'> {
  if (challengeId !== DAILY) {
    const text = WORDS[random.between(0, WORDS.length - 1)]
    return text === undefined ? { how: 'tap', shown: false } : { how: 'text', text, shown: true }
  }
  const mood = random.chance(0.5) ? MOODS[random.between(0, MOODS.length - 1)] : undefined
  return mood === undefined ? { how: 'tap', shown: false } : { how: 'mood', mood, shown: false }
}

function calendarOf(
  _id: string,
  whose: Pick<CalendarDocument, 'challengeId' | 'memberId' | 'callerKey'>,
  joinedDay: string,
  months: Months,
  checkIns: readonly CheckInDocument[],
): CalendarDocument {
  const rankedDays = markedDays(months).length
  const longest = Math.max(0, ...checkIns.map(({ streak = 0 }) => streak))
  const at = checkIns.at(-1)?.at ?? startOf(joinedDay)
  return {
    _id,
    schemaVersion: 1,
    ...whose,
    joinedDay,
    months,
    milestone: MILESTONES.filter((days) => days <= longest).at(-1) ?? 0,
    place: placeOf(rankedDays, at, whose.memberId),
    rankedDays,
    version: checkIns.length,
  }
}
