/** What is stored of works. */

import type { WorkState } from '../../contract/contest-shapes'
import {
  PHOTO_DUPLICATE_DISTANCE_MAX,
  QUERY_LIMIT_MAX,
  STANDINGS_SHOWN_MAX,
  WORKS_PER_MEMBER,
} from '../../contract/limits'
import { AppError } from '../kit/app-error'
import {
  absent,
  collection,
  greaterThan,
  holdingOneOf,
  increasedBy,
  lessThan,
  oneOf,
  type Patch,
  removed,
} from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { hashBands, hashDistance } from '../media/perceptual-hash'
import type { VoteChange } from './ballot-rules'
import { WORKS, type WorkDocument } from './collections'
import { demandAnnounced } from './contest-store'
import type { NearWork } from './entry-rules'
import type { AnnouncedContest } from './phase-rules'

const works = collection<WorkDocument>(WORKS)

/** A work by id in whatever state, or undefined. */
export function findWork(workId: string): Promise<WorkDocument | undefined> {
  return works.get(workId)
}

/** Those of these works that exist, in no order. */
export function findManyWorks(workIds: readonly string[]): Promise<WorkDocument[]> {
  return works.getMany([...new Set(workIds)])
}

/** A work inside a transaction. @throws AppError NOT_FOUND */
export async function workIn(tx: Transaction, workId: string): Promise<WorkDocument> {
  const found = await tx.collection<WorkDocument>(WORKS).get(workId)
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/** Works that take part in a contest, the latest first, before this one. */
export function findLatest(
  contestId: string,
  before: string | undefined,
  limit: number,
): Promise<WorkDocument[]> {
  return works.find({
    where: { contestId, state: 'entered', ...(before === undefined ? {} : { _id: lessThan(before) }) },
    orderBy: ['_id', 'desc'],
    limit,
  })
}

/** Works of a contest in one state, the oldest first, after this one. */
export function findInState(
  contestId: string,
  state: WorkState,
  after: string | undefined,
  limit: number,
): Promise<WorkDocument[]> {
  return works.find({
    where: { contestId, state, ...(after === undefined ? {} : { _id: greaterThan(after) }) },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** The ids of a contest's works in one state, QUERY_LIMIT_MAX at most: to say about how many there are. */
export function findIdsIn(
  contestId: string,
  state: WorkState,
): Promise<Pick<WorkDocument, '_id' | 'state'>[]> {
  return works.find({ where: { contestId, state }, limit: QUERY_LIMIT_MAX, fields: ['state'] })
}

/** Every work of a contest whatever its state, the oldest first, after this one: for jobs. */
export function findAllAfter(
  contestId: string,
  after: string | undefined,
  limit: number,
): Promise<WorkDocument[]> {
  return works.find({
    where: { contestId, ...(after === undefined ? {} : { _id: greaterThan(after) }) },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** Works that take part and have the most votes that count, the first first. */
export function findLeading(contestId: string): Promise<WorkDocument[]> {
  return works.find({
    where: { contestId, state: 'entered' },
    orderBy: ['countedVotes', 'desc'],
    limit: STANDINGS_SHOWN_MAX,
  })
}

/** The place by which a shuffle finds a work. */
export function workPlace(contestId: string, number: number): string {
  return `${contestId}:${number}`
}

/** Works that take part, in the order of these numbers; those that do not are left out. */
export async function findByNumber(contestId: string, numbers: readonly number[]): Promise<WorkDocument[]> {
  if (numbers.length === 0) return []
  const places = numbers.map((number) => workPlace(contestId, number))
  const found = await works.find({ where: { place: oneOf(places) }, limit: places.length })
  const byPlace = new Map(found.map((work) => [work.place, work]))
  return places.flatMap((place) => {
    const work = byPlace.get(place)
    return work?.state === 'entered' ? [work] : []
  })
}

/** Gives a work its number. */
export async function keepNumber(workId: string, contestId: string, number: number): Promise<void> {
  await works.update(workId, { number, place: workPlace(contestId, number) })
}

/** States in which a work has one of its author's places. */
const HOLDING: readonly WorkState[] = ['checking', 'screening', 'entered', 'disqualified']

/** A caller's works in a contest that were not withdrawn. */
export function findOwnIn(callerKey: string, contestId: string): Promise<WorkDocument[]> {
  return works.find({ where: { callerKey, contestId, state: oneOf(HOLDING) }, limit: WORKS_PER_MEMBER })
}

/** A caller's works of every contest, the latest first, before this one. */
export function findOwn(
  callerKey: string,
  before: string | undefined,
  limit: number,
): Promise<WorkDocument[]> {
  return works.find({
    where: { callerKey, ...(before === undefined ? {} : { _id: lessThan(before) }) },
    orderBy: ['_id', 'desc'],
    limit,
  })
}

/** Works of any contest that look like a photo, the nearest first. One query over the four bands. */
export async function findNear(perceptualHash: string): Promise<NearWork[]> {
  const found = await works.find({
    where: { hashBands: holdingOneOf(hashBands(perceptualHash)) },
    limit: QUERY_LIMIT_MAX,
    fields: ['authorId', 'contestId', 'state', 'perceptualHash'],
  })
  return found
    .map((work) => ({ work, distance: hashDistance(work.perceptualHash, perceptualHash) }))
    .filter(({ distance }) => distance <= PHOTO_DUPLICATE_DISTANCE_MAX)
    .sort((a, b) => a.distance - b.distance)
}

/** Works that wait for the platform, or whose words were not checked, after this one: for jobs. */
export function findOpenWorks(
  what: 'waiting' | 'unchecked' | 'untold',
  after: string | undefined,
  limit: number,
): Promise<WorkDocument[]> {
  const beyond = after === undefined ? {} : { _id: greaterThan(after) }
  return works.find({ where: { [what]: true, ...beyond }, orderBy: ['_id', 'asc'], limit })
}

/** Its author was told of this decision. */
export async function endUntold({ _id, decidedAt }: WorkDocument): Promise<void> {
  await works.updateWhere(
    { _id, ...(decidedAt === undefined ? {} : { decidedAt }) },
    { untold: removed<true>() },
  )
}

/** Settles a work that is being checked as it was looked at; false when something has changed about it meanwhile. */
export async function keepSettled(
  { _id, waiting, unchecked }: WorkDocument,
  patch: Patch<WorkDocument>,
): Promise<boolean> {
  const asSeen = { waiting: waiting ?? absent<true>(), unchecked: unchecked ?? absent<true>() }
  return (await works.updateWhere({ _id, state: 'checking', ...asSeen }, patch)) === 1
}

/** Counts that the platform was asked about the words again, in vain. */
export async function countTextAsk({ _id }: WorkDocument, asks: number, at: number): Promise<void> {
  await works.updateWhere({ _id, unchecked: true }, { textAsks: asks, textAskedAt: at })
}

/** Counts votes for a work; derived from ballots, so outside any transaction. */
export async function addToVotes(workId: string, { raw, counted }: VoteChange): Promise<void> {
  await works.update(workId, { rawVotes: increasedBy(raw), countedVotes: increasedBy(counted) })
}

/** Keeps the file of the code that leads to a work. */
export async function keepShareCode(workId: string, fileId: string): Promise<void> {
  await works.update(workId, { shareCodeFileId: fileId })
}

/** A work with its contest; undefined when there is no such work. */
export async function findWorkWithContest(
  workId: string,
): Promise<{ readonly work: WorkDocument; readonly contest: AnnouncedContest } | undefined> {
  const work = await findWork(workId)
  return work && { work, contest: await demandAnnounced(work.contestId) }
}

/** Works of a contest that have votes under review, those with the most first. At most QUERY_LIMIT_MAX. */
export function findUnderReview(contestId: string): Promise<WorkDocument[]> {
  return works.find({
    where: { contestId, underReview: greaterThan(0) },
    orderBy: ['underReview', 'desc'],
    limit: QUERY_LIMIT_MAX,
  })
}
