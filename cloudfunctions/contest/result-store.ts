/** What is stored of results: versions, their lines, and the rank that each work shows. */
import { QUERY_LIMIT_MAX, RESULT_VERSIONS_MAX } from '../../contract/limits'
import { between, collection, removed } from '../kit/cloud'
import { inTransaction } from '../kit/transaction'
import { CONTESTS, type ContestDocument, WORKS, type WorkDocument } from './collections'
import { contestIn } from './contest-store'
import { allOf } from './paging'
import { placeOf } from './phase-rules'
import type { Line } from './ranking-rules'
import {
  type AppealDocument,
  CONTEST_APPEALS,
  CONTEST_RESULTS,
  type ContestResultDocument,
  LINES_TOGETHER,
  RESULT_LINES,
  type ResultLinesDocument,
} from './result-collections'

const contests = collection<ContestDocument>(CONTESTS)
const results = collection<ContestResultDocument>(CONTEST_RESULTS)
const lines = collection<ResultLinesDocument>(RESULT_LINES)
const works = collection<WorkDocument>(WORKS)
const appeals = collection<AppealDocument>(CONTEST_APPEALS)

const VERSION_DIGITS = 3
const RANK_DIGITS = 5
/** Lines that one query finds for certain. */
const LINES_AT_ONCE = LINES_TOGETHER * (QUERY_LIMIT_MAX - 1)

const versionId = (contestId: string, version: number) =>
  `${contestId}:${String(version).padStart(VERSION_DIGITS, '0')}`

/** Every work of a contest, whatever its state, in the order of their ids. */
export function findAllWorks(contestId: string): Promise<WorkDocument[]> {
  return allOf(works, { contestId })
}

/** Writes the lines of a version. They say nothing until the version itself is there. */
export async function putLines(contestId: string, version: number, all: readonly Line[]): Promise<void> {
  for (let place = 0; place < all.length; place += LINES_TOGETHER)
    await lines.put({
      _id: `${versionId(contestId, version)}:${String(place + 1).padStart(RANK_DIGITS, '0')}`,
      schemaVersion: 1,
      contestId,
      version,
      from: place + 1,
      lines: all.slice(place, place + LINES_TOGETHER),
    })
}

/** Every work shows the rank that it has in this version, the latest. */
export async function keepRanked(contestId: string, rankedVersion: number): Promise<void> {
  await contests.update(contestId, { rankedVersion })
}

/** The rank that a work shows; none for one that takes no part. */
export async function keepRank(workId: string, rank: number | undefined): Promise<void> {
  await works.update(workId, { rank: rank ?? removed<number>() })
}

/** A version of the result that was counted. */
export type NewVersion = Omit<ContestResultDocument, '_id' | 'schemaVersion'>

/**
 * Makes a version the latest; with it the final one freezes the contest. False when the contest has moved on meanwhile,
 * or when a decision that the final result has not heard of came before it, or is being carried out.
 * @param heardAsks how many asks for a recount had been made when the count began
 */
export function addVersion(result: NewVersion, heardAsks: number): Promise<boolean> {
  const { contestId, version, why, at } = result
  return inTransaction(async (tx) => {
    const contest = await contestIn(tx, contestId)
    const isHeard = (contest.recountAsks ?? 0) === heardAsks
    if (contest.state !== 'announced' || contest.resultVersion !== version - 1) return false
    if (why === 'final' && (!isHeard || (contest.heldUntil ?? 0) > at)) return false
    await tx
      .collection<ContestResultDocument>(CONTEST_RESULTS)
      .add({ _id: versionId(contestId, version), schemaVersion: 1, ...result })
    await tx.collection<ContestDocument>(CONTESTS).update(contestId, {
      resultVersion: version,
      heardAsks,
      ...(isHeard ? { recountWanted: removed<'reviewed' | 'appeal'>() } : {}),
      ...(why === 'final'
        ? { state: 'final' as const, finalAt: at, place: placeOf('final', contest.plan, contestId) }
        : {}),
    })
    return true
  })
}

/** Every version of a contest's result, the first first. */
export function findVersions(contestId: string): Promise<ContestResultDocument[]> {
  return results.find({ where: { contestId }, orderBy: ['version', 'asc'], limit: RESULT_VERSIONS_MAX })
}

/** One version of a contest's result, or undefined. */
export function findVersion(contestId: string, version: number): Promise<ContestResultDocument | undefined> {
  return results.get(versionId(contestId, version))
}

/** Lines of a version from above one rank up to and with another, in their order. */
export async function findLines(
  contestId: string,
  version: number,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<Line[]> {
  const found = await lines.find({
    where: { contestId, version, from: between(after - LINES_TOGETHER, upTo + 1) },
    orderBy: ['from', 'asc'],
    limit: QUERY_LIMIT_MAX,
  })
  return found.flatMap((each) => each.lines).filter(({ rank }) => after < rank && rank <= upTo)
}

/** All lines of a version. */
export async function findAllLines({ contestId, version, lineCount }: NewVersion): Promise<Line[]> {
  const all: Line[] = []
  while (all.length < lineCount) {
    const upTo = Math.min(lineCount, all.length + LINES_AT_ONCE)
    const page = await findLines(contestId, version, { after: all.length, upTo })
    if (page.length === 0) throw new Error(`version ${version} of ${contestId} has lost lines`)
    all.push(...page)
  }
  return all
}

/** Whether an appeal of a contest waits to be decided. */
export async function hasOpenAppeal(contestId: string): Promise<boolean> {
  return (await appeals.find({ where: { contestId, state: 'open' }, limit: 1, fields: ['state'] })).length > 0
}

/** The states of a contest's appeals: the first QUERY_LIMIT_MAX. */
export async function findAppealStates(contestId: string): Promise<AppealDocument['state'][]> {
  const found = await appeals.find({ where: { contestId }, limit: QUERY_LIMIT_MAX, fields: ['state'] })
  return found.map(({ state }) => state)
}
