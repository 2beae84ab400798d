import { checkin } from '../../../contract/checkin'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { decodePosition, encodeCursor } from '../../kit/cursor'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findManyMembers } from '../../member/store'
import { cardFileIds, memberCard } from '../../member/views'
import { findRanked } from '../calendar-store'

const listOf = (challengeId: string) => `ranking:${challengeId}`
const RANK = /^[1-9]\d{0,6}$/

/** One page of a challenge's ranking; its cursor says how many stand before it. */
export const listRanking = prefetching(checkin['checkin.listRanking'], {
  prefetch: async ({ challengeId, cursor, limit = PAGE_SIZE_DEFAULT }) => {
    const position = decodePosition(listOf(challengeId), cursor)
    const [before = '0'] = position?.notes ?? []
    return {
      before: RANK.test(before) ? Number(before) : 0,
      found: await findRanked(challengeId, position?.lastId, limit + 1),
    }
  },
  async run({ challengeId, limit = PAGE_SIZE_DEFAULT }, ctx, { before, found }) {
    const page = found.slice(0, limit)
    const [viewer, members] = await Promise.all([
      ctx.viewer(),
      findManyMembers(page.map(({ memberId }) => memberId)),
    ])
    const seen = members.filter(
      ({ standing, settings }) => standing === 'active' && settings?.hideFromLeaderboards !== true,
    )
    const urls = await temporaryUrls(cardFileIds(seen))
    const last = page.at(-1)
    return {
      lines: page.map(({ memberId, rankedDays }, index) => {
        const member = seen.find(({ _id }) => _id === memberId)
        return {
          rank: before + index + 1,
          ...(member ? { member: memberCard(member, urls) } : {}),
          isMe: memberId === viewer?._id,
          days: rankedDays,
        }
      }),
      ...(found.length > limit && last
        ? { nextCursor: encodeCursor(listOf(challengeId), last.place, [String(before + page.length)]) }
        : {}),
      at: ctx.now,
    }
  },
})
