/**
 * `npx tsx scripts/verify-contest.ts bundle.json`: checks the published bundle of a contest, offline. It knows nothing of
 * the code that has counted: it reads, hashes, counts, breaks ties and ranks by itself, from the bundle and the rules in
 * it. It ends with 1 and a sentence at the first thing that is wrong.
 *
 * What it cannot know is whether the bundle is the one that was published. Compare the seal, and the head of every day
 * that you have seen, with those in the app.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { demand, Fault, hexOf, Lines } from './verifier/lines'
import { type Log, readLog } from './verifier/log'
import { checkResult, countBallots, readVersions } from './verifier/result'
import { readExcluded, readQuarantine, readRules, readScores, readWorks } from './verifier/sections'

/** What was found out about a bundle in which nothing is wrong. */
export interface Verified {
  readonly title: string
  readonly seal: string
  readonly heads: Log['heads']
  readonly ballots: number
  readonly works: number
  readonly raw: number
  readonly counted: number
  readonly quarantined: number
  readonly winners: readonly { readonly rank: number; readonly workId: string; readonly prize: string }[]
}

/** The last line of a bundle: `"seal":"` and 64 digits and `"}`. */
const SEAL_LINE = /^"seal":"([0-9a-f]{64})"\}\n$/
const SEAL_LINE_BYTES = 75

/** The seal, if all bytes before it are those that were sealed. */
function checkSeal(bytes: Buffer): string {
  const end = Math.max(0, bytes.length - SEAL_LINE_BYTES)
  const seal = SEAL_LINE.exec(bytes.toString('latin1', end))?.[1]
  demand(seal !== undefined, 'The bundle has no seal at its end.')
  const right = createHash('sha256').update(bytes.subarray(0, end)).digest('hex')
  demand(seal === right, 'The bundle was changed: its seal is not the hash of what stands before it.')
  return seal
}

/**
 * Checks a bundle.
 * @throws Fault that says in a sentence what is wrong first
 */
export function verifyBundle(bytes: Buffer): Verified {
  const seal = checkSeal(bytes)
  const lines = new Lines(bytes)
  lines.take('{"format":"tonghao-contest-bundle/1",')
  lines.member('contestId')
  const rulesHash = lines.member('rulesHash')
  const rules = readRules(lines.member('rules'), rulesHash)
  const drawSeed = lines.member('drawSeed')
  demand(hexOf(drawSeed) === rules.drawCommitment, 'The draw is not the one that was committed to.')
  const works = readWorks(lines)
  readScores(lines, works, rules)
  const excluded = readExcluded(lines)
  const quarantined = readQuarantine(lines)
  const { ballots, heads } = readLog(lines, rules, rulesHash)
  countBallots(ballots, works, { excluded, quarantined })
  const final = readVersions(lines)
  const { root, ranked } = checkResult(lines, works, rules, drawSeed)
  const sum = (of: 'raw' | 'counted') => ranked.reduce((total, work) => total + work[of], 0)
  const isSame = final.raw === sum('raw') && final.counted === sum('counted')
  demand(isSame && final.lines === ranked.length, 'The final version has other totals than its lines.')
  demand(final.root === root, 'The final version is not the hash of its lines.')
  lines.take(`"seal":"${seal}"}`)
  demand(lines.isAtEnd(), 'Something stands after the seal.')
  const winners = ranked.flatMap(({ id: workId }, at) => {
    const prize = rules.prizes.find(({ from, to }) => from <= at + 1 && at + 1 <= to)
    return prize ? [{ rank: at + 1, workId, prize: prize.name }] : []
  })
  const totals = { ballots: ballots.length, works: ranked.length, raw: final.raw, counted: final.counted }
  return { title: rules.title, seal, heads, ...totals, quarantined: quarantined.size, winners }
}

/** What was checked, and what a person has to compare, as lines. */
function report(found: Verified): string[] {
  const { title, seal, heads, ballots, works, raw, counted, quarantined, winners } = found
  return [
    `${title}: nothing is wrong with this bundle.`,
    'Checked: every byte stands under the seal and is written in the canonical way;',
    '  the rules are those whose hash was published, and the draw is the one they commit to;',
    `  ${ballots} ballots of ${heads.length} days lie under their Merkle roots, and the roots in one chain from the rules on;`,
    `  ${raw} votes for ${works} works, of which ${counted} count, ${quarantined} having been looked at for fraud;`,
    '  every score, every rank, every tie and every prize follows from them.',
    ...winners.map(({ rank, workId, prize }) => `  ${rank}. ${workId} ${prize}`),
    'Not proven: that behind each voter stands a person of their own.',
    'Compare these with the proof page of the app; only then is this the bundle that was published:',
    ...heads.map(([day, head]) => `  ${day} ${head}`),
    `  seal ${seal}`,
  ]
}

function main([path]: readonly string[]): void {
  if (path === undefined) throw new Fault('Name the bundle: npx tsx scripts/verify-contest.ts bundle.json')
  for (const line of report(verifyBundle(readFileSync(path)))) console.log(line)
}

if (require.main === module) {
  try {
    main(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
