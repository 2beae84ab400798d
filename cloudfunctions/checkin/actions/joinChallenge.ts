import { checkin } from '../../../contract/checkin'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { addCalendar, calendarOf, findCalendars } from '../calendar-store'
import { phaseOf } from '../challenge-rules'
import { countMember, findChallenge } from '../challenge-store'
import { newCalendar } from '../marking-rules'
import { creditedDays } from '../outage-rules'
import { listOutages } from '../outage-store'
import { myChallenge } from '../views'

/** Joins a challenge: the calendar's `_id` is what makes it happen once. */
export const joinChallenge = prefetching(checkin['checkin.joinChallenge'], {
  prefetch: ({ challengeId }, { callerKey }) =>
    Promise.all([findChallenge(challengeId), findCalendars(callerKey, challengeId), listOutages()]),
  async run({ challengeId }, ctx, [challenge, found, outages]) {
    if (challenge?.state !== 'published') throw new AppError('NOT_FOUND')
    const today = periodOf('day', ctx.now)
    const caller = { memberId: ctx.actor._id, callerKey: ctx.callerKey }
    const known = calendarOf(found, caller.memberId, challengeId)
    if (!known && phaseOf(challenge, today) === 'over') throw new AppError('CHECK_IN_CLOSED')
    const calendar = known ?? newCalendar(challengeId, caller, today, ctx.now)
    if (!known && (await addCalendar(calendar))) await countMember(challengeId)
    return { mine: myChallenge(challenge, calendar, creditedDays(outages), today) }
  },
})
