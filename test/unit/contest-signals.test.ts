/** What speaks against votes, signal by signal, and how much of made-up farms is found. PRODUCT 3.4. */
import fc from 'fast-check'
import { BURST_VOTES_MIN } from '../../cloudfunctions/contest/burst-rules'
import { DEVOTED_MIN } from '../../cloudfunctions/contest/cluster-rules'
import { type LoggedBallot, voteKey } from '../../cloudfunctions/contest/log-rules'
import {
  countIndependent,
  INVITED_MIN,
  RISK_MIN,
  signalsOf,
  suspectVotes,
} from '../../cloudfunctions/contest/signal-rules'
import { addBallot, newVoteGraph } from '../../cloudfunctions/contest/vote-graph-rules'
import { addDays, startOf } from '../../cloudfunctions/kit/period'
import { FraudSignal } from '../../contract/contest-shapes'
import { HOUR_MS, MINUTE_MS } from '../../contract/limits'
import { createTraffic, FARM_KINDS, measureFinds } from '../support/contest-traffic'

const DAY = '2026-11-01'
const WORK = 'wrk_a'
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

interface Cast extends Partial<LoggedBallot> {
  readonly voter: string
}

/** A ballot for one work at noon, unless said otherwise. */
function ballot(cast: Cast): LoggedBallot {
  const day = cast.day ?? DAY
  return {
    day,
    workIds: [WORK],
    at: startOf(day) + 12 * HOUR_MS,
    isNewcomer: false,
    isSoleAct: false,
    ...cast,
  }
}

function graphOf(ballots: readonly LoggedBallot[], authors: ReadonlyMap<string, string> = new Map()) {
  const graph = newVoteGraph(authors)
  for (const each of ballots) addBallot(graph, each)
  return graph
}

/** The voters whose votes have a signal. */
function marked(
  signal: FraudSignal,
  ballots: readonly LoggedBallot[],
  authors?: ReadonlyMap<string, string>,
) {
  const signals = signalsOf(graphOf(ballots, authors))
  const found = [...signals].filter(([, of]) => of.includes(signal)).map(([vote]) => vote.voter.voter)
  return [...new Set(found)].sort()
}

/** One vote each, spread over the week and the day. */
const spread = (count: number, more: (index: number) => Partial<LoggedBallot> = () => ({})) =>
  upTo(count).map((index) => {
    const day = addDays(DAY, index % 7)
    return ballot({ voter: `v${index}`, day, at: startOf(day) + (index % 24) * HOUR_MS, ...more(index) })
  })

describe('bursts', () => {
  const rush = (count: number, day = addDays(DAY, 3)) =>
    upTo(count).map((index) =>
      ballot({ voter: `r${index}`, day, at: startOf(day) + 15 * HOUR_MS + index * MINUTE_MS }),
    )

  test('an hour far above what the work gets is one, across the full hour too', () => {
    const late = rush(40).map((each) => ({ ...each, at: each.at + 40 * MINUTE_MS }))
    expect(marked('burst', [...spread(70), ...rush(40)])).toHaveLength(40)
    expect(marked('burst', [...spread(70), ...late]).length).toBeGreaterThanOrEqual(40)
  })

  test('fewer votes than a family gives are none', () => {
    expect(marked('burst', rush(BURST_VOTES_MIN - 1))).toEqual([])
    expect(marked('burst', rush(BURST_VOTES_MIN))).toHaveLength(BURST_VOTES_MIN)
  })

  test('what a work gets at that time every day is its baseline', () => {
    const everyDay = upTo(7).flatMap((day) =>
      rush(40, addDays(DAY, day)).map((each) => ({ ...each, voter: `${each.voter}-${day}` })),
    )
    expect(marked('burst', everyDay)).toEqual([])
  })
})

describe('one inviter', () => {
  const brought = (count: number) => (index: number) => (index < count ? { inviter: 'boss' } : {})

  test('over 40% of a work’s voters are marked, and those alone who came by that inviter', () => {
    expect(marked('inviter', spread(50, brought(20)))).toEqual([])
    expect(marked('inviter', spread(50, brought(21)))).toHaveLength(21)
  })

  test('a few friends are all of a small work’s voters, and no farm', () => {
    expect(marked('inviter', spread(INVITED_MIN - 1, brought(INVITED_MIN - 1)))).toEqual([])
    expect(marked('inviter', spread(INVITED_MIN, brought(INVITED_MIN)))).toHaveLength(INVITED_MIN)
  })

  test('who votes on many days is one voter', () => {
    const days = upTo(7).flatMap((day) =>
      upTo(5).map((voter) => ballot({ voter: `f${voter}`, inviter: 'boss', day: addDays(DAY, day) })),
    )
    expect(marked('inviter', days)).toEqual([])
  })
})

describe('what is known of a voter', () => {
  test('is what was known on the latest day that they came', () => {
    const first = ballot({ voter: 'a', isSoleAct: true, risk: RISK_MIN })
    const second = ballot({ voter: 'a', isSoleAct: false, risk: 1, day: addDays(DAY, 1) })
    expect(marked('soleAct', [first])).toEqual(['a'])
    expect(marked('soleAct', [second, first])).toEqual([])
    expect(marked('risk', [first])).toEqual(['a'])
    expect(marked('risk', [first, second])).toEqual([])
  })

  test('without an answer of the platform there is no risk', () => {
    expect(marked('risk', [ballot({ voter: 'a' }), ballot({ voter: 'b', risk: RISK_MIN - 1 })])).toEqual([])
  })
})

describe('clusters', () => {
  /** Voters who come twice and choose two of ten works by turns. */
  const ordinary = upTo(100).flatMap((index) =>
    upTo(2).map((day) =>
      ballot({
        voter: `o${index}`,
        day: addDays(DAY, day),
        workIds: [`wrk_${(index + day) % 10}`, `wrk_${(index + 3 * day + 1) % 10}`].sort(),
      }),
    ),
  )
  const devoted = (count: number) =>
    upTo(count).flatMap((index) =>
      upTo(2).map((day) => ballot({ voter: `d${index}`, day: addDays(DAY, day), workIds: [WORK] })),
    )

  test('voters who never leave a work out are one when they are far more than is usual', () => {
    expect(marked('cluster', [...ordinary, ...devoted(DEVOTED_MIN)])).toHaveLength(DEVOTED_MIN)
  })

  test('a family is none, and neither are those who came once', () => {
    expect(marked('cluster', [...ordinary, ...devoted(DEVOTED_MIN - 1)])).toEqual([])
    expect(marked('cluster', [...ordinary, ...spread(60)])).toEqual([])
  })

  /** Six authors who vote for each other, and as many who vote for others. */
  const authors = new Map(upTo(20).map((index) => [`wrk_${index}`, `a${index}`]))
  const votesOf = (author: number, works: readonly number[], day = 0) =>
    ballot({
      voter: `a${author}`,
      day: addDays(DAY, day),
      workIds: works.map((work) => `wrk_${work}`).sort(),
    })
  const ring = (size: number) =>
    upTo(size).flatMap((author) => {
      const others = upTo(size).filter((other) => other !== author)
      return [votesOf(author, others.slice(0, 3)), votesOf(author, others.slice(3), 1)]
    })

  test('authors who vote for each other and hardly anybody else are a ring', () => {
    const outside = [votesOf(10, [0, 1, 2]), votesOf(11, [10, 12]), votesOf(12, [11])]
    expect(marked('cluster', [...ring(6), ...outside], authors)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5'])
  })

  test('four friends are no ring, nor is everybody in a small contest', () => {
    expect(marked('cluster', ring(4), authors)).toEqual([])
    const few = new Map([...authors].slice(0, 7))
    expect(marked('cluster', ring(6), few)).toEqual([])
  })

  test('who votes for the ring and most of the time for others is none of it', () => {
    const wide = [2, 3, 4].map((day) => votesOf(5, [9, 10, 11], day))
    expect(marked('cluster', [...ring(6), ...wide], authors)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4'])
  })
})

test('two signals of one origin are one fact, every other pair is two', () => {
  for (const one of FraudSignal.options) {
    expect(countIndependent([one])).toBe(1)
    for (const other of FraudSignal.options) {
      const isOneOrigin = [one, other].sort().join() === 'inviter,soleAct'
      if (one !== other) expect(countIndependent([one, other])).toBe(isOneOrigin ? 1 : 2)
    }
  }
  expect(countIndependent(['inviter', 'soleAct', 'cluster'])).toBe(2)
})

describe('a contest with farms in it', () => {
  const SMALL = { works: 60, regulars: 400, farms: 1 } as const
  const suspectsOf = (ballots: readonly LoggedBallot[], authors: ReadonlyMap<string, string>) =>
    suspectVotes(graphOf(ballots, authors))

  test.each(['spring', 'summer', 'autumn', 'winter'])('nine of ten bought votes are found (%s)', (seed) => {
    const traffic = createTraffic(seed, SMALL)
    const { all, byKind, honest } = measureFinds(traffic, suspectsOf(traffic.ballots, traffic.authors))
    expect(all.caught).toBeGreaterThanOrEqual(0.9 * all.bought)
    for (const kind of FARM_KINDS) expect(byKind.get(kind)?.caught).toBeGreaterThan(0)
    expect(honest.suspected).toBeLessThanOrEqual(0.01 * honest.votes)
  })

  test('without farms hardly anybody is under review', () => {
    const traffic = createTraffic('honest', { ...SMALL, farms: 0 })
    const { honest } = measureFinds(traffic, suspectsOf(traffic.ballots, traffic.authors))
    expect(honest.suspected).toBeLessThanOrEqual(0.01 * honest.votes)
  })

  const { ballots, authors } = createTraffic('order', { works: 20, regulars: 80, farms: 1 })
  const found = suspectsOf(ballots, authors)

  test('the order of the log does not matter', () => {
    const shuffled = fc.shuffledSubarray([...ballots], { minLength: ballots.length })
    fc.assert(
      fc.property(shuffled, (others) => expect(suspectsOf(others, authors)).toEqual(found)),
      { numRuns: 5 },
    )
  })

  test('an honest vote for another work changes nothing', () => {
    const accused = new Set(found.map(({ workId }) => workId))
    const honest = [...authors.keys()].filter((workId) => !accused.has(workId))
    const at = fc.integer({ min: 0, max: 7 * 24 * 60 - 1 }).map((minute) => startOf(DAY) + minute * MINUTE_MS)
    fc.assert(
      fc.property(fc.constantFrom(...honest), at, (workId, instant) => {
        const day = addDays(DAY, Math.floor((instant - startOf(DAY)) / (24 * HOUR_MS)))
        const vote = ballot({ voter: 'somebody', workIds: [workId], day, at: instant })
        const keys = suspectsOf([...ballots, vote], authors).map(voteKey)
        expect(keys).toEqual(found.map(voteKey))
      }),
      { numRuns: 5 },
    )
  })
})
