import { contest } from '../../../contract/contest'
import type { ResultLine } from '../../../contract/contest-shapes'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { AppError } from '../../kit/app-error'
import { decodePosition, encodeCursor } from '../../kit/cursor'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import type { WorkDocument } from '../collections'
import { demandAnnounced } from '../contest-store'
import { type AnnouncedContest, isHidden, phaseOf } from '../phase-rules'
import { type Line, prizeOf } from '../ranking-rules'
import { findLines, findVersion } from '../result-store'
import { scoreOf } from '../score-rules'
import { bareWorkCard, totalsOf, workFileIds } from '../views'
import { findLeading, findManyWorks } from '../work-store'

/** Lines of the standings, and the works that they are about, as far as these are still there. */
interface Standings {
  readonly version: number
  readonly lines: readonly Line[]
  readonly works: readonly WorkDocument[]
  /** How many lines there are in all. */
  readonly lineCount: number
}

const LIST = 'standings'
const NOTHING: Standings = { version: 0, lines: [], works: [], lineCount: 0 }

/** The standings while votes are taken, and the lines of a result after that. */
export const listStandings = prefetching(contest['contest.listStandings'], {
  prefetch: ({ contestId }) => demandAnnounced(contestId),
  async run({ contestId, version, cursor, limit = PAGE_SIZE_DEFAULT }, { now, viewer }, found) {
    const after = rankIn(contestId, cursor)
    const wanted = version ?? found.resultVersion
    if (wanted > found.resultVersion) throw new AppError('NOT_FOUND')
    const standings = await standingsOf(found, now, { version: wanted, after, limit })
    const [urls, self] = await Promise.all([temporaryUrls(workFileIds(standings.works)), viewer()])
    const cards = new Map(
      standings.works.map((work) => [work._id, bareWorkCard(work, { urls, viewerId: self?._id })]),
    )
    const lines = standings.lines.flatMap(({ workId, raw, counted, ...line }): ResultLine[] => {
      const work = cards.get(workId)
      const prize = standings.version > 0 ? prizeOf(found.rules.prizes, line.rank) : undefined
      return work ? [{ ...line, work, votes: { raw, counted }, ...(prize ? { prize } : {}) }] : []
    })
    const next = after + limit
    return {
      isHidden: isHidden(found, now),
      version: standings.version,
      lines,
      ...(next < standings.lineCount ? { nextCursor: encodeCursor(LIST, contestId, [String(next)]) } : {}),
    }
  },
})

interface Page {
  readonly version: number
  readonly after: number
  readonly limit: number
}

/** What of the standings anybody may see now. */
async function standingsOf(found: AnnouncedContest, now: number, page: Page): Promise<Standings> {
  if (isHidden(found, now)) return NOTHING
  return phaseOf(found, now) === 'vote' ? liveStandings(found, page) : resultLines(found._id, page)
}

/** The rank after which a page begins. @throws AppError INVALID_INPUT for a cursor of another list */
function rankIn(contestId: string, cursor: string | undefined): number {
  const position = decodePosition(LIST, cursor)
  if (!position) return 0
  const rank = Number(position.notes[0])
  if (position.lastId !== contestId || !Number.isSafeInteger(rank) || rank < 0)
    throw new AppError('INVALID_INPUT', { field: 'cursor', rule: 'format' })
  return rank
}

/** The works that lead by their counters. The jury is not asked yet. */
async function liveStandings(
  { _id: contestId, rules: { scoring } }: AnnouncedContest,
  { after, limit }: Page,
): Promise<Standings> {
  const leading = await findLeading(contestId)
  const most = leading[0] ? totalsOf(leading[0]).counted : 0
  const page = leading.slice(after, after + limit)
  const lines = page.map((work, place) => {
    const { raw, counted } = totalsOf(work)
    const score = scoreOf(scoring, counted, most, 0)
    return { rank: after + place + 1, workId: work._id, raw, counted, score }
  })
  return { version: 0, lines, works: page, lineCount: leading.length }
}

async function resultLines(contestId: string, { version, after, limit }: Page): Promise<Standings> {
  const [result, found] = await Promise.all([
    findVersion(contestId, version),
    findLines(contestId, version, { after, upTo: after + limit }),
  ])
  // What a count that was begun anew has left below its last line is none of the result.
  const lineCount = result?.lineCount ?? 0
  const lines = found.filter(({ rank }) => rank <= lineCount)
  const works = await findManyWorks(lines.map(({ workId }) => workId))
  return { version: result ? version : 0, lines, works, lineCount }
}
