/** Pages of a contest's gallery: the latest works first before the vote, in the caller's own shuffle from its opening on. */
import { decodePosition, encodeCursor, toPage } from '../kit/cursor'
import type { WorkDocument } from './collections'
import type { AnnouncedContest } from './phase-rules'
import { shuffledNumbers, shuffleOf } from './shuffle-rules'
import { findByNumber, findLatest } from './work-store'

/** Who looks, and where they are. */
export interface GalleryLook {
  /** '' for a page that anybody sees alone. */
  readonly callerKey: string
  readonly cursor: string | undefined
  readonly limit: number
  /** Epoch milliseconds. */
  readonly now: number
}

/** A page of works, and the cursor of the next. */
export interface GalleryPage {
  readonly works: readonly WorkDocument[]
  readonly nextCursor?: string
}

const listOf = (contestId: string) => `gallery:${contestId}`

/**
 * The next works of a gallery. Whoever has begun in one order goes on in it. Works that take no part are holes in a
 * shuffle: a page may be shorter than was asked for.
 * @throws AppError INVALID_INPUT for a cursor of another list
 */
export async function galleryPage(contest: AnnouncedContest, look: GalleryLook): Promise<GalleryPage> {
  const position = decodePosition(listOf(contest._id), look.cursor)
  const isBegun = position !== undefined && position.notes.length > 0
  const isShuffled = position ? isBegun : look.now >= contest.plan.voteFrom
  const { numberedCount } = contest
  if (isShuffled && numberedCount !== undefined)
    return shuffledPage(contest, numberedCount, Number.parseInt(position?.notes[0] ?? '0', 10) || 0, look)
  const found = await findLatest(contest._id, isBegun ? undefined : position?.lastId, look.limit + 1)
  const { items, ...more } = toPage(listOf(contest._id), found, look.limit)
  return { works: items, ...more }
}

async function shuffledPage(
  { _id: contestId, rules }: AnnouncedContest,
  count: number,
  from: number,
  { callerKey, limit }: GalleryLook,
): Promise<GalleryPage> {
  const numbers = shuffledNumbers(rules.shuffleSeed, shuffleOf(callerKey, contestId), count)
  const to = from + limit
  const works = await findByNumber(contestId, numbers.slice(from, to))
  // A cursor leads on from a place in the shuffle, not from a work.
  return {
    works,
    ...(to < count ? { nextCursor: encodeCursor(listOf(contestId), contestId, [`${to}`]) } : {}),
  }
}
