/** The count and the ranking, done over by the rules page alone, and compared with what the bundle says. */
import { count, demand, hexOf, type Lines, text } from './lines'
import type { Ballot } from './log'
import type { Rules, Work } from './sections'

/** What stands against votes. */
export interface Against {
  readonly excluded: ReadonlySet<string>
  /** Votes that were found suspicious, by name; true for those that were released. */
  readonly quarantined: ReadonlyMap<string, boolean>
}

/** Counts the log into the works. Every vote that is under review has to be in it. */
export function countBallots(
  ballots: readonly Ballot[],
  works: ReadonlyMap<string, Work>,
  { excluded, quarantined }: Against,
): void {
  const comings = new Map<string, number>()
  for (const { voter } of ballots) comings.set(voter, (comings.get(voter) ?? 0) + 1)
  const unseen = new Set(quarantined.keys())
  for (const { voter, day, works: named, isNewcomer, inviter } of ballots)
    for (const id of named) {
      const vote = `${id}:${day}:${voter}`
      unseen.delete(vote)
      const work = works.get(id)
      if (!work?.isIn) continue
      work.raw += 1
      const hasReturned = !isNewcomer || (comings.get(voter) ?? 0) >= 2
      if (!hasReturned || excluded.has(voter) || quarantined.get(vote) === false) continue
      work.counted += 1
      work.days.add(day)
      if (inviter !== '') work.inviters.add(inviter)
    }
  const [stray] = unseen
  demand(stray === undefined, `A vote is under review that nobody has cast: ${stray}.`)
}

/** The mean without the lowest and the highest, in thousandths; nothing for fewer than three scores. */
function juryOf({ scores }: Work): number {
  if (scores.length < 3) return 0
  const kept = [...scores].sort((a, b) => a - b).slice(1, -1)
  return Math.floor((1000 * kept.reduce((sum, score) => sum + score, 0)) / kept.length)
}

interface Ranked {
  readonly work: Work
  readonly jury: number
  readonly score: number
}

/** What tells two works of one score apart, from the first step to the last. */
const CHAIN = ['jury', 'votingDays', 'inviters', 'earlier', 'draw'] as const

/** The chain as texts and numbers, less of which is better. */
function chainOf({ work, jury }: Ranked, hasJury: boolean, drawSeed: string): (string | number)[] {
  const lot = hexOf(drawSeed + work.id)
  return [hasJury ? -jury : 0, -work.days.size, -work.inviters.size, work.enteredAt, lot]
}

/** Ranks the works and demands that the bundle's result says the same, line by line; answers its lines. */
export function checkResult(
  lines: Lines,
  works: ReadonlyMap<string, Work>,
  { scoring }: Rules,
  drawSeed: string,
): { readonly root: string; readonly ranked: readonly Work[] } {
  const hasJury = scoring === 'votesAndJury'
  demand(hasJury || scoring === 'votes', 'The rules score in a way that is not known here.')
  const ranked = rankingOf([...works.values()], hasJury, drawSeed)
  const texts = ranked.map(({ one, tie }, at) => {
    const { work, jury, score } = one
    return JSON.stringify([at + 1, work.id, work.raw, work.counted, hasJury ? jury : null, score, tie])
  })
  lines.take('"result":[')
  for (const [at, line] of texts.entries()) {
    const found = lines.next()
    const right = `${line}${at + 1 < texts.length ? ',' : ''}`
    demand(found === right, `${lines.where}: rank ${at + 1} should be ${line}`)
  }
  lines.take('],')
  return { root: hexOf(texts.join('\n')), ranked: ranked.map(({ one }) => one.work) }
}

function rankingOf(works: readonly Work[], hasJury: boolean, drawSeed: string) {
  const most = Math.max(0, ...works.map(({ isIn, counted }) => (isIn ? counted : 0)))
  const scoreOf = (counted: number, jury: number) => {
    const share = (of: number) => (most === 0 ? 0 : Math.floor((of * counted) / most))
    return hasJury ? share(700_000) + Math.floor((300_000 * jury) / 10_000) : share(1_000_000)
  }
  const order = works
    .filter(({ isIn }) => isIn)
    .map((work): Ranked => {
      const jury = juryOf(work)
      return { work, jury, score: scoreOf(work.counted, jury) }
    })
    .map((one) => ({ one, chain: chainOf(one, hasJury, drawSeed) }))
    .sort((a, b) => b.one.score - a.one.score || compare(a.chain, b.chain))
  return order.map(({ one, chain }, at) => {
    const before = order[at - 1]
    const isTie = before?.one.score === one.score
    return { one, tie: before && isTie ? CHAIN[firstDifference(before.chain, chain)] : '' }
  })
}

const firstDifference = (a: readonly (string | number)[], b: readonly (string | number)[]) =>
  a.findIndex((each, at) => each !== b[at])

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = firstDifference(a, b)
  const [one, other] = [a[at] ?? 0, b[at] ?? 0]
  return at < 0 ? 0 : one < other ? -1 : 1
}

/** A version of the result as the bundle names it. */
export interface Version {
  readonly why: string
  readonly raw: number
  readonly counted: number
  readonly lines: number
  readonly root: string
}

/** Reads the versions; answers the last, which has to be the final one. */
export function readVersions(lines: Lines): Version {
  let last: Version | undefined
  let expected = 1
  for (const [version, why, at, raw, counted, lineCount, root, ...more] of lines.list('versions')) {
    const { where } = lines
    demand(count(version, where) === expected && more.length === 0, `${where}: a version is missing.`)
    demand(last?.why !== 'final', `${where}: there is a version after the final one.`)
    count(at, where)
    last = {
      why: text(why, where),
      raw: count(raw, where),
      counted: count(counted, where),
      lines: count(lineCount, where),
      root: text(root, where),
    }
    expected += 1
  }
  demand(last?.why === 'final', 'There is no final version of the result.')
  return last
}
