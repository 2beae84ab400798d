/**
 * Words as the search knows them. Chinese is not written with spaces, and the database knows no words: a text is kept
 * with its pairs of neighbouring characters (bigrams), so that any part of it is found by equality, through an index.
 * Latin words and numbers are kept whole. Pure.
 */

/** Tokens that a document keeps of its words; what a long text says after them is not found. */
const DOCUMENT_TOKENS_MAX = 200
/** Characters that are also kept by themselves, for who searches for one: those at the beginning say what it is about. */
const SINGLES_MAX = 40
/** Characters of a Latin word or number that are kept. */
const WORD_LENGTH_MAX = 20
/** Beginnings of a name that are kept, each a character longer. */
const PREFIXES_MAX = 12
/** Marks a token as the beginning of a name: it cannot be met inside a text. */
const PREFIX_MARK = '^'
/** Tokens that a search ranks by, and how many of them it asks the database for. */
const QUERY_TOKENS_MAX = 30
const ASKED_TOKENS_MAX = 5

/** Somebody named in a text, as it is kept: `@{mbr_…}`. An id is no word. */
const MENTION = /@\{mbr_[0-9a-z]+\}/gu
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const WORD = /[\p{L}\p{N}]/u
/** Characters that most Chinese sentences have: a pair with one of them tells little. */
const COMMON = new Set('的了吗呢吧啊是在我你他她它们这那有和就都也还不很会要么什怎为能可以个一')

/** Text as tokens are made of it: compatibility forms unified, letters small. */
export function normalised(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** A run of a text: Chinese characters, or one word. */
interface Run {
  readonly isCjk: boolean
  readonly characters: readonly string[]
}

function runsOf(text: string): Run[] {
  const runs: { isCjk: boolean; characters: string[] }[] = []
  let current: { isCjk: boolean; characters: string[] } | undefined
  for (const character of normalised(text.replace(MENTION, ' '))) {
    const isCjk = CJK.test(character)
    if (!isCjk && !WORD.test(character)) {
      current = undefined
      continue
    }
    if (current?.isCjk !== isCjk) {
      current = { isCjk, characters: [] }
      runs.push(current)
    }
    current.characters.push(character)
  }
  return runs
}

/** The tokens of one run: a word, or the pairs of its characters; a character that stands alone stays alone. */
function tokensOfRun({ isCjk, characters }: Run): string[] {
  if (!isCjk) return [characters.slice(0, WORD_LENGTH_MAX).join('')]
  if (characters.length === 1) return [...characters]
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
}

function unique(tokens: readonly string[], max: number): string[] {
  return [...new Set(tokens)].slice(0, max)
}

/** What a text is found by: its words and pairs in their order, and its first characters one by one. Bounded. */
export function documentTokens(text: string): string[] {
  const runs = runsOf(text)
  const singles = runs.flatMap(({ isCjk, characters }) => (isCjk ? characters : []))
  return [
    ...new Set([...unique(runs.flatMap(tokensOfRun), DOCUMENT_TOKENS_MAX), ...unique(singles, SINGLES_MAX)]),
  ]
}

/** What a name (of a member, of a topic) is found by: as a text, and by each of its beginnings. Bounded. */
export function nameTokens(name: string): string[] {
  const characters = charactersOf(name).slice(0, PREFIXES_MAX)
  const prefixes = characters.map((_, at) => `${PREFIX_MARK}${characters.slice(0, at + 1).join('')}`)
  return [...documentTokens(name), ...prefixes]
}

/** The token of all names that begin with this; undefined when nothing of it can be searched for. */
export function prefixToken(text: string): string | undefined {
  const characters = charactersOf(text).slice(0, PREFIXES_MAX)
  return characters.length === 0 ? undefined : `${PREFIX_MARK}${characters.join('')}`
}

function charactersOf(name: string): string[] {
  return runsOf(name).flatMap(({ characters }) => characters)
}

/** The tokens of what somebody searches for, in their order; none when there is nothing to be found by. Bounded. */
export function queryTokens(text: string): string[] {
  return unique(runsOf(text).flatMap(tokensOfRun), QUERY_TOKENS_MAX)
}

/** Those of a query's tokens that the database is asked for: those that tell most. At most ASKED_TOKENS_MAX. */
export function askedTokens(tokens: readonly string[]): string[] {
  const commonIn = (token: string) => Array.from(token).filter((character) => COMMON.has(character)).length
  return [...tokens].sort((left, right) => commonIn(left) - commonIn(right)).slice(0, ASKED_TOKENS_MAX)
}

/** How many of a query's tokens a text has, anywhere in it. */
export function countMatches(tokens: readonly string[], text: string): number {
  const runs = runsOf(text)
  const own = new Set([
    ...runs.flatMap(tokensOfRun),
    ...runs.flatMap(({ isCjk, characters }) => (isCjk ? characters : [])),
  ])
  return tokens.filter((token) => own.has(token)).length
}
