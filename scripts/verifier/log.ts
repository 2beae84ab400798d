/** The log of a bundle: every ballot in its place, under the root of its day, in the chain of days. */
import { createHash } from 'node:crypto'
import { count, demand, hexOf, type Json, type Lines, list, text } from './lines'
import type { Rules } from './sections'

/** A ballot of the log. */
export interface Ballot {
  readonly voter: string
  readonly day: string
  readonly works: readonly string[]
  readonly isNewcomer: boolean
  /** '' when nobody has brought the voter. */
  readonly inviter: string
}

/** The log, and the chain's head after each day. */
export interface Log {
  readonly ballots: readonly Ballot[]
  readonly heads: readonly (readonly [day: string, head: string])[]
}

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)
const WORKS_A_BALLOT = 3
const VOTER = /^[0-9a-z]{26}$/

const digest = (...parts: readonly Buffer[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The Merkle tree hash of leaves `from` to before `to`, by the very definition of RFC 9162 2.1.1. */
function treeHash(leaves: readonly Buffer[], from: number, to: number): Buffer {
  const size = to - from
  const [only = Buffer.alloc(0)] = leaves.slice(from, from + 1)
  if (size === 0) return digest()
  if (size === 1) return digest(LEAF, only)
  let split = 1
  while (split * 2 < size) split *= 2
  return digest(NODE, treeHash(leaves, from, from + split), treeHash(leaves, from + split, to))
}

/** The days on which votes are taken: midnight is China's, eight hours before Greenwich's. */
function daysOf({ voteFrom, voteUntil }: Rules): string[] {
  const dayMs = 24 * 3_600_000
  const aheadMs = 8 * 3_600_000
  const first = Math.floor((voteFrom + aheadMs) / dayMs)
  const last = Math.floor((voteUntil - 1 + aheadMs) / dayMs)
  const nameOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)
  return Array.from({ length: last - first + 1 }, (_, at) => nameOf(first + at))
}

/** Reads the log; every root and every head is computed anew. */
export function readLog(lines: Lines, rules: Rules, rulesHash: string): Log {
  const ballots: Ballot[] = []
  const heads: [string, string][] = []
  const newcomers = new Map<string, boolean>()
  const days = daysOf(rules)
  let head = rulesHash
  lines.take('"days":[')
  for (const [place, day] of days.entries()) {
    const leaves = readDay(lines, day, (ballot) => {
      const known = newcomers.get(ballot.voter) ?? ballot.isNewcomer
      demand(known === ballot.isNewcomer, `${lines.where}: a voter is a newcomer on one day only.`)
      newcomers.set(ballot.voter, known)
      ballots.push(ballot)
    })
    const root = treeHash(leaves, 0, leaves.length).toString('hex')
    head = hexOf(`${head}${root}${day}`)
    const said = lines.next()
    const right = `],"root":"${root}","head":"${head}"}${place + 1 < days.length ? ',' : ''}`
    demand(said === right, `${lines.where}: the ballots of ${day} are not those that were anchored.`)
    heads.push([day, head])
  }
  lines.take('],')
  return { ballots, heads }
}

/** Reads the ballots of a day; answers its leaves. */
function readDay(lines: Lines, day: string, keep: (ballot: Ballot) => void): Buffer[] {
  const leaves: Buffer[] = []
  let before = ''
  lines.take(`{"day":"${day}","ballots":[`)
  for (const item of lines.items()) {
    const ballot = ballotOf(item, lines.where)
    demand(ballot.day === day, `${lines.where}: a ballot of another day.`)
    demand(ballot.voter > before, `${lines.where}: ballots stand in the order of their voters, one each.`)
    before = ballot.voter
    leaves.push(Buffer.from(JSON.stringify(item), 'utf8'))
    keep(ballot)
  }
  return leaves
}

function ballotOf(item: Json, where: string): Ballot {
  const [voter, day, works, newcomer, inviter, ...more] = list(item, where)
  const named = list(works, where).map((work) => text(work, where))
  const isRising = named.every((work, at) => work > (named[at - 1] ?? ''))
  demand(named.length <= WORKS_A_BALLOT, `${where}: a ballot names more than three works.`)
  demand(isRising && more.length === 0, `${where}: a ballot names its works in order, each once.`)
  demand(VOTER.test(text(voter, where)), `${where}: a ballot without a voter.`)
  demand(count(newcomer, where) <= 1, `${where}: a ballot says neither newcomer nor not.`)
  return {
    voter: text(voter, where),
    day: text(day, where),
    works: named,
    isNewcomer: newcomer === 1,
    inviter: text(inviter, where),
  }
}
