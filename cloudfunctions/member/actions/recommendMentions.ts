import type { Contract } from '../../../contract/index'
import { MENTION_CANDIDATES_MAX } from '../../../contract/limits'
import { temporaryUrls } from '../../kit/files'
import type { Run } from '../../kit/handler'
import { findManyMembers, followsOf, metLately } from '../store'
import { namedLike } from '../suggestion-rules'
import { cardFileIds, memberCard } from '../views'

/** So many of whom one followed last are looked through. */
const FOLLOWED_LOOKED_AT = 60

/** Whom the caller may want to mention: first whom they met lately, then whom they follow. */
export const recommendMentions: Run<Contract['member.recommendMentions']> = async ({ text }, ctx) => {
  const [met, followed] = await Promise.all([
    metLately(ctx.actor._id),
    followsOf(ctx.actor._id, FOLLOWED_LOOKED_AT),
  ])
  const ids = [...new Set([...met, ...followed])]
  const byId = new Map((await findManyMembers(ids)).map((each) => [each._id, each]))
  const known = ids.flatMap((id) => {
    const each = byId.get(id)
    return each?.standing === 'active' ? [each] : []
  })
  const named = namedLike(known, text ?? '').slice(0, MENTION_CANDIDATES_MAX)
  const urls = await temporaryUrls(cardFileIds(named))
  return { members: named.map((each) => memberCard(each, urls)) }
}
