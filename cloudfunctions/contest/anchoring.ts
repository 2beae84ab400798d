/**
 * Publishes the days of a vote (PRODUCT 3.7). A day that is over is written into the log, chunk by chunk, and then its
 * root. Where it goes on it reads from the chunks that are there: killed at any point and begun again it writes the same.
 */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { findManyMembers } from '../member/store'
import { findManyAccounts } from '../points/store'
import { findContestsIn } from './contest-store'
import { headAfter, rootOfBallots } from './leaf-rules'
import { CHUNK_BALLOTS, type LoggedBallot } from './log-rules'
import {
  addAnchor,
  addChunk,
  chunkId,
  findAnchors,
  findBallotsOfDay,
  findChunkRoots,
  findLastChunk,
  isShort,
} from './log-store'
import { rootOf } from './merkle-rules'
import { type AnnouncedContest, ballotClosesAt, COUNT_AFTER_MS, isAnnounced, voteDays } from './phase-rules'
import { findRisks } from './risk-store'
import { isSoleAct } from './sole-act-rules'
import type { BallotAnchorDocument, BallotChunkDocument, BallotDocument } from './vote-collections'

/** So many of a day in one slice: six times four queries each. */
const CHUNKS_PER_SLICE = 10

/** Publishes what is over of one contest after another. */
export async function anchorDays({ now, cursor }: Slice): Promise<SliceOutcome> {
  const [contest] = await findContestsIn('announced', cursor, 1)
  if (!contest) return { handled: 0, repaired: 0 }
  const beyond = { next: contest._id, handled: 1, repaired: 0 }
  if (!isAnnounced(contest) || now < contest.plan.voteFrom) return beyond
  const anchors = await findAnchors(contest._id)
  const day = dueDay(contest, anchors, now)
  if (day === undefined) return beyond
  const last = await writeChunks(contest._id, day)
  if (last !== 'unfinished') await publish(contest, day, { before: anchors.at(-1), last, at: now })
  // The same contest once more: it may have more chunks, or days.
  return { next: cursor ?? '', handled: 1, repaired: last === 'unfinished' ? 0 : 1 }
}

/** The first day that is not published although it is over; undefined when there is none. */
function dueDay(
  { plan }: AnnouncedContest,
  anchors: readonly BallotAnchorDocument[],
  now: number,
): string | undefined {
  const day = voteDays(plan)[anchors.length]
  const isOver = day !== undefined && ballotClosesAt(plan, day) + COUNT_AFTER_MS <= now
  return isOver ? day : undefined
}

/** Writes the next chunks of a day; answers its last, undefined for a day without ballots. */
async function writeChunks(
  contestId: string,
  day: string,
): Promise<BallotChunkDocument | 'unfinished' | undefined> {
  let last = await findLastChunk(contestId, day)
  for (let count = 0; count < CHUNKS_PER_SLICE; count += 1) {
    if (last && isShort(last)) return last
    const ballots = await gather(contestId, day, last?.ballots.at(-1)?.voter ?? '')
    const [first] = ballots
    if (!first) return last
    const from: number = last ? last.from + last.ballots.length : 0
    last = await addChunk({
      _id: chunkId(contestId, day, from / CHUNK_BALLOTS),
      schemaVersion: 1,
      contestId,
      day,
      firstVoter: first.voter,
      from,
      root: rootOfBallots(ballots),
      ballots,
    })
  }
  return 'unfinished'
}

/** The ballots of one chunk, after this voter. */
async function gather(contestId: string, day: string, afterVoter: string): Promise<LoggedBallot[]> {
  const pages: BallotDocument[][] = []
  let last = afterVoter
  for (let left = CHUNK_BALLOTS; left > 0; ) {
    const limit = Math.min(QUERY_LIMIT_MAX, left)
    const page = await findBallotsOfDay(contestId, day, last, limit)
    pages.push(page)
    last = page.at(-1)?.voter ?? last
    left = page.length < limit ? 0 : left - limit
  }
  return (await Promise.all(pages.map(log))).flat()
}

/** What the log says of ballots, with what is known of their voters besides. */
async function log(page: readonly BallotDocument[]): Promise<LoggedBallot[]> {
  const memberIds = page.map(({ memberId }) => memberId)
  const [members, accounts, risks] = await Promise.all([
    findManyMembers(memberIds),
    findManyAccounts(memberIds),
    findRisks(memberIds),
  ])
  const memberOf = new Map(members.map((member) => [member._id, member]))
  const accountOf = new Map(accounts.map((account) => [account._id, account]))
  return page.map(({ memberId, voter, day, workIds, isNewcomer, inviter, at }) => {
    const risk = risks.get(memberId)
    return {
      voter,
      day,
      workIds: [...workIds].sort(),
      isNewcomer: isNewcomer === true,
      ...(inviter === undefined ? {} : { inviter }),
      at,
      isSoleAct: isSoleAct(memberOf.get(memberId), accountOf.get(memberId)),
      ...(risk === undefined ? {} : { risk }),
    }
  })
}

interface Written {
  readonly before: BallotAnchorDocument | undefined
  readonly last: BallotChunkDocument | undefined
  readonly at: number
}

/** Publishes a day whose chunks are all there. */
async function publish(
  { _id: contestId, rulesHash }: AnnouncedContest,
  day: string,
  { before, last, at }: Written,
): Promise<void> {
  const chunkRoots = last ? await findChunkRoots(contestId, day) : []
  const root = rootOf(chunkRoots)
  await addAnchor({
    contestId,
    day,
    ballots: last ? last.from + last.ballots.length : 0,
    root,
    chunkRoots,
    head: headAfter(before?.head ?? rulesHash, root, day),
    at,
  })
}
