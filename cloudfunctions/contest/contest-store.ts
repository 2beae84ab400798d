/** What is stored of contests. */
import { AppError } from '../kit/app-error'
import {
  atMost,
  between,
  collection,
  greaterThan,
  increasedBy,
  lessThan,
  removed,
  replacedBy,
} from '../kit/cloud'
import { decodeCursor, encodeCursor, toPage } from '../kit/cursor'
import type { Transaction } from '../kit/transaction'
import {
  CONTEST_DECISIONS,
  CONTEST_SECRETS,
  CONTESTS,
  type ContestDecisionDocument,
  type ContestDocument,
  type ContestSecretsDocument,
  type ContestState,
} from './collections'
import { type AnnouncedContest, isAnnounced, placeOf } from './phase-rules'

const contests = collection<ContestDocument>(CONTESTS)
const secrets = collection<ContestSecretsDocument>(CONTEST_SECRETS)

/** A contest by id, or undefined. */
export function findContest(contestId: string): Promise<ContestDocument | undefined> {
  return contests.get(contestId)
}

/** Those of these contests that exist, in no order. */
export function findManyContests(contestIds: readonly string[]): Promise<ContestDocument[]> {
  return contests.getMany([...new Set(contestIds)])
}

/** A contest that members know of. @throws AppError NOT_FOUND */
export async function demandAnnounced(contestId: string): Promise<AnnouncedContest> {
  const found = await contests.get(contestId)
  if (!isAnnounced(found)) throw new AppError('NOT_FOUND')
  return found
}

/** A contest inside a transaction. @throws AppError NOT_FOUND */
export async function contestIn(tx: Transaction, contestId: string): Promise<ContestDocument> {
  const found = await tx.collection<ContestDocument>(CONTESTS).get(contestId)
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/** Never changed once they are there, and read with every vote. */
const known = new Map<string, ContestSecretsDocument>()

/** The secrets of an announced contest; read once by each instance. @throws AppError NOT_FOUND before it is announced */
export async function secretsOf(contestId: string): Promise<ContestSecretsDocument> {
  const found = known.get(contestId) ?? (await secrets.get(contestId))
  if (!found) throw new AppError('NOT_FOUND')
  known.set(contestId, found)
  return found
}

/** A page of contests, and the cursor of the next. */
export interface ContestsPage {
  readonly contests: readonly ContestDocument[]
  readonly nextCursor?: string
}

const ANNOUNCED_LIST = 'contests'
const MANAGED_LIST = 'managedContests'

/** Announced contests, those that run first. @throws AppError INVALID_INPUT for a cursor of another list */
export async function findAnnounced(cursor: string | undefined, limit: number): Promise<ContestsPage> {
  const before = decodeCursor(ANNOUNCED_LIST, cursor)
  const found = await contests.find({
    where: { place: before === undefined ? greaterThan('') : between('', before) },
    orderBy: ['place', 'desc'],
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  if (found.length <= limit || !last) return { contests: page }
  return { contests: page, nextCursor: encodeCursor(ANNOUNCED_LIST, last.place) }
}

/** Every contest, the latest first. @throws AppError INVALID_INPUT as above */
export async function findManaged(cursor: string | undefined, limit: number): Promise<ContestsPage> {
  const before = decodeCursor(MANAGED_LIST, cursor)
  const found = await contests.find({
    where: before === undefined ? {} : { _id: lessThan(before) },
    orderBy: ['_id', 'desc'],
    limit: limit + 1,
  })
  const { items, ...more } = toPage(MANAGED_LIST, found, limit)
  return { contests: items, ...more }
}

/** Contests in a stored state after this one, in the order of their ids: for jobs. */
export function findContestsIn(
  state: ContestState,
  after: string | undefined,
  limit: number,
): Promise<ContestDocument[]> {
  const beyond = after === undefined ? {} : { _id: greaterThan(after) }
  return contests.find({ where: { state, ...beyond }, orderBy: ['_id', 'asc'], limit })
}

/** Counts works that take part, and keeps which is shown for the contest now; derived, so outside any transaction. */
export async function addToWorkCount(
  contestId: string,
  amount: 1 | -1,
  cover: ContestDocument['cover'],
): Promise<void> {
  await contests.update(contestId, {
    workCount: increasedBy(amount),
    cover: cover === undefined ? removed() : replacedBy(cover),
  })
}

/** Contests of which whoever entered is to be told something by now. */
export function findToTell(now: number, limit: number): Promise<ContestDocument[]> {
  return contests.find({ where: { tellAt: atMost(now) }, orderBy: ['tellAt', 'asc'], limit })
}

/** Everybody was told what was due at that instant. */
export async function endTelling(contestId: string, tellAt: number): Promise<void> {
  await contests.updateWhere({ _id: contestId, tellAt }, { tellAt: removed<number>() })
}

/** Every work has its number. */
export async function keepNumbered(contestId: string, numberedCount: number): Promise<void> {
  await contests.updateWhere({ _id: contestId, state: 'announced' }, { numberedCount })
}

/** Keeps the bundle of a final result. */
export async function keepBundle(
  contestId: string,
  bundle: NonNullable<ContestDocument['bundle']>,
): Promise<void> {
  await contests.update(contestId, { bundle: replacedBy(bundle) })
}

/** Keeps where the paying of a final result goes on. */
export async function keepPaying(contestId: string, paying: string): Promise<void> {
  await contests.updateWhere({ _id: contestId, state: 'final' }, { paying })
}

/** Everybody is paid. */
export async function endPaying({ _id, plan }: ContestDocument, paidAt: number): Promise<void> {
  const place = placeOf('paid', plan, _id)
  await contests.updateWhere(
    { _id, state: 'final' },
    { state: 'paid', paidAt, place, paying: removed<string>() },
  )
}

/** Puts a contest that is paid away; false when it is not paid any more. */
export async function archiveContest(contestId: string): Promise<boolean> {
  return (await contests.updateWhere({ _id: contestId, state: 'paid' }, { state: 'archived' })) === 1
}

/** Keeps a deed of staff, in the transaction that does it. Done twice at one instant it stands there once. */
export async function recordDecision(
  tx: Transaction,
  decision: Omit<ContestDecisionDocument, '_id' | 'schemaVersion'>,
): Promise<void> {
  const { subjectId, what, at } = decision
  await tx
    .collection<ContestDecisionDocument>(CONTEST_DECISIONS)
    .add({ _id: `${subjectId}:${what}:${at}`, schemaVersion: 1, ...decision })
}
