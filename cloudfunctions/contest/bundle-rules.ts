/**
 * The bundle: all that a result is made of, as one JSON file that anybody can check (PRODUCT 3.7). Its writing is fixed
 * to the byte, an entry of a list to the line, and comes in parts, because a log of some hundred thousand ballots never
 * lies in the memory whole. No member's id, name or openid stands in it but the jurors' ids in the frozen rules. Pure.
 */
import { leafOf } from './leaf-rules'
import { type Line, lineText } from './ranking-rules'
import type { ContestResultDocument } from './result-collections'
import type { BallotAnchorDocument, BallotChunkDocument, QuarantinedVoteDocument } from './vote-collections'

/** A work as the bundle names it; `state` is what it was when the result became final. */
export interface BundledWork {
  readonly workId: string
  /** Its number in the gallery's shuffles; 0 without one. */
  readonly number: number
  readonly enteredAt: number
  readonly state: string
  /** Why it was disqualified; '' when it was not. */
  readonly reason: string
}

/** What a bundle is written from. */
export interface BundleSource {
  readonly contestId: string
  /** The canonical text of the rules, and its hash. */
  readonly rules: string
  readonly rulesHash: string
  readonly drawSeed: string
  /** In the order of their ids. */
  readonly works: readonly BundledWork[]
  /** A work and what each juror has given it, in the order of the rules; null for one who has not. */
  readonly scores: readonly (readonly [workId: string, scores: readonly (number | null)[]])[]
  readonly excluded: readonly string[]
  readonly quarantine: AsyncIterable<readonly QuarantinedVoteDocument[]>
  readonly anchors: readonly BallotAnchorDocument[]
  readonly chunks: AsyncIterable<readonly BallotChunkDocument[]>
  readonly versions: readonly ContestResultDocument[]
  readonly lines: readonly Line[]
}

const BREAK = ',\n'

/** The bundle's text in parts, without the seal: what is sealed. */
export async function* bundleText(source: BundleSource): AsyncGenerator<string> {
  const { contestId, rulesHash, rules, drawSeed } = source
  yield '{"format":"tonghao-contest-bundle/1",\n'
  for (const [name, value] of Object.entries({ contestId, rulesHash, rules, drawSeed }))
    yield `${JSON.stringify(name)}:${JSON.stringify(value)},\n`
  yield listText(
    'works',
    source.works.map(({ workId, number, enteredAt, state, reason }) =>
      JSON.stringify([workId, number, enteredAt, state, reason]),
    ),
  )
  yield listText(
    'scores',
    source.scores.map((each) => JSON.stringify(each)),
  )
  yield listText(
    'excluded',
    source.excluded.map((each) => JSON.stringify(each)),
  )
  yield '"quarantine":[\n'
  yield* joined(quarantineTexts(source.quarantine))
  yield '],\n'
  yield* daysText(source)
  yield listText(
    'versions',
    source.versions.map(({ version, why, at, rawVotes, countedVotes, lineCount, root }) =>
      JSON.stringify([version, why, at, rawVotes, countedVotes, lineCount, root]),
    ),
  )
  yield listText('result', source.lines.map(lineText))
}

/** The end of a bundle: the SHA-256 of all that stands before it. */
export function sealText(seal: string): string {
  return `"seal":"${seal}"}\n`
}

function listText(name: string, items: readonly string[]): string {
  return `"${name}":[\n${items.length === 0 ? '' : `${items.join(BREAK)}\n`}],\n`
}

/** Items of a list, page by page, with what stands between and after them. */
async function* joined(pages: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  let before = ''
  for await (const page of pages) {
    if (page.length > 0) yield before + page.join(BREAK)
    if (page.length > 0) before = BREAK
  }
  if (before !== '') yield '\n'
}

async function* quarantineTexts(pages: BundleSource['quarantine']): AsyncGenerator<readonly string[]> {
  for await (const page of pages)
    yield page.map(({ workId, day, voter, state, signals }) =>
      JSON.stringify([workId, day, voter, state, signals]),
    )
}

/** Day after day with its ballots. The log stands in the order of the days, and some have none. */
async function* daysText({ anchors, chunks }: BundleSource): AsyncGenerator<string> {
  const log = eachOf(chunks)[Symbol.asyncIterator]()
  let next = await log.next()
  const ofDay = async function* (day: string): AsyncGenerator<readonly string[]> {
    for (; !next.done && next.value.day === day; next = await log.next()) yield next.value.ballots.map(leafOf)
  }
  yield '"days":[\n'
  for (const [place, { day, root, head }] of anchors.entries()) {
    yield `{"day":"${day}","ballots":[\n`
    yield* joined(ofDay(day))
    yield `],"root":"${root}","head":"${head}"}${place + 1 < anchors.length ? ',' : ''}\n`
  }
  yield '],\n'
}

async function* eachOf<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const page of pages) yield* page
}
