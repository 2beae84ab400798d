/**
 * Counts a contest's totals anew and puts right what differs: what each work shows of its votes, from the log and from
 * the ballots that are not in it yet.
 */
import type { FraudSignal } from '../../contract/contest-shapes'
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { sleep } from '../kit/clock'
import { collection, type Patch, replacedBy } from '../kit/cloud'
import { fingerprint } from '../kit/fingerprint'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inBatches } from './batches'
import { type ContestDocument, WORKS, type WorkDocument } from './collections'
import { findContestsIn } from './contest-store'
import { Tally } from './count-rules'
import { chunksOf, findAnchors, findBallotsOfDay } from './log-store'
import { voteDays } from './phase-rules'
import { endStale, findStale } from './quarantine-store'
import { findAllWorks } from './result-store'
import { findVerdicts, keepReviewed, quarantineOf } from './verdict-store'

const works = collection<WorkDocument>(WORKS)

/**
 * A vote between its ballot and its counter looks just like a drift. Only what is the same at a second look, this much
 * later, is one; a vote that takes longer still is put right by the next run.
 */
const SECOND_LOOK_AFTER_MS = 1_500

/** What a work shows of its votes. */
interface Totals {
  readonly rawVotes: number
  readonly countedVotes: number
  readonly underReview: number
  readonly reviewSignals: Readonly<Partial<Record<FraudSignal, number>>>
}

interface Drift {
  readonly work: WorkDocument
  readonly right: Totals
}

/** A slice of the job that runs each minute: contests whose totals are known not to be right. */
export async function countStale({ now }: Slice): Promise<SliceOutcome> {
  const contest = await findStale(now)
  if (!contest) return { handled: 0, repaired: 0 }
  const repaired = await reconcile(contest)
  await keepReviewed(contest._id, (await findVerdicts(contest._id)).reviewed)
  await endStale(contest._id, contest.staleAt ?? 0)
  return { next: 'more', handled: 1, repaired }
}

/** A slice of the job that runs each day: every contest that runs, one after another. */
export async function reconcileVotes({ cursor, now }: Slice): Promise<SliceOutcome> {
  const [contest] = await findContestsIn('announced', cursor, 1)
  if (!contest) return { handled: 0, repaired: 0 }
  const repaired = now >= contest.plan.submitFrom ? await reconcile(contest) : 0
  return { next: contest._id, handled: 1, repaired }
}

/** Puts right what differs; how much did. */
async function reconcile(contest: ContestDocument): Promise<number> {
  const first = await look(contest)
  if (first.size === 0) return 0
  await sleep(SECOND_LOOK_AFTER_MS)
  const second = await look(contest)
  let repaired = 0
  await inBatches([...second.values()], async (drift) => {
    const before = first.get(drift.work._id)
    if (before && fingerprint(shownAndRight(before)) === fingerprint(shownAndRight(drift)))
      repaired += await correct(drift)
  })
  return repaired
}

/** What is wrong by now, by work. */
async function look(contest: ContestDocument): Promise<ReadonlyMap<string, Drift>> {
  const all = await findAllWorks(contest._id)
  const right = await totalsOf(
    contest,
    all.map(({ _id }) => _id),
  )
  const drifts = new Map<string, Drift>()
  for (const work of all) {
    const drift = { work, right: right.get(work._id) ?? NONE }
    const { shown } = shownAndRight(drift)
    if (fingerprint(shown) !== fingerprint(drift.right)) drifts.set(work._id, drift)
  }
  return drifts
}

const NONE: Totals = { rawVotes: 0, countedVotes: 0, underReview: 0, reviewSignals: {} }

function shownAndRight({ work, right }: Drift): { readonly shown: Totals; readonly right: Totals } {
  const { rawVotes, countedVotes, underReview = 0, reviewSignals = {} } = work
  return { shown: { rawVotes, countedVotes, underReview, reviewSignals }, right }
}

/** The totals of works from what they are derived of. */
async function totalsOf(
  contest: ContestDocument,
  workIds: readonly string[],
): Promise<ReadonlyMap<string, Totals>> {
  const { _id: contestId } = contest
  const [verdicts, anchors, reviewed] = await Promise.all([
    findVerdicts(contestId),
    findAnchors(contestId),
    reviewOf(contestId),
  ])
  const tally = new Tally(workIds, verdicts)
  const logged = new Set(anchors.map(({ day }) => day))
  for await (const chunks of chunksOf(contestId))
    for (const { day, ballots } of chunks)
      if (logged.has(day)) for (const ballot of ballots) tally.add(ballot)
  for (const day of voteDays(contest.plan)) if (!logged.has(day)) await countOpenDay(contestId, day, tally)
  return new Map(
    [...tally.totals()].map(([workId, { raw, counted }]) => [
      workId,
      { rawVotes: raw, countedVotes: counted, ...(reviewed.get(workId) ?? NOT_REVIEWED) },
    ]),
  )
}

/** Counts the ballots of a day that is not in the log. */
async function countOpenDay(contestId: string, day: string, tally: Tally): Promise<void> {
  for (let after = ''; ; ) {
    const page = await findBallotsOfDay(contestId, day, after, QUERY_LIMIT_MAX)
    for (const { isNewcomer = false, ...ballot } of page) tally.add({ ...ballot, isNewcomer })
    const last = page.at(-1)
    if (page.length < QUERY_LIMIT_MAX || !last) return
    after = last.voter
  }
}

type Reviewed = Pick<Totals, 'underReview' | 'reviewSignals'>
const NOT_REVIEWED: Reviewed = { underReview: 0, reviewSignals: {} }

/** Votes under review, by work. */
async function reviewOf(contestId: string): Promise<ReadonlyMap<string, Reviewed>> {
  const reviewed = new Map<string, Reviewed>()
  for await (const page of quarantineOf(contestId))
    for (const { workId, state, signals } of page) {
      if (state !== 'underReview') continue
      const { underReview, reviewSignals } = reviewed.get(workId) ?? NOT_REVIEWED
      const more = Object.fromEntries(signals.map((signal) => [signal, (reviewSignals[signal] ?? 0) + 1]))
      reviewed.set(workId, { underReview: underReview + 1, reviewSignals: { ...reviewSignals, ...more } })
    }
  return reviewed
}

/** Puts a work right unless it has moved on: 1 when it was. */
function correct({ work, right }: Drift): Promise<number> {
  const { _id, rawVotes, countedVotes } = work
  const { reviewSignals, ...counts } = right
  const change: Patch<WorkDocument> = { ...counts, reviewSignals: replacedBy(reviewSignals) }
  return works.updateWhere({ _id, rawVotes, countedVotes }, change)
}
