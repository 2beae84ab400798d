import { checkin } from '../../../contract/checkin'
import type { Output } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { readConfig } from '../../kit/configs'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { calendarOf, findCalendars } from '../calendar-store'
import { findUnusedCards } from '../card-store'
import { findChallenge } from '../challenge-store'
import { findDaysOf } from '../check-in-store'
import type { CalendarDocument, ChallengeDocument } from '../collections'
import { makeUpOffer } from '../make-up-views'
import { makeUpCaseOf } from '../making-up'
import { creditedDays } from '../outage-rules'
import { listOutages } from '../outage-store'
import { checkinConfig } from '../settings'
import type { CreditedDays } from '../streak-rules'
import { calendarDays, challengeCard, photoFileIds } from '../views'

type Detail = Output<'checkin.getChallenge'>['challenge']

/** A challenge, and the caller's own days of it. */
export const getChallenge = prefetching(checkin['checkin.getChallenge'], {
  prefetch: ({ challengeId }, { callerKey }) =>
    Promise.all([findChallenge(challengeId), findCalendars(callerKey, challengeId), listOutages()]),
  async run({ challengeId }, ctx, [challenge, found, outages]) {
    if (challenge?.state !== 'published') throw new AppError('NOT_FOUND')
    const viewer = await ctx.viewer()
    const known = calendarOf(found, viewer?._id, challengeId)
    const credited = creditedDays(outages)
    return {
      challenge: {
        ...challengeCard(challenge, known, credited, periodOf('day', ctx.now)),
        rules: challenge.rules,
        ...(known ? await ownDays(challenge, known, credited, ctx.now) : {}),
      },
    }
  },
})

async function ownDays(
  challenge: ChallengeDocument,
  { _id, memberId, months, joinedDay }: CalendarDocument,
  credited: CreditedDays,
  now: number,
): Promise<Pick<Detail, 'calendar' | 'toReplace' | 'makeUp'>> {
  const today = periodOf('day', now)
  const { firstDay, lastDay } = challenge
  const [days, cards, { values }] = await Promise.all([
    findDaysOf(_id, firstDay, lastDay),
    findUnusedCards(memberId),
    readConfig(checkinConfig),
  ])
  const urls = await temporaryUrls(photoFileIds(days))
  const range = { from: firstDay, to: lastDay, today, since: firstDay }
  const about = makeUpCaseOf(challenge, { months, joinedDay }, credited, today)
  return {
    calendar: calendarDays(range, months, credited, days, urls),
    toReplace: days.flatMap(({ day, mark, replaceUntil = 0 }) =>
      mark === 'void' && replaceUntil > now ? [{ day, until: replaceUntil }] : [],
    ),
    makeUp: makeUpOffer(about, values.makeUpPoints, cards.length),
  }
}
