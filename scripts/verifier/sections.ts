/** What a bundle says besides its log: rules, works, jury, and what stands against votes. */
import { count, demand, hexOf, type Json, type Lines, list, object, parse, text } from './lines'

/** What of the rules the count goes by. */
export interface Rules {
  readonly title: string
  readonly scoring: string
  readonly voteFrom: number
  readonly voteUntil: number
  readonly jurors: number
  readonly prizes: readonly { readonly name: string; readonly from: number; readonly to: number }[]
  readonly drawCommitment: string
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]))
}

/** The rules, if they are those that were frozen. */
export function readRules(canonical: string, hash: string): Rules {
  demand(hexOf(canonical) === hash, 'The rules are not those whose hash was published.')
  const rules = object(parse(canonical, 'The text of the rules'), 'The text of the rules')
  demand(JSON.stringify(sorted(rules)) === canonical, 'The rules are not written in the canonical way.')
  demand(rules.format === 'tonghao-contest-rules/1', 'The rules are of a format that is not known here.')
  return {
    title: text(rules.title, 'The title'),
    scoring: text(rules.scoring, 'The scoring'),
    voteFrom: count(rules.voteFrom, 'The opening of the vote'),
    voteUntil: count(rules.voteUntil, 'The close of the vote'),
    jurors: list(rules.jurorIds, 'The jury').length,
    prizes: list(rules.prizes, 'The prizes').map((each) => {
      const { name, from, to } = object(each, 'A prize')
      return { name: text(name, 'A prize'), from: count(from, 'A prize'), to: count(to, 'A prize') }
    }),
    drawCommitment: text(rules.drawCommitment, 'The commitment of the draw'),
  }
}

/** A work, and what is counted for it. */
export interface Work {
  readonly id: string
  readonly enteredAt: number
  readonly isIn: boolean
  scores: readonly number[]
  raw: number
  counted: number
  readonly days: Set<string>
  readonly inviters: Set<string>
}

const STATES = ['checking', 'screening', 'entered', 'disqualified', 'withdrawn']

/** Every work of the contest by its id. */
export function readWorks(lines: Lines): Map<string, Work> {
  const works = new Map<string, Work>()
  const numbers = new Set<number>()
  let before = ''
  for (const [id, number, enteredAt, state, reason, ...more] of lines.list('works')) {
    const { where } = lines
    const work = text(id, where)
    demand(work > before && more.length === 0, `${where}: works stand in the order of their ids, each once.`)
    demand(STATES.includes(text(state, where)), `${where}: a work has a state that is not known.`)
    text(reason, where)
    const given = count(number, where)
    demand(given === 0 || !numbers.has(given), `${where}: two works have one number.`)
    numbers.add(given)
    before = work
    works.set(work, {
      id: work,
      enteredAt: count(enteredAt, where),
      isIn: state === 'entered',
      scores: [],
      raw: 0,
      counted: 0,
      days: new Set(),
      inviters: new Set(),
    })
  }
  return works
}

/** What the jury has given each work. */
export function readScores(lines: Lines, works: ReadonlyMap<string, Work>, { jurors }: Rules): void {
  const seen = new Set<Work>()
  for (const [id, given, ...more] of lines.list('scores')) {
    const { where } = lines
    const work = works.get(text(id, where))
    demand(work !== undefined && !seen.has(work), `${where}: scores of no work, or of one twice.`)
    seen.add(work)
    const scores = list(given, where)
    demand(scores.length === jurors && more.length === 0, `${where}: there are not as many scores as jurors.`)
    work.scores = scores.flatMap((score) => (score === null ? [] : [count(score, where)]))
    demand(
      work.scores.every((score) => score <= 10),
      `${where}: a score is above ten.`,
    )
  }
}

/** Voters all of whose votes are excluded. */
export function readExcluded(lines: Lines): Set<string> {
  const voters = new Set<string>()
  let before = ''
  lines.take('"excluded":[')
  for (const item of lines.items()) {
    const voter = text(item, lines.where)
    demand(voter > before, `${lines.where}: excluded voters stand in ascending order, each once.`)
    before = voter
    voters.add(voter)
  }
  lines.take('],')
  return voters
}

const VERDICTS = ['underReview', 'released', 'excluded']
const SIGNALS = ['burst', 'inviter', 'soleAct', 'cluster', 'risk']

/** Votes that were found suspicious, and whether they count. */
export function readQuarantine(lines: Lines): Map<string, boolean> {
  const votes = new Map<string, boolean>()
  let before = ''
  for (const [work, day, voter, state, signals, ...more] of lines.list('quarantine')) {
    const { where } = lines
    const vote = [text(work, where), text(day, where), text(voter, where)].join(':')
    demand(vote > before && more.length === 0, `${where}: votes under review stand in order, each once.`)
    const found = list(signals, where).map((signal) => text(signal, where))
    const isGrounded = new Set(found).size >= 2 && found.every((signal) => SIGNALS.includes(signal))
    demand(isGrounded, `${where}: a vote is under review by less than two signals.`)
    demand(VERDICTS.includes(text(state, where)), `${where}: a vote under review has an unknown state.`)
    before = vote
    votes.set(vote, state === 'released')
  }
  return votes
}
