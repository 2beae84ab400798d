/** What a search makes of the documents that have some of its words. Pure. */
import { SEARCH_EXCERPT_LENGTH } from '../../contract/limits'
import { countMatches, normalised } from '../kit/ngrams'

/** A document that may be a hit: with its whole text, so that all words count, not only those that were asked for. */
interface Candidate {
  readonly _id: string
  readonly text: string
  readonly topics?: readonly { readonly name: string }[]
}

/** A hit and how many of the query's words it has. */
export interface Ranked<T extends Candidate> {
  readonly document: T
  readonly matched: number
}

/** Where a page of hits has ended: what stands after it ranks lower. */
export interface RankPosition {
  readonly matched: number
  readonly lastId: string
}

/** A quarter of the words must be there: of a whole question typed in, the rest are words of asking. */
const MATCHED_SHARE_MIN = 1 / 4
/** Characters that an excerpt shows before the first searched word. */
const LEAD = 12
/** Somebody named in a text, as it is kept. */
const MENTION = /@\{mbr_[0-9a-z]+\}/gu

/**
 * The hits among what was found, each once: those with the most of the words first, then the newest (ids are ordered by
 * time).
 */
export function rankHits<T extends Candidate>(tokens: readonly string[], found: readonly T[]): Ranked<T>[] {
  const distinct = [...new Map(found.map((document) => [document._id, document])).values()]
  return distinct
    .map((document) => ({ document, matched: countMatches(tokens, wordsOf(document)) }))
    .filter(({ matched }) => matched > 0 && matched >= tokens.length * MATCHED_SHARE_MIN)
    .sort(compareRanks)
}

/** All that a document was given tokens for. */
function wordsOf({ text, topics = [] }: Candidate): string {
  return [text, ...topics.map(({ name }) => name)].join('\n')
}

function compareRanks<T extends Candidate>(left: Ranked<T>, right: Ranked<T>): number {
  if (left.matched !== right.matched) return right.matched - left.matched
  return left.document._id < right.document._id ? 1 : -1
}

/** The hits that rank below a position; all of them for none. */
export function hitsAfter<T extends Candidate>(
  ranked: readonly Ranked<T>[],
  position: RankPosition | undefined,
): Ranked<T>[] {
  if (!position) return [...ranked]
  return ranked.filter(
    ({ document, matched }) =>
      matched < position.matched || (matched === position.matched && document._id < position.lastId),
  )
}

/** A part of a text on one line, and where in it the searched words stand: `[start, length]` in UTF-16 units. */
export interface Shown {
  readonly excerpt: string
  readonly highlights: [start: number, length: number][]
}

/** The part of a text that says why it was found: from a little before the first searched word. */
export function showHit(tokens: readonly string[], text: string): Shown {
  const characters = Array.from(text.replace(MENTION, ' ').replace(/\s+/gu, ' ').trim())
  const marks = marksIn(tokens, characters)
  const first = marks.indexOf(true)
  const from = first <= LEAD ? 0 : first - LEAD
  const shown = untilFull(characters.slice(from))
  const before = from > 0 ? '…' : ''
  const after = from + shown.length < characters.length ? '…' : ''
  return {
    excerpt: `${before}${shown.join('')}${after}`,
    highlights: rangesOf(shown, marks.slice(from), before.length),
  }
}

/** The contract bounds an excerpt in UTF-16 units; a character is never cut in two. */
function untilFull(characters: readonly string[]): string[] {
  let length = 0
  const end = characters.findIndex((character) => {
    length += character.length
    return length > SEARCH_EXCERPT_LENGTH
  })
  return characters.slice(0, end < 0 ? characters.length : end)
}

/** For each character whether it is part of a searched word. Forms are unified one by one, so that places stay. */
function marksIn(tokens: readonly string[], characters: readonly string[]): boolean[] {
  const marks = characters.map(() => false)
  const unified = characters.map(normalised)
  for (const [at] of unified.entries()) {
    for (const token of tokens) {
      const end = endOfToken(token, unified, at)
      if (end !== undefined) marks.fill(true, at, end)
    }
  }
  return marks
}

/** Where the token that begins at this character ends; undefined when it does not stand here. */
function endOfToken(token: string, unified: readonly string[], at: number): number | undefined {
  let read = ''
  let end = at
  while (end < unified.length && read.length < token.length) {
    read += unified[end]
    end += 1
  }
  if (read !== token) return undefined
  const isWord = /^[\p{L}\p{N}]+$/u.test(token) && !/\p{Lo}/u.test(token)
  const isWithin = LATIN.test(unified[at - 1] ?? '') || LATIN.test(unified[end] ?? '')
  return isWord && isWithin ? undefined : end
}

/** A letter of a word that is kept whole: part of such a word is no hit. */
const LATIN = /^[\p{Ll}\p{N}]$/u

function rangesOf(
  shown: readonly string[],
  marks: readonly boolean[],
  offset: number,
): [start: number, length: number][] {
  const ranges: [number, number][] = []
  let start = offset
  let open: [number, number] | undefined
  for (const [at, character] of shown.entries()) {
    if (marks[at]) {
      open ??= [start, 0]
      open[1] += character.length
    } else if (open) {
      ranges.push(open)
      open = undefined
    }
    start += character.length
  }
  return open ? [...ranges, open] : ranges
}
