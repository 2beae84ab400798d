import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { AppError } from '../../kit/app-error'
import { decodePosition, encodeCursor } from '../../kit/cursor'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { demandAnnounced } from '../contest-store'
import { findScored, findScoresOf } from '../jury-store'
import { phaseOf } from '../phase-rules'
import { shuffledNumbers } from '../shuffle-rules'
import { juryWork } from '../views'
import { findByNumber } from '../work-store'

const listOf = (contestId: string) => `jury:${contestId}`

/** The works that a juror scores, in an order of the juror's own: which come first is nobody's choice. */
export const listJuryWorks = prefetching(contest['contest.listJuryWorks'], {
  prefetch: ({ contestId }) => demandAnnounced(contestId),
  async run({ cursor, limit = PAGE_SIZE_DEFAULT }, { actor, now }, contest) {
    const { _id: contestId, plan, rules, numberedCount = 0 } = contest
    if (!plan.jurorIds.includes(actor._id)) throw new AppError('NOT_ELIGIBLE')
    const phase = phaseOf(contest, now)
    const [note = '0'] = decodePosition(listOf(contestId), cursor)?.notes ?? []
    const from = Number.parseInt(note, 10) || 0
    const to = from + limit
    // Before the vote works still come and go.
    const count = now >= plan.voteFrom ? numberedCount : 0
    const order = shuffledNumbers(`${rules.shuffleSeed}:${actor._id}`, 0, count)
    const [works, scored] = await Promise.all([
      findByNumber(contestId, order.slice(from, to)),
      findScored(contestId, actor._id),
    ])
    const [scores, urls] = await Promise.all([
      findScoresOf(
        actor._id,
        works.map(({ _id }) => _id),
      ),
      temporaryUrls(works.map(({ photo }) => photo.displayFileId)),
    ])
    return {
      title: plan.title,
      works: works.map((work) => juryWork(work, scores.get(work._id), urls)),
      scored,
      total: Math.max(0, contest.workCount),
      isOpen: phase === 'vote',
      ...(to < count ? { nextCursor: encodeCursor(listOf(contestId), contestId, [`${to}`]) } : {}),
    }
  },
})
