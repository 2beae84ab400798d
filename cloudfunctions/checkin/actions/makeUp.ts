import { checkin } from '../../../contract/checkin'
import { AppError } from '../../kit/app-error'
import { readConfig } from '../../kit/configs'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { inTransaction } from '../../kit/transaction'
import { findUnusedCards } from '../card-store'
import { findChallenge } from '../challenge-store'
import { DAILY } from '../collections'
import { makeUpOffer } from '../make-up-views'
import { keepMakeUp, makeUpCaseOf } from '../making-up'
import { calendarIdOf } from '../marking-rules'
import { creditedDays } from '../outage-rules'
import { listOutages } from '../outage-store'
import { checkinConfig } from '../settings'
import { streakOf } from '../streak-rules'
import { myChallenge } from '../views'

/** Makes a missed day up, for points or with the oldest card. */
export const makeUp = prefetching(checkin['checkin.makeUp'], {
  prefetch: ({ challengeId }) =>
    Promise.all([
      challengeId === undefined ? undefined : findChallenge(challengeId),
      listOutages(),
      readConfig(checkinConfig),
    ]),
  async run({ challengeId, day, payWith }, ctx, [challenge, outages, { values }]) {
    if (challengeId !== undefined && challenge?.state !== 'published') throw new AppError('NOT_FOUND')
    const memberId = ctx.actor._id
    const cards = await findUnusedCards(memberId)
    const credited = creditedDays(outages)
    const { calendar, isNew } = await inTransaction((tx) =>
      keepMakeUp(tx, {
        challenge,
        calendarId: calendarIdOf(challengeId ?? DAILY, memberId),
        day,
        place: ctx.newId('prf'),
        payWith: payWith === 'card' ? { cardId: cards[0]?._id } : { points: values.makeUpPoints },
        credited,
        at: ctx.now,
      }),
    )
    const today = periodOf('day', ctx.now)
    const about = makeUpCaseOf(challenge, calendar, credited, today)
    const cardsLeft = cards.length - (isNew && payWith === 'card' ? 1 : 0)
    return {
      streak: streakOf(calendar.months, credited, today),
      makeUp: makeUpOffer(about, values.makeUpPoints, cardsLeft),
      ...(challenge ? { challenge: myChallenge(challenge, calendar, credited, today) } : {}),
    }
  },
})
