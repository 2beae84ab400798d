/**
 * How much of bought votes the look for fraud finds, and how many honest ones it puts under review with them: weeks of
 * made-up votes with farms of every kind among them, of seeds that the rules have not been made by.
 */
import { suspectVotes } from '../../cloudfunctions/contest/signal-rules'
import { addBallot, newVoteGraph } from '../../cloudfunctions/contest/vote-graph-rules'
import {
  createTraffic,
  FARM_KINDS,
  type Found,
  type Measured,
  measureFinds,
  type Traffic,
} from '../support/contest-traffic'
import type { Count, Finding } from './bench'

/** `FARM_SEEDS` names others: `FARM_SEEDS=a,b,c npm run bench -- farms`. */
const SEEDS = process.env.FARM_SEEDS?.split(',') ?? Array.from({ length: 20 }, (_, index) => `week ${index}`)
/** Of all votes, as in 100. */
const MISSED_MAX = 10
const WRONGLY_MAX = 1

const percent = (part: number, of: number) => (100 * part) / Math.max(1, of)

function look({ ballots, authors }: Traffic) {
  const graph = newVoteGraph(authors)
  for (const ballot of ballots) addBallot(graph, ballot)
  return suspectVotes(graph)
}

function sumOf(founds: readonly (Found | undefined)[]): Found {
  const add = (key: keyof Found) => founds.reduce((sum, found) => sum + (found?.[key] ?? 0), 0)
  return { bought: add('bought'), caught: add('caught') }
}

function missed(name: string, meaning: string, { bought, caught }: Found, bound?: number): Count {
  const value = percent(bought - caught, bought)
  return { kind: 'count', name, meaning, value, unit: '%', ...(bound === undefined ? {} : { bound }) }
}

function findingsOf(measured: readonly Measured[], ms: number): Finding[] {
  const wrongly = measured.map(({ honest }) => percent(honest.suspected, honest.votes))
  const worst = measured.map(({ all }) => percent(all.bought - all.caught, all.bought))
  const all = sumOf(measured.map((each) => each.all))
  const mean = wrongly.reduce((sum, value) => sum + value, 0) / wrongly.length
  const meaning = `over ${measured.length} weeks, ${all.bought} votes in all`
  return [
    missed('bought votes missed', meaning, all, MISSED_MAX),
    ...FARM_KINDS.map((kind) => {
      const found = sumOf(measured.map(({ byKind }) => byKind.get(kind)))
      return missed(`missed of farms by ${kind}`, `of ${found.bought} votes`, found)
    }),
    {
      kind: 'count',
      name: 'missed in the worst week',
      meaning: 'of its votes',
      value: Math.max(...worst),
      unit: '%',
    },
    {
      kind: 'count',
      name: 'honest votes under review',
      meaning: 'the mean of all weeks',
      value: mean,
      unit: '%',
      bound: WRONGLY_MAX,
    },
    {
      kind: 'count',
      name: 'honest votes under review in the worst week',
      meaning: 'of its votes',
      value: Math.max(...wrongly),
      unit: '%',
      bound: WRONGLY_MAX,
    },
    { kind: 'count', name: 'looking at a week', meaning: 'a week’s whole log', value: ms, unit: 'ms' },
  ]
}

export async function run(): Promise<Finding[]> {
  let ms = 0
  const measured = SEEDS.map((seed) => {
    const traffic = createTraffic(seed)
    const beganAt = performance.now()
    const suspects = look(traffic)
    ms += performance.now() - beganAt
    return measureFinds(traffic, suspects)
  })
  return findingsOf(measured, ms / SEEDS.length)
}
