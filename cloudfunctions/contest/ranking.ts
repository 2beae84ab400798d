/**
 * Gives each work the rank that it has in the latest version of the result, slice by slice. Begun again it passes over
 * the works that show theirs; a result is not sealed before all do.
 */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import type { Slice, SliceOutcome } from '../kit/jobs'
import type { ContestDocument } from './collections'
import { findContestsIn } from './contest-store'
import { findAllLines, findVersion, keepRank, keepRanked } from './result-store'
import { isRanked } from './version-rules'
import { findAllAfter } from './work-store'

/** Where the next slice goes on: after this contest, or in the one after it after this work. */
interface Place {
  readonly state: 'announced' | 'final'
  readonly contestId: string
  readonly workId: string
  /** By which the works up to this one were ranked: another may have come since. */
  readonly version: number
}

const BEGINNING: Place = { state: 'announced', contestId: '', workId: '', version: 0 }
const cursorOf = ({ state, contestId, workId, version }: Place) =>
  [state, contestId, workId, version].join('|')

function placeIn(cursor: string | undefined): Place {
  const [state, contestId = '', workId = '', version] = cursor?.split('|') ?? []
  if (state === undefined) return BEGINNING
  return { state: state === 'final' ? state : 'announced', contestId, workId, version: Number(version) }
}

/** Keeps the ranks of some works of one contest after another. */
export async function keepRanks({ cursor }: Slice): Promise<SliceOutcome> {
  const place = placeIn(cursor)
  const [contest] = await findContestsIn(place.state, place.contestId, 1)
  if (!contest) {
    const next = place.state === 'announced' ? cursorOf({ ...BEGINNING, state: 'final' }) : undefined
    return { next, handled: 0, repaired: 0 }
  }
  const { _id: contestId, resultVersion: version } = contest
  const beyond = cursorOf({ ...BEGINNING, state: place.state, contestId })
  if (isRanked(contest)) return { next: beyond, handled: 1, repaired: 0 }
  const { last, moved, handled } = await rankSome(contest, place.version === version ? place.workId : '')
  if (last !== undefined) {
    const next = cursorOf({ ...place, workId: last, version })
    return { next, handled, repaired: moved }
  }
  await keepRanked(contestId, version)
  return { next: beyond, handled, repaired: moved }
}

/** Keeps the ranks of the works after this one; `last` is the one to go on after, if there are more. */
async function rankSome({ _id: contestId, resultVersion }: ContestDocument, after: string) {
  const [version, page] = await Promise.all([
    findVersion(contestId, resultVersion),
    findAllAfter(contestId, after, QUERY_LIMIT_MAX),
  ])
  if (!version) throw new Error(`${contestId} has lost version ${resultVersion}`)
  const ranks = new Map((await findAllLines(version)).map(({ workId, rank }) => [workId, rank]))
  const moved = page.filter(({ _id, rank }) => ranks.get(_id) !== rank)
  await Promise.all(moved.map(({ _id }) => keepRank(_id, ranks.get(_id))))
  const last = page.length === QUERY_LIMIT_MAX ? page.at(-1)?._id : undefined
  return { last, moved: moved.length, handled: page.length }
}
