/** How days, months and challenges are shown. Pure. */
import type {
  CalendarDay,
  ChallengeCard,
  CheckInResult,
  ManagedChallenge,
  MyChallenge,
  ProofKind,
} from '../../contract/checkin-shapes'
import { daysFrom, earlierDay, keeps, type Months, markAt } from './calendar-rules'
import { doneDays, phaseOf, progressOf } from './challenge-rules'
import type { CalendarDocument, ChallengeDocument, CheckInDocument } from './collections'
import type { CreditedDays } from './streak-rules'

/** Temporary addresses by file id. */
export type Urls = ReadonlyMap<string, string>

/** What a check-in has brought. */
export function checkInResult(checkIn: CheckInDocument): CheckInResult {
  const { day, streak = 1, earned, coupon, milestone } = checkIn
  return {
    day,
    streak,
    ...(earned ? { earned } : {}),
    ...(coupon ? { coupon } : {}),
    ...(milestone === undefined ? {} : { milestone }),
  }
}

/** The days from one to another that say something; a day before today without a mark was missed. */
export function calendarDays(
  range: { readonly from: string; readonly to: string; readonly today: string; readonly since?: string },
  months: Months,
  credited: CreditedDays,
  checkIns: readonly CheckInDocument[],
  urls: Urls,
): CalendarDay[] {
  const byDay = new Map(checkIns.map((checkIn) => [checkIn.day, checkIn]))
  const { from, to, today, since } = range
  return daysFrom(from, earlierDay(to, today)).flatMap((day) => {
    const mark = markAt(months, day) ?? unmarked(day, credited, today, since)
    return mark === undefined ? [] : [{ day, mark, ...details(byDay.get(day), urls) }]
  })
}

/** What a day without a mark is: nothing before the member began, nor today. */
function unmarked(day: string, credited: CreditedDays, today: string, since: string | undefined) {
  if (since === undefined || day < since || day >= today) return undefined
  return credited.has(day) ? ('credited' as const) : ('missed' as const)
}

function details(checkIn: CheckInDocument | undefined, urls: Urls) {
  const photoUrl = checkIn?.photo && urls.get(checkIn.photo.thumbFileId)
  return {
    ...(checkIn?.mood === undefined ? {} : { mood: checkIn.mood }),
    ...(checkIn?.milestone === undefined ? {} : { milestone: checkIn.milestone }),
    ...(photoUrl === undefined ? {} : { photoUrl }),
  }
}

/** The files that a calendar shows. */
export function photoFileIds(checkIns: readonly CheckInDocument[]): string[] {
  return checkIns.flatMap(({ photo }) => photo?.thumbFileId ?? [])
}

/** How far the caller has come in a challenge. */
export function myChallenge(
  challenge: ChallengeDocument,
  { months, completedAt }: CalendarDocument,
  credited: CreditedDays,
  today: string,
): MyChallenge {
  const progress = progressOf(challenge, months, credited, today)
  return {
    done: doneDays(progress),
    madeUp: progress.madeUp,
    doneToday: keeps(markAt(months, today)),
    ...(completedAt === undefined ? {} : { completedAt }),
  }
}

/** A challenge as everybody sees it. */
export function challengeView(
  challenge: ChallengeDocument,
  today: string,
): ChallengeCard & { readonly proofs: ProofKind[] } {
  const { _id, title, firstDay, lastDay, days, proofs, makeUpsMax, coupon, memberCount } = challenge
  return {
    challengeId: _id,
    title,
    phase: phaseOf(challenge, today),
    firstDay,
    lastDay,
    days,
    proofs: [...proofs],
    makeUpsMax,
    ...(coupon ? { coupon } : {}),
    memberCount: Math.max(0, memberCount),
  }
}

/** A challenge in a list, with how far the caller has come. */
export function challengeCard(
  challenge: ChallengeDocument,
  calendar: CalendarDocument | undefined,
  credited: CreditedDays,
  today: string,
): ChallengeCard {
  return {
    ...challengeView(challenge, today),
    ...(calendar ? { mine: myChallenge(challenge, calendar, credited, today) } : {}),
  }
}

/** A challenge as operators see it. */
export function managedView(challenge: ChallengeDocument, today: string): ManagedChallenge {
  const { state, rules } = challenge
  return { ...challengeView(challenge, today), state, rules }
}
