import { contest } from '../../../contract/contest'
import { prefetching } from '../../kit/handler'
import { findManyMembers } from '../../member/store'
import { canonicalJson } from '../canonical-rules'
import { demandAnnounced } from '../contest-store'

/** The frozen rules, as data and as the text that was hashed. */
export const getRules = prefetching(contest['contest.getRules'], {
  prefetch: ({ contestId }) => demandAnnounced(contestId),
  async run(_input, _ctx, { rules, rulesHash, announcedAt }) {
    const jurors = await findManyMembers(rules.jurorIds)
    const nicknames = new Map(jurors.map(({ _id, nickname }) => [_id, nickname]))
    return {
      rules,
      jurors: rules.jurorIds.map((jurorId) => ({ nickname: nicknames.get(jurorId) ?? '' })),
      canonical: canonicalJson(rules),
      hash: rulesHash,
      announcedAt,
    }
  },
})
