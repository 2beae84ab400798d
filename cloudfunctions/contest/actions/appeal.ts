import { contest } from '../../../contract/contest'
import { AppError } from '../../kit/app-error'
import { type MemberContext, type Parsed, prefetching } from '../../kit/handler'
import { claimRequest, findClaim } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { demandVisible } from '../../kit/visible-text'
import { appealIdOf, appealPlaceOf, appealView } from '../appeal-rules'
import { addAppeal, findAppeal } from '../appeal-store'
import { demandAnnounced } from '../contest-store'
import { demandPhase } from '../phase-rules'
import { hasVotes } from '../quarantine-store'
import { findWork } from '../work-store'

type Wish = Parsed<(typeof contest)['contest.appeal']>

/** Appeals in the public notice. What the platform could not check is kept too: only operators read it. */
export const appeal = prefetching(contest['contest.appeal'], {
  prefetch: ({ contestId, workId }) =>
    Promise.all([demandAnnounced(contestId), workId === undefined ? undefined : findWork(workId)]),
  async run(input, ctx, [found, work]) {
    demandVisible('words', input.words)
    const { contestId, kind, words, workId = '' } = input
    if ((kind === 'result') === (workId !== ''))
      throw new AppError('INVALID_INPUT', { field: 'workId', rule: 'required' })
    const memberId = ctx.actor._id
    const appealId = appealIdOf({ contestId, memberId, kind, workId })
    const wish = wishOf(input, appealId, ctx)
    const before = await findAppeal(appealId)
    if (before) {
      const claim = await findClaim(wish)
      if (claim?.createdAt !== before.at) throw new AppError('LIMIT_REACHED')
      return { appeal: appealView(before) }
    }
    demandPhase(found, ctx.now, 'notice')
    // The public notice may last longer than it has to; appeals are taken as long as was said.
    if (ctx.now >= found.noticeUntil) throw new AppError('CONTEST_CLOSED')
    const isOwn = work?.contestId === contestId && work.authorId === memberId
    if (kind !== 'result' && !isOwn) throw new AppError('NOT_FOUND')
    if (kind === 'disqualified' && work?.state !== 'disqualified') throw new AppError('NOT_FOUND')
    const [verdict, isReviewed] = await Promise.all([
      checkText(ctx, 'forum', words),
      kind !== 'votes' || hasVotes({ contestId, workId, from: ['underReview', 'excluded'] }),
    ])
    if (!isReviewed) throw new AppError('NOT_FOUND')
    if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
    const { createdAt: at } = await claimRequest(wish)
    const kept = await addAppeal({
      _id: appealId,
      schemaVersion: 1,
      place: appealPlaceOf(appealId, at),
      contestId,
      kind,
      workId,
      memberId,
      words,
      state: 'open',
      at,
    })
    if (kept.at !== at) throw new AppError('LIMIT_REACHED')
    return { appeal: appealView(kept) }
  },
})

function wishOf(input: Wish, workId: string, { callerKey, now }: MemberContext) {
  return { callerKey, requestId: input.requestId, action: 'contest.appeal', input, workId, now }
}
