/** What time brings about in contests: works get their numbers, whoever entered is told, what is long over is put away. */
import { CONTEST_ARCHIVED_AFTER_MS, QUERY_LIMIT_MAX } from '../../contract/limits'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { notify } from '../notice/store'
import type { ContestDocument, WorkDocument } from './collections'
import { archiveContest, endTelling, findContestsIn, findToTell, keepNumbered } from './contest-store'
import { COUNT_AFTER_MS } from './phase-rules'
import { endUntold, findAllAfter, findOpenWorks, keepNumber } from './work-store'

const WORKS_PER_SLICE = 50
const NOTHING: SliceOutcome = { handled: 0, repaired: 0 }

/** Where a job has come to among the works of one contest. */
interface Progress {
  readonly contestId: string
  readonly lastId: string
  /** Works that have gone by. */
  readonly numbered: number
}

/** How far the slice before has come with this contest. */
function progressOf(cursor: string | undefined, contestId: string): Progress {
  const [begun, lastId = '', numbered] = cursor?.split('|') ?? []
  return begun === contestId
    ? { contestId, lastId, numbered: Number(numbered) }
    : { contestId, lastId: '', numbered: 0 }
}

const cursorAfter = ({ contestId, lastId, numbered }: Progress, page: readonly WorkDocument[]) =>
  `${contestId}|${page.at(-1)?._id ?? lastId}|${numbered + page.length}`

/**
 * Gives the works of a contest whose submission is over their numbers, in the order of their ids, whatever their state:
 * begun anew it gives the same ones.
 */
export async function numberWorks({ cursor, now }: Slice): Promise<SliceOutcome> {
  const running = await findContestsIn('announced', undefined, QUERY_LIMIT_MAX)
  const contest = running.find(
    ({ plan, numberedCount }) => numberedCount === undefined && plan.submitUntil + COUNT_AFTER_MS <= now,
  )
  if (!contest) return NOTHING
  const progress = progressOf(cursor, contest._id)
  const page = await findAllAfter(contest._id, progress.lastId, WORKS_PER_SLICE)
  await Promise.all(page.map(({ _id }, place) => keepNumber(_id, contest._id, progress.numbered + place + 1)))
  if (page.length < WORKS_PER_SLICE) await keepNumbered(contest._id, progress.numbered + page.length)
  return { next: cursorAfter(progress, page), handled: page.length, repaired: page.length }
}

/** Tells whoever has a work in a contest that its vote has opened, or that it was cancelled. */
export async function tellEntrants({ cursor, now }: Slice): Promise<SliceOutcome> {
  const [contest] = await findToTell(now, 1)
  if (contest?.tellAt === undefined) return NOTHING
  const progress = progressOf(cursor, contest._id)
  const page = await findAllAfter(contest._id, progress.lastId, WORKS_PER_SLICE)
  const told = page.filter(({ state }) => isConcerned(contest, state))
  const kind = contest.state === 'cancelled' ? 'contestCancelled' : 'votingOpens'
  await notify(
    told.map(({ authorId }) => ({
      to: authorId,
      kind,
      subject: { contestId: contest._id },
      // Whoever has two works is told once.
      cause: `${kind}:${contest._id}`,
      at: contest.tellAt ?? now,
      about: contest.plan.title,
    })),
  )
  if (page.length < WORKS_PER_SLICE) await endTelling(contest._id, contest.tellAt)
  return { next: cursorAfter(progress, page), handled: page.length, repaired: told.length }
}

/** A vote concerns those who take part in it, the cancelling everybody who has not gone. */
function isConcerned({ state }: ContestDocument, work: WorkDocument['state']): boolean {
  return state === 'cancelled' ? work !== 'withdrawn' : work === 'entered'
}

/** Tells authors that a work of theirs was disqualified. */
export async function tellDisqualified({ cursor }: Slice): Promise<SliceOutcome> {
  const untold = await findOpenWorks('untold', cursor, WORKS_PER_SLICE)
  await notify(
    untold.map(({ _id: workId, contestId, authorId, title, enteredAt, decidedAt = enteredAt }) => ({
      to: authorId,
      kind: 'workDisqualified',
      subject: { contestId, workId },
      cause: `disqualified:${workId}:${decidedAt}`,
      at: decidedAt,
      about: title,
    })),
  )
  await Promise.all(untold.map(endUntold))
  const last = untold.length < WORKS_PER_SLICE ? undefined : untold.at(-1)
  return { next: last?._id, handled: untold.length, repaired: untold.length }
}

/** Puts contests away whose prizes were paid long ago. */
export async function archivePaid({ cursor, now }: Slice): Promise<SliceOutcome> {
  const paid = await findContestsIn('paid', cursor, WORKS_PER_SLICE)
  const due = paid.filter(({ paidAt = now }) => paidAt + CONTEST_ARCHIVED_AFTER_MS <= now)
  const archived = await Promise.all(due.map(({ _id }) => archiveContest(_id)))
  const last = paid.length < WORKS_PER_SLICE ? undefined : paid.at(-1)
  return { next: last?._id, handled: paid.length, repaired: archived.filter(Boolean).length }
}
