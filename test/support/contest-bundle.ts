/** A contest made up from numbers, counted by the real rules and written as its bundle: no database, no clock. */
import { type BundleSource, bundleText, sealText } from '../../cloudfunctions/contest/bundle-rules'
import { canonicalJson, rulesFrom, sha256Hex } from '../../cloudfunctions/contest/canonical-rules'
import { Tally, type Verdicts } from '../../cloudfunctions/contest/count-rules'
import { headAfter, rootOfBallots } from '../../cloudfunctions/contest/leaf-rules'
import { type LoggedBallot, voteKey } from '../../cloudfunctions/contest/log-rules'
import { rankWorks, rootOfLines } from '../../cloudfunctions/contest/ranking-rules'
import type {
  BallotAnchorDocument,
  BallotChunkDocument,
  QuarantinedVoteDocument,
} from '../../cloudfunctions/contest/vote-collections'
import { addDays, startOf } from '../../cloudfunctions/kit/period'
import type { ContestPlan } from '../../contract/contest-shapes'
import { DAY_MS } from '../../contract/limits'

const FIRST_DAY = '2026-11-21'
const DRAW_SEED = 'd'.repeat(64)
export const CONTEST_ID = 'cst_0000000000000made'

/** What a contest is made up of. */
export interface MadeUp {
  readonly scoring: ContestPlan['scoring']
  readonly works: number
  /** Ballots by day, each day's in the order of their voters. */
  readonly days: readonly (readonly LoggedBallot[])[]
  readonly quarantine?: readonly Pick<QuarantinedVoteDocument, 'workId' | 'day' | 'voter' | 'state'>[]
  readonly excluded?: readonly string[]
  /** Scores by work's place and juror. */
  readonly scores?: readonly (readonly number[])[]
}

export const workIdOf = (place: number) => `wrk_${String(place).padStart(17, '0')}`
export const voterNamed = (place: number) => String(place).padStart(26, '0')
export const dayOf = (place: number) => addDays(FIRST_DAY, place)

/** A ballot without anything special about it. */
export function ballotOf(
  voter: number,
  day: number,
  works: readonly number[],
  more: Partial<LoggedBallot> = {},
): LoggedBallot {
  const workIds = [...works].sort((a, b) => a - b).map(workIdOf)
  return {
    voter: voterNamed(voter),
    day: dayOf(day),
    workIds,
    isNewcomer: false,
    at: 0,
    isSoleAct: false,
    ...more,
  }
}

const pageOf = async function* <T>(all: readonly T[]) {
  yield all
}

/** The plan of a made-up contest with so many days of voting. */
function planOf({ scoring, days }: MadeUp): ContestPlan {
  const voteFrom = startOf(FIRST_DAY)
  return {
    title: '晨光大赛',
    theme: '早上的第一炉',
    submitFrom: voteFrom - 8 * DAY_MS,
    submitUntil: voteFrom - DAY_MS,
    voteFrom,
    voteUntil: voteFrom + days.length * DAY_MS,
    scoring,
    jurorIds: scoring === 'votes' ? [] : ['mbr_0000000000001', 'mbr_0000000000002', 'mbr_0000000000003'],
    prizes: [{ name: '一等奖', from: 1, to: 1, points: 300 }],
  }
}

function loggedDays({ days }: MadeUp, rulesHash: string) {
  const chunks: BallotChunkDocument[] = []
  const anchors: BallotAnchorDocument[] = []
  for (const [place, ballots] of days.entries()) {
    const day = dayOf(place)
    const root = rootOfBallots(ballots)
    const about = { _id: `${CONTEST_ID}:${day}`, schemaVersion: 1, contestId: CONTEST_ID, day, root } as const
    const head = headAfter(anchors.at(-1)?.head ?? rulesHash, root, day)
    anchors.push({ ...about, ballots: ballots.length, chunkRoots: [root], head, at: 0 })
    if (ballots.length > 0) chunks.push({ ...about, firstVoter: ballots[0]?.voter ?? '', from: 0, ballots })
  }
  return { chunks, anchors }
}

/** What a bundle of a made-up contest is written from. */
export function sourceOf(madeUp: MadeUp): BundleSource {
  const rules = rulesFrom(planOf(madeUp), { drawSeed: DRAW_SEED, shuffleSeed: '5'.repeat(32) })
  const canonical = canonicalJson(rules)
  const rulesHash = sha256Hex(canonical)
  const { chunks, anchors } = loggedDays(madeUp, rulesHash)
  const quarantine = (madeUp.quarantine ?? []).map(
    (vote): QuarantinedVoteDocument => ({
      ...vote,
      _id: voteKey(vote),
      schemaVersion: 1,
      contestId: CONTEST_ID,
      signals: ['burst', 'inviter'],
      foundAt: 0,
    }),
  )
  const verdicts: Verdicts = {
    quarantined: new Set(quarantine.flatMap(({ _id, state }) => (state === 'released' ? [] : _id))),
    excluded: new Set(madeUp.excluded),
  }
  const works = Array.from({ length: madeUp.works }, (_, place) => ({
    workId: workIdOf(place),
    enteredAt: Math.floor(place / 2),
  }))
  const tally = new Tally(
    works.map(({ workId }) => workId),
    verdicts,
  )
  for (const ballot of madeUp.days.flat()) tally.add(ballot)
  const given = new Map((madeUp.scores ?? []).map((scores, place) => [workIdOf(place), scores]))
  const counted = {
    scoring: madeUp.scoring,
    drawSeed: DRAW_SEED,
    works,
    tallies: tally.totals(),
    scores: given,
  }
  const lines = rankWorks(counted)
  const sum = (of: 'raw' | 'counted') => lines.reduce((total, line) => total + line[of], 0)
  const version = {
    _id: `${CONTEST_ID}:001`,
    schemaVersion: 1,
    contestId: CONTEST_ID,
    version: 1,
    why: 'final',
    rawVotes: sum('raw'),
    countedVotes: sum('counted'),
    root: rootOfLines(lines),
    lineCount: lines.length,
    at: 0,
  } as const
  return {
    contestId: CONTEST_ID,
    rules: canonical,
    rulesHash,
    drawSeed: DRAW_SEED,
    works: works.map((work, place) => ({ ...work, number: place + 1, state: 'entered', reason: '' })),
    scores: [...given].map(([workId, scores]) => [workId, scores] as const),
    excluded: madeUp.excluded ?? [],
    quarantine: pageOf(quarantine),
    anchors,
    chunks: pageOf(chunks),
    versions: [version],
    lines,
  }
}

/** A text with its seal, as a file. */
export function sealedFile(text: string): Buffer {
  return Buffer.from(text + sealText(sha256Hex(text)), 'utf8')
}

/** The bundle of a made-up contest without its seal. */
export async function textOf(madeUp: MadeUp): Promise<string> {
  let text = ''
  for await (const part of bundleText(sourceOf(madeUp))) text += part
  return text
}
