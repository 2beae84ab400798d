/** What is stored of the log: the ballots of a day, the chunks they become, and what was published of each day. */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { atMost, between, collection, greaterThan } from '../kit/cloud'
import { CHUNK_BALLOTS } from './log-rules'
import { pagesOf } from './paging'
import {
  BALLOT_ANCHORS,
  BALLOT_CHUNKS,
  BALLOTS,
  type BallotAnchorDocument,
  type BallotChunkDocument,
  type BallotDocument,
} from './vote-collections'

const ballots = collection<BallotDocument>(BALLOTS)
const chunks = collection<BallotChunkDocument>(BALLOT_CHUNKS)
const anchors = collection<BallotAnchorDocument>(BALLOT_ANCHORS)

/** Chunks that are read at once: some megabytes. */
const CHUNKS_PER_QUERY = 20
const NUMBER_DIGITS = 4

/** The `_id` of a day's chunk, the first of which is 0. */
export function chunkId(contestId: string, day: string, number: number): string {
  return `${contestId}:${day}:${String(number).padStart(NUMBER_DIGITS, '0')}`
}

/** The ballots of a contest's day by their voters, after this one. At most QUERY_LIMIT_MAX. */
export function findBallotsOfDay(
  contestId: string,
  day: string,
  afterVoter: string,
  limit: number,
): Promise<BallotDocument[]> {
  return ballots.find({
    where: { contestId, day, voter: greaterThan(afterVoter) },
    orderBy: ['voter', 'asc'],
    limit,
  })
}

/** Ballots of a contest by their voters, after this one: those of one voter stand together. */
export function findBallotsAfter(
  contestId: string,
  afterVoter: string,
  limit: number,
): Promise<BallotDocument[]> {
  return ballots.find({
    where: { contestId, voter: greaterThan(afterVoter) },
    orderBy: ['voter', 'asc'],
    limit,
  })
}

/** The latest chunk of a day that is being written, or undefined. */
export async function findLastChunk(
  contestId: string,
  day: string,
): Promise<BallotChunkDocument | undefined> {
  const [last] = await chunks.find({
    where: { contestId, day },
    orderBy: ['firstVoter', 'desc'],
    limit: 1,
  })
  return last
}

/** The chunk of a day in which this voter's ballot stands, if it does anywhere. */
export async function findChunkOf(
  contestId: string,
  day: string,
  voter: string,
): Promise<BallotChunkDocument | undefined> {
  const [found] = await chunks.find({
    where: { contestId, day, firstVoter: atMost(voter) },
    orderBy: ['firstVoter', 'desc'],
    limit: 1,
  })
  return found
}

/** Adds a chunk, or answers the one that was written before. */
export async function addChunk(chunk: BallotChunkDocument): Promise<BallotChunkDocument> {
  return (await chunks.addOrGet(chunk)) ?? chunk
}

/** The roots of a day's chunks in their order. */
export async function findChunkRoots(contestId: string, day: string): Promise<string[]> {
  const roots: string[] = []
  // As `;` follows `:`, everything that begins with the day lies between.
  for (let after = `${contestId}:${day}:`; ; ) {
    const page = await chunks.find({
      where: { contestId, _id: between(after, `${contestId}:${day};`) },
      orderBy: ['_id', 'asc'],
      limit: QUERY_LIMIT_MAX,
      fields: ['root'],
    })
    roots.push(...page.map(({ root }) => root))
    const last = page.at(-1)
    if (page.length < QUERY_LIMIT_MAX || !last) return roots
    after = last._id
  }
}

/**
 * The whole log of a contest in its order, day by day: CHUNKS_PER_QUERY chunks at a time, so that it never lies in the
 * memory whole. Days that are not anchored yet may be there in part.
 */
export function chunksOf(contestId: string): AsyncGenerator<readonly BallotChunkDocument[]> {
  return pagesOf(chunks, { contestId }, CHUNKS_PER_QUERY)
}

/** What was published of a contest, the first day first. */
export function findAnchors(contestId: string): Promise<BallotAnchorDocument[]> {
  return anchors.find({ where: { contestId }, orderBy: ['day', 'asc'], limit: QUERY_LIMIT_MAX })
}

/** What was published of a day, or undefined. */
export function findAnchor(contestId: string, day: string): Promise<BallotAnchorDocument | undefined> {
  return anchors.get(anchorId(contestId, day))
}

/** Publishes a day. Done again it changes nothing. */
export async function addAnchor(anchor: Omit<BallotAnchorDocument, '_id' | 'schemaVersion'>): Promise<void> {
  await anchors.addOrGet({ _id: anchorId(anchor.contestId, anchor.day), schemaVersion: 1, ...anchor })
}

const anchorId = (contestId: string, day: string) => `${contestId}:${day}`

/** Whether a chunk is its day's last: no whole one. */
export function isShort({ ballots: inside }: Pick<BallotChunkDocument, 'ballots'>): boolean {
  return inside.length < CHUNK_BALLOTS
}
