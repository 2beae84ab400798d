/** What is stored of results: versions, their lines, and the rank that each work shows. */
import { QUERY_LIMIT_MAX, RESULT_VERSIONS_MAX } from '../../contract/limits'
import { between, collection, removed } from '../kit/cloud'
import { inTransaction } from '../kit/transaction'
import { inBatches } from './batches'
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
  RESULT_LINES,
  type ResultLineDocument,
} from './result-collections'

const results = collection<ContestResultDocument>(CONTEST_RESULTS)
const lines = collection<ResultLineDocument>(RESULT_LINES)
const works = collection<WorkDocument>(WORKS)
const appeals = collection<AppealDocument>(CONTEST_APPEALS)

const VERSION_DIGITS = 3
const RANK_DIGITS = 5

const versionId = (contestId: string, version: number) =>
  `${contestId}:${String(version).padStart(VERSION_DIGITS, '0')}`
const lineId = (contestId: string, version: number, rank: number) =>
  `${versionId(contestId, version)}:${String(rank).padStart(RANK_DIGITS, '0')}`

/** Every work of a contest, whatever its state, in the order of their ids. */
export function findAllWorks(contestId: string): Promise<WorkDocument[]> {
  return allOf(works, { contestId })
}

/** Writes the lines of a version. They say nothing until the version itself is there. */
export async function putLines(contestId: string, version: number, all: readonly Line[]): Promise<void> {
  await inBatches(all, (line) =>
    lines.put({
      _id: lineId(contestId, version, line.rank),
      schemaVersion: 1,
      contestId,
      version,
      ...line,
    }),
  )
}

/** Gives each work the rank that it has in these lines, and none to those that take no part. */
export async function keepRanks(all: readonly WorkDocument[], ranked: readonly Line[]): Promise<void> {
  const rankOf = new Map(ranked.map(({ workId, rank }) => [workId, rank]))
  const moved = all.filter(({ _id, rank }) => rankOf.get(_id) !== rank)
  await inBatches(moved, ({ _id }) => works.update(_id, { rank: rankOf.get(_id) ?? removed<number>() }))
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

/** Lines of a version from above one rank up to and with another, at most QUERY_LIMIT_MAX. */
export function findLines(
  contestId: string,
  version: number,
  ranks: { readonly after: number; readonly upTo: number },
): Promise<ResultLineDocument[]> {
  return lines.find({
    where: { contestId, version, rank: between(ranks.after, ranks.upTo + 1) },
    orderBy: ['rank', 'asc'],
    limit: QUERY_LIMIT_MAX,
  })
}

/** A line as it is ranked and hashed, without where it is kept. */
export function lineOf({ rank, workId, raw, counted, jury, score, tieBreak }: ResultLineDocument): Line {
  return {
    rank,
    workId,
    raw,
    counted,
    ...(jury === undefined ? {} : { jury }),
    score,
    ...(tieBreak === undefined ? {} : { tieBreak }),
  }
}

/** All lines of a version. */
export async function findAllLines({ contestId, version, lineCount }: NewVersion): Promise<Line[]> {
  const all: Line[] = []
  while (all.length < lineCount) {
    const page = await findLines(contestId, version, { after: all.length, upTo: lineCount })
    if (page.length === 0) throw new Error(`version ${version} of ${contestId} has lost lines`)
    all.push(...page.map(lineOf))
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
