import type { Contract } from '../../../contract/index'
import { MEMBERS_SUGGESTED_MAX } from '../../../contract/limits'
import { temporaryUrls } from '../../kit/files'
import type { Run } from '../../kit/handler'
import { findWorthFollowing } from '../people-store'
import { followedAmong } from '../store'
import { suggest } from '../suggestion-rules'
import { cardFileIds, memberRow } from '../views'

/** People worth following, by what the caller answered in the survey. */
export const suggestMembers: Run<Contract['member.suggestMembers']> = async (_input, ctx) => {
  const { _id, survey, followingCount = 0 } = ctx.actor
  const found = await findWorthFollowing(survey?.interests ?? [], survey?.city)
  const candidates = found.flatMap(({ members }) => members.map((each) => each._id))
  // Who is new follows nobody yet, and need not wait to be told so.
  const followed = followingCount > 0 ? await followedAmong(_id, candidates) : new Set<string>()
  const suggestions = suggest(found, new Set([_id, ...followed]), MEMBERS_SUGGESTED_MAX)
  const urls = await temporaryUrls(cardFileIds(suggestions.map(({ member }) => member)))
  return {
    members: suggestions.map(({ member, because, boardId }) => ({
      ...memberRow(member, followed, urls),
      because,
      ...(boardId === undefined ? {} : { boardId }),
      postCount: Math.max(0, member.postCount),
    })),
  }
}
