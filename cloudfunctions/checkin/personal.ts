/** What is kept of a person's check-ins. What they earned with them stays in the ledger, under a pseudonym. */
import { collection, greaterThan, increasedBy, oneOf } from '../kit/cloud'
import type { PersonalData } from '../kit/personal'
import { forgetSome } from '../kit/retention'
import {
  type CalendarDocument,
  CHALLENGES,
  CHECK_IN_CALENDARS,
  CHECK_INS,
  type ChallengeDocument,
  type CheckInDocument,
  DAILY,
  MAKE_UP_CARDS,
  type MakeUpCardDocument,
} from './collections'

const checkIns = collection<CheckInDocument>(CHECK_INS)
const calendars = collection<CalendarDocument>(CHECK_IN_CALENDARS)
const challenges = collection<ChallengeDocument>(CHALLENGES)
const cards = collection<MakeUpCardDocument>(MAKE_UP_CARDS)

const DOCUMENTS_PER_SLICE = 100

export const personal: PersonalData = {
  domain: 'checkin',

  /** Every day they did, with what they gave for it; their photos come with those of `media`. */
  async exportOf({ memberId }, cursor) {
    const found = await checkIns.find({
      where: { memberId, ...(cursor === undefined ? {} : { _id: greaterThan(cursor) }) },
      orderBy: ['_id', 'asc'],
      limit: DOCUMENTS_PER_SLICE,
    })
    const records = found.map((each) => ({
      challengeId: each.challengeId,
      day: each.day,
      mark: each.mark,
      how: each.how,
      mood: each.mood,
      text: each.text,
      photoId: each.photo?.mediaId,
      paidWith: each.paidWith,
      at: each.at,
    }))
    return {
      parts: [{ section: 'checkIns', records }],
      next: found.length < DOCUMENTS_PER_SLICE ? undefined : found.at(-1)?._id,
    }
  },

  /** Each slice removes the first documents that there are, kind after kind. */
  async eraseSlice({ memberId }) {
    const erased =
      (await forgetSome(checkIns, { memberId })).repaired ||
      (await leaveChallenges(memberId)) ||
      (await forgetSome(cards, { memberId })).repaired
    return { erased, next: erased > 0 ? 'more' : undefined }
  },
}

/** The calendars, with the counts of the challenges: what a crash counts twice the daily reconciling puts right. */
async function leaveChallenges(memberId: string): Promise<number> {
  const found = await calendars.find({ where: { memberId }, limit: DOCUMENTS_PER_SLICE })
  const joined = found.flatMap(({ challengeId }) => (challengeId === DAILY ? [] : [challengeId]))
  if (joined.length > 0)
    await challenges.updateWhere({ _id: oneOf(joined) }, { memberCount: increasedBy(-1) })
  return found.length === 0 ? 0 : calendars.removeWhere({ _id: oneOf(found.map(({ _id }) => _id)) })
}
