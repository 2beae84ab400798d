/** A month of daily check-ins: most come now and then, some every day, and the first of the picker with photographs. */
import { daysFrom } from '../../cloudfunctions/checkin/calendar-rules'
import {
  type CalendarDocument,
  type CheckInDocument,
  DAILY,
  type GivenProof,
} from '../../cloudfunctions/checkin/collections'
import { makeUpKey } from '../../cloudfunctions/checkin/make-up-rules'
import { checkInIdOf, dayDone, marked, newCalendar } from '../../cloudfunctions/checkin/marking-rules'
import { checkinConfig } from '../../cloudfunctions/checkin/settings'
import { paidUnits } from '../../cloudfunctions/checkin/streak-rules'
import { callerKey, timeOrderedId } from '../../cloudfunctions/kit/id'
import { addDays, startOf } from '../../cloudfunctions/kit/period'
import { earnedBy } from '../../cloudfunctions/points/earned-rules'
import type { PostDocument } from '../../cloudfunctions/post/collections'
import { Mood } from '../../contract/checkin-shapes'
import { HOUR_MS, MINUTE_MS } from '../../contract/limits'
import { dayOf, type Happening, payStep } from './earnings'
import type { Journal } from './journal'
import type { Person } from './people'
import type { Random } from './random'

const ID_BYTES = 8
const SHOWN_DAYS = 30
/** So many of all members check in at all; each of them on at least so much of their days. */
const COMING_SHARE = 0.7
const COMING_MIN = 0.15
const MOOD_SHARE = 0.4
/** People have their hour, and keep to it more or less. */
const HOURS = { first: 7, last: 21 }
const HABIT_SPREAD_MS = 40 * MINUTE_MS
/** Who shows photographs: the first of the picker. A day is missed, and made up on the next. */
const DIARIST = 0
const DIARIST_MISSED_DAYS_AGO: ReadonlySet<number> = new Set([6, 14, 23, 24, 29])
const DIARIST_MADE_UP_DAYS_AGO = 6
/** The newest member is in the middle of the newcomer's days. */
const NEWEST = 7
/** Today is still before those whom the picker offers. */
const OFFERED_COUNT = 8

/** Days that were done, and when newcomers have done theirs, by member. */
export interface CheckIns {
  readonly checkIns: Map<string, CheckInDocument>
  readonly calendars: Map<string, CalendarDocument>
  readonly newcomersDoneAt: Map<string, number>
}

/** A day that somebody does. */
interface Coming {
  readonly memberId: string
  readonly callerKey: string
  readonly day: string
  readonly at: number
  readonly given: GivenProof
  readonly place: string
}

/** Every day that is done, each in its turn; what comes of it is kept in `kept`. */
export function checkInsDone(
  kept: CheckIns,
  persons: readonly Person[],
  posts: readonly PostDocument[],
  now: number,
  random: Random,
): Happening[] {
  return persons.flatMap(({ member: { _id: memberId, openid, joinedAt } }, n) => {
    const today = dayOf(now)
    const from = [dayOf(joinedAt), addDays(today, 1 - SHOWN_DAYS)].sort().at(-1) ?? today
    const habitMs = random.between(HOURS.first, HOURS.last) * HOUR_MS
    const share = random.chance(COMING_SHARE) ? COMING_MIN + random.fraction() * (1 - COMING_MIN) : 0
    const album = albumOf(n === DIARIST ? posts.filter(({ authorId }) => authorId === memberId) : [])
    return daysFrom(from, today).flatMap((day, place, days) => {
      const at = startOf(day) + habitMs + random.between(0, HABIT_SPREAD_MS)
      const mood = moodOf(random)
      const id = timeOrderedId('prf', at, random.bytes(ID_BYTES))
      const comes = random.chance(share)
      const isToCome = isScripted(n) ? comesByScript(n, days.length - 1 - place) : comes
      if (at <= joinedAt || at >= now) return []
      const coming = { memberId, callerKey: callerKey(openid), day, at, place: id }
      const done: Happening[] = isToCome
        ? [
            {
              at,
              name: id,
              book: (journal) => comeIn(kept, journal, { ...coming, given: album(at) ?? mood }),
            },
          ]
        : []
      return n === DIARIST && days.length - 1 - place === DIARIST_MADE_UP_DAYS_AGO - 1
        ? [...done, madeUpAfter(kept, { ...coming, at: at + MINUTE_MS, day: addDays(day, -1) }, random)]
        : done
    })
  })
}

const isScripted = (n: number) => n < OFFERED_COUNT

/** What those of the picker do: all come often, and none of them has come today. */
function comesByScript(n: number, daysAgo: number): boolean {
  if (daysAgo === 0) return false
  if (n === DIARIST) return !DIARIST_MISSED_DAYS_AGO.has(daysAgo)
  return n === NEWEST || daysAgo % (n + 2) !== 0
}

function moodOf(random: Random): GivenProof {
  const mood = Mood.options[random.between(0, Mood.options.length - 1)]
  return random.chance(MOOD_SHARE) && mood ? { how: 'mood', mood } : { how: 'tap' }
}

/** The latest photograph of one's own posts that was not shown yet. */
function albumOf(posts: readonly PostDocument[]): (at: number) => GivenProof | undefined {
  const photos = posts
    .filter(({ state }) => state === 'visible')
    .flatMap(({ photos, createdAt }) => photos.map((photo) => ({ photo, createdAt })))
  return (at) => {
    const next = photos.findIndex(({ createdAt }) => createdAt <= at)
    const [taken] = next < 0 ? [] : photos.splice(next, 1)
    return taken && { how: 'photo', photo: taken.photo }
  }
}

/** Checks somebody in, as the action does, with what it earns. */
function comeIn({ checkIns, calendars, newcomersDoneAt }: CheckIns, journal: Journal, coming: Coming): void {
  const { memberId, callerKey: key, day, at } = coming
  const before = calendars.get(memberId) ?? newCalendar(DAILY, { memberId, callerKey: key }, day, at)
  const isNewcomer = !newcomersDoneAt.has(memberId)
  const { checkIn, streak, calendar } = dayDone(before, { ...coming, credited: new Set(), isNewcomer })
  const units = paidUnits(streak)
  const entry = journal.pay({ source: 'checkIn', memberId, subjectId: memberId, period: day, units, at })
  const earned = earnedBy(entry)
  const { owes: _told, ...told } = checkIn
  checkIns.set(checkIn._id, { ...told, ...(earned ? { earned } : {}) })
  calendars.set(memberId, compared(calendar))
  if (!checkIn.ladder) return
  newcomersDoneAt.set(memberId, at)
  payStep(journal, memberId, 'checkIns', at)
}

/** A missed day that is made up with points. */
function madeUpAfter(
  { checkIns, calendars }: CheckIns,
  { memberId, callerKey: key, day, at }: Omit<Coming, 'given' | 'place'>,
  random: Random,
): Happening {
  const place = timeOrderedId('prf', at, random.bytes(ID_BYTES))
  const _id = checkInIdOf(DAILY, memberId, day)
  return {
    at,
    name: place,
    book(journal) {
      const known = calendars.get(memberId)
      const { makeUpPoints } = checkinConfig.values.parse({})
      const about = { key: makeUpKey(_id), memberId, at }
      if (!known || !journal.payMakeUp(about, _id, makeUpPoints)) return
      const whose = { calendarId: known._id, challengeId: DAILY, memberId, callerKey: key, day }
      const done = { mark: 'madeUp', place, at, shown: false, paidWith: 'points' } as const
      checkIns.set(_id, { _id, schemaVersion: 1, ...whose, ...done })
      calendars.set(memberId, compared(marked(known, day, 'madeUp', at)))
    },
  }
}

/** A calendar that was compared with its days. */
export function compared({ unreconciled: _new, ...calendar }: CalendarDocument): CalendarDocument {
  return calendar
}
