/** What the activity tab shows of check-ins: home composes the tab of several domains. */
import type { Activity } from '../../contract/checkin-activity'
import { readConfig } from '../kit/configs'
import { temporaryUrls } from '../kit/files'
import { addDays, monthOf, periodOf } from '../kit/period'
import { readEarningSettings } from '../points/earning-store'
import { boundsOf, earlierDay } from './calendar-rules'
import { calendarOf, findAllCalendars } from './calendar-store'
import { findUnusedCards } from './card-store'
import { listChallenges } from './challenge-store'
import { findDays } from './check-in-store'
import { type CalendarDocument, type CheckInDocument, DAILY } from './collections'
import { makeUpOffer } from './make-up-views'
import { makeUpCaseOf } from './making-up'
import { creditedDays } from './outage-rules'
import { listOutages } from './outage-store'
import { checkinConfig } from './settings'
import { type CreditedDays, paidUnits, streakOf } from './streak-rules'
import { calendarDays, challengeCard, checkInResult, photoFileIds } from './views'

const WEEK_DAYS = 7
type Mine = NonNullable<Activity['mine']>

/** What of the tab can be read before it is known who calls. One round trip. */
export function beginActivity(callerKey: string, now: number) {
  const today = periodOf('day', now)
  const { first } = boundsOf(monthOf(today))
  const weekAgo = addDays(today, 1 - WEEK_DAYS)
  return Promise.all([
    listChallenges(),
    listOutages(),
    findAllCalendars(callerKey),
    findDays(callerKey, DAILY, earlierDay(first, weekAgo), today),
  ])
}

/** What the activity tab shows of check-ins, from what `beginActivity` has found. One round trip more for a member. */
export async function finishActivity(
  [challenges, outages, calendars, days]: Awaited<ReturnType<typeof beginActivity>>,
  memberId: string | undefined,
  now: number,
): Promise<Activity> {
  const today = periodOf('day', now)
  const credited = creditedDays(outages)
  const known = calendarOf(calendars, memberId, DAILY)
  const ownDays = days.filter((day) => day.memberId === memberId)
  return {
    today,
    ...(memberId === undefined ? {} : { mine: await mineOf(memberId, known, ownDays, credited, now) }),
    challenges: challenges.map((challenge) =>
      challengeCard(challenge, calendarOf(calendars, memberId, challenge._id), credited, today),
    ),
  }
}

async function mineOf(
  memberId: string,
  known: CalendarDocument | undefined,
  days: readonly CheckInDocument[],
  credited: CreditedDays,
  now: number,
): Promise<Mine> {
  const today = periodOf('day', now)
  const [urls, cards, settings, { values }] = await Promise.all([
    temporaryUrls(photoFileIds(days)),
    findUnusedCards(memberId),
    readEarningSettings(),
    readConfig(checkinConfig),
  ])
  const { months = {}, joinedDay } = known ?? {}
  const streak = streakOf(months, credited, today)
  const since = joinedDay === undefined ? {} : { since: joinedDay }
  const shown = (from: string) =>
    calendarDays({ from, to: today, today, ...since }, months, credited, days, urls)
  const todays = days.find(({ day }) => day === today)
  const about = makeUpCaseOf(undefined, { months, joinedDay: joinedDay ?? today }, credited, today)
  const next = streak.doneToday ? streak.days : streak.days + 1
  const { checkIn } = settings.rules
  return {
    streak,
    month: { month: monthOf(today), days: shown(boundsOf(monthOf(today)).first) },
    week: shown(addDays(today, 1 - WEEK_DAYS)),
    makeUp: makeUpOffer(about, values.makeUpPoints, cards.length),
    ...(todays ? { todays: checkInResult(todays) } : {}),
    offers: {
      points: checkIn.on ? checkIn.points * paidUnits(next) : 0,
      ...(values.dayCoupon ? { coupon: values.dayCoupon } : {}),
    },
  }
}
