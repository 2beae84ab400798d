/**
 * Pays a sealed result (PRODUCT 3.8): the prizes, then an award for each author of a work that took part and for each
 * voter with a vote that counts. Every payment has its key in the ledger and where paying goes on stands in the contest:
 * killed at any point and begun again, everybody is paid once.
 */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inTransaction } from '../kit/transaction'
import { notify } from '../notice/store'
import { payUnlessRefused, readEarningSettings } from '../points/earning-store'
import { payPrize } from '../points/prize-store'
import { inBatches } from './batches'
import type { WorkDocument } from './collections'
import { endPaying, findContestsIn, keepPaying } from './contest-store'
import { Tally } from './count-rules'
import { findBallotsAfter } from './log-store'
import { type AnnouncedContest, isAnnounced } from './phase-rules'
import { type Line, lastPrizeRank, prizeOf } from './ranking-rules'
import { findLines } from './result-store'
import { findExcludedAmong, findQuarantined } from './verdict-store'
import type { BallotDocument } from './vote-collections'
import { findInState, findManyWorks } from './work-store'

/** Transactions that run at once: each of another member's. */
const PAID_AT_ONCE = 10
const AUTHORS_PER_SLICE = 50

/** Where paying goes on: what is being paid, and after whom. */
type Step = readonly ['prizes' | 'authors' | 'voters', after: string]

/** What a step has done: whom it has looked at, and the step after it; undefined after the last. */
interface Paid {
  readonly handled: number
  readonly next: Step | undefined
}

/** Pays the next of one sealed contest after another. */
export async function payPrizes({ now, cursor }: Slice): Promise<SliceOutcome> {
  const [contest] = await findContestsIn('final', cursor, 1)
  if (!contest) return { handled: 0, repaired: 0 }
  if (!isAnnounced(contest) || !contest.bundle) return { next: contest._id, handled: 1, repaired: 0 }
  const { handled, next } = await payStep(contest, stepOf(contest.paying), now)
  if (next) await keepPaying(contest._id, next.join(':'))
  else await endPaying(contest, now)
  return { next: next ? (cursor ?? '') : contest._id, handled, repaired: next ? 0 : 1 }
}

function stepOf(paying: string | undefined): Step {
  const [what, after = ''] = paying?.split(':') ?? []
  return what === 'authors' || what === 'voters' ? [what, after] : ['prizes', '']
}

function payStep(contest: AnnouncedContest, [what, after]: Step, at: number): Promise<Paid> {
  if (what === 'prizes') return payWinners(contest, at)
  return what === 'authors' ? payAuthors(contest, after, at) : payVoters(contest, after, at)
}

async function payWinners(contest: AnnouncedContest, at: number): Promise<Paid> {
  const { _id: contestId, resultVersion, rules } = contest
  const lines = await findLines(contestId, resultVersion, { after: 0, upTo: lastPrizeRank(rules.prizes) })
  const works = new Map(
    (await findManyWorks(lines.map(({ workId }) => workId))).map((each) => [each._id, each]),
  )
  const pay = async ({ rank, workId }: Line) => {
    const [work, prize] = [works.get(workId), prizeOf(rules.prizes, rank)]
    if (work && prize) await payWinner(work, prize.points, at)
  }
  await inBatches(lines, pay, PAID_AT_ONCE)
  return { handled: lines.length, next: ['authors', ''] }
}

/** Pays one winner and tells them; who is banned or has left is passed over. */
async function payWinner(work: WorkDocument, points: number, at: number): Promise<void> {
  const { _id: workId, contestId, authorId: memberId, title } = work
  const isPaid =
    points === 0 ||
    (await inTransaction((tx) => payPrize(tx, { contestId, workId, memberId, points, at }))) !== undefined
  if (!isPaid) return
  const subject = { contestId, workId }
  await notify([{ to: memberId, kind: 'prizeWon', subject, cause: `prize:${workId}`, at, about: title }])
}

/** Pays authors for having taken part, and tells them of the result. */
async function payAuthors(contest: AnnouncedContest, after: string, at: number): Promise<Paid> {
  const { _id: contestId, plan } = contest
  const works = await findInState(contestId, 'entered', after, AUTHORS_PER_SLICE)
  const authorIds = [...new Set(works.map(({ authorId }) => authorId))]
  await award(contestId, authorIds, at)
  const about = { kind: 'resultPublished', subject: { contestId }, about: plan.title, at } as const
  await notify(authorIds.map((to) => ({ to, cause: `result:${contestId}`, ...about })))
  const last = works.at(-1)
  const isMore = works.length === AUTHORS_PER_SLICE && last !== undefined
  return { handled: works.length, next: isMore ? ['authors', last._id] : ['voters', ''] }
}

/** Pays voters for having taken part: those who are still members, by the ballots that are still theirs. */
async function payVoters({ _id: contestId }: AnnouncedContest, after: string, at: number): Promise<Paid> {
  const page = await findBallotsAfter(contestId, after, QUERY_LIMIT_MAX)
  const isMore = page.length === QUERY_LIMIT_MAX
  const byVoter = new Map<string, BallotDocument[]>()
  for (const ballot of page) byVoter.set(ballot.voter, [...(byVoter.get(ballot.voter) ?? []), ballot])
  // Of the last one there may be more ballots: a page holds those of three voters at least.
  const last = page.at(-1)?.voter ?? ''
  if (isMore) byVoter.delete(last)
  const counted = await findCounted(contestId, byVoter)
  await award(contestId, counted, at)
  const paidTo = [...byVoter.keys()].at(-1)
  return { handled: page.length, next: isMore && paidTo !== undefined ? ['voters', paidTo] : undefined }
}

/** The members among voters who have a vote that counts. */
async function findCounted(
  contestId: string,
  byVoter: ReadonlyMap<string, readonly BallotDocument[]>,
): Promise<string[]> {
  const voters = [...byVoter.keys()]
  const ballots = [...byVoter.values()].flat()
  const [excluded, entered] = await Promise.all([
    findExcludedAmong(contestId, voters),
    findEntered(ballots.flatMap(({ workIds }) => workIds)),
  ])
  const members: string[] = []
  await inBatches([...byVoter], async ([voter, own]) => {
    const found = await findQuarantined(contestId, voter)
    const standing = found.flatMap(({ _id, state }) => (state === 'released' ? [] : _id))
    const tally = new Tally(entered, { quarantined: new Set(standing), excluded })
    for (const ballot of own) tally.add({ ...ballot, isNewcomer: ballot.isNewcomer === true })
    const [{ memberId } = { memberId: '' }] = own
    if ([...tally.totals().values()].some(({ counted }) => counted > 0)) members.push(memberId)
  })
  return members
}

/** Those of these works that take part. */
async function findEntered(named: readonly string[]): Promise<string[]> {
  const workIds = [...new Set(named)]
  const entered: string[] = []
  for (let from = 0; from < workIds.length; from += QUERY_LIMIT_MAX) {
    const works = await findManyWorks(workIds.slice(from, from + QUERY_LIMIT_MAX))
    entered.push(...works.flatMap(({ _id, state }) => (state === 'entered' ? _id : [])))
  }
  return entered
}

/** Pays each of these members once for this contest; who is banned or has left is passed over. */
async function award(contestId: string, memberIds: readonly string[], at: number): Promise<void> {
  const settings = await readEarningSettings()
  const pay = (memberId: string) => {
    const earned = { source: 'contest', memberId, subjectId: `${contestId}:${memberId}`, at } as const
    return inTransaction((tx) => payUnlessRefused(tx, earned, settings))
  }
  await inBatches(memberIds, pay, PAID_AT_ONCE)
}
