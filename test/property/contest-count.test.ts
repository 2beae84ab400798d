/**
 * The count and the ranking of contests on made-up logs: against a model that filters votes one by one, and against the
 * independent verifier, which does everything over from the bundle. QUALITY: invariants 13, 15 and 16.
 */
import fc from 'fast-check'
import { Tally, type Verdicts } from '../../cloudfunctions/contest/count-rules'
import { type LoggedBallot, voteKey } from '../../cloudfunctions/contest/log-rules'
import { lineText, rankWorks } from '../../cloudfunctions/contest/ranking-rules'
import { scoreOf, trimmedMean } from '../../cloudfunctions/contest/score-rules'
import { type Contender, tieBetween } from '../../cloudfunctions/contest/tie-rules'
import { verifyBundle } from '../../scripts/verify-contest'
import {
  ballotOf,
  type MadeUp,
  sealedFile,
  sourceOf,
  textOf,
  voterNamed,
  workIdOf,
} from '../support/contest-bundle'

const RUNS = { numRuns: 100 }
const WORKS = 4
const VOTERS = 8
const DAYS = 3

/** Who votes for what on which day; every third voter is a newcomer, every second was brought by another. */
const log = fc
  .array(
    fc.array(fc.option(fc.subarray([0, 1, 2, 3], { maxLength: 3 })), {
      minLength: VOTERS,
      maxLength: VOTERS,
    }),
    {
      minLength: DAYS,
      maxLength: DAYS,
    },
  )
  .map((days) =>
    days.map((cast, day) =>
      cast.flatMap((works, voter): LoggedBallot[] => {
        const inviter = voter % 2 === 0 ? { inviter: voterNamed(voter + 1) } : {}
        return works ? [ballotOf(voter, day, works, { isNewcomer: voter % 3 === 0, ...inviter })] : []
      }),
    ),
  )
const votesOf = (days: readonly (readonly LoggedBallot[])[]) =>
  days.flat().flatMap(({ workIds, day, voter }) => workIds.map((workId) => ({ workId, day, voter })))
const STATES = ['underReview', 'released', 'excluded'] as const
const madeUp: fc.Arbitrary<MadeUp> = fc
  .record({
    days: log,
    picked: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...STATES)), { maxLength: 4 }),
    excluded: fc.uniqueArray(fc.nat(VOTERS - 1), { maxLength: 3 }),
    scores: fc.array(fc.array(fc.nat(10), { minLength: 3, maxLength: 3 }), { maxLength: WORKS }),
    scoring: fc.constantFrom('votes' as const, 'votesAndJury' as const),
  })
  .map(({ days, picked, excluded, scores, scoring }) => {
    const votes = votesOf(days)
    const found = picked.flatMap(([at, state]) => {
      const vote = votes[at % Math.max(1, votes.length)]
      return vote ? [{ ...vote, state }] : []
    })
    const byName = new Map(found.map((vote) => [voteKey(vote), vote]))
    return {
      scoring,
      works: WORKS,
      days,
      quarantine: [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? []),
      excluded: excluded.map(voterNamed).sort(),
      scores: scoring === 'votes' ? [] : scores,
    }
  })

const verdictsOf = ({ quarantine = [], excluded = [] }: MadeUp): Verdicts => ({
  quarantined: new Set(quarantine.flatMap((vote) => (vote.state === 'released' ? [] : voteKey(vote)))),
  excluded: new Set(excluded),
})
const workIds = Array.from({ length: WORKS }, (_, place) => workIdOf(place))

function tallied(ballots: readonly LoggedBallot[], verdicts: Verdicts) {
  const tally = new Tally(workIds, verdicts)
  for (const ballot of ballots) tally.add(ballot)
  return tally.totals()
}

/** The votes that count, by their definition. */
function validVotes(ballots: readonly LoggedBallot[], { quarantined, excluded }: Verdicts) {
  const comesTwice = (voter: string) =>
    new Set(ballots.filter((each) => each.voter === voter).map(({ day }) => day)).size > 1
  return ballots
    .filter(({ voter, isNewcomer }) => !excluded.has(voter) && (!isNewcomer || comesTwice(voter)))
    .flatMap(({ voter, day, workIds: named }) => named.map((workId) => ({ voter, day, workId })))
    .filter((vote) => !quarantined.has(voteKey(vote)))
}

test('13: the tally is the count of valid votes', () => {
  fc.assert(
    fc.property(madeUp, (contest) => {
      const [ballots, verdicts] = [contest.days.flat(), verdictsOf(contest)]
      const valid = validVotes(ballots, verdicts)
      for (const [workId, { raw, counted, votingDays }] of tallied(ballots, verdicts)) {
        const own = valid.filter((vote) => vote.workId === workId)
        expect(counted).toBe(own.length)
        expect(votingDays).toBe(new Set(own.map(({ day }) => day)).size)
        expect(raw).toBe(ballots.filter((ballot) => ballot.workIds.includes(workId)).length)
      }
    }),
    RUNS,
  )
})

test('15: the result does not depend on the order of the log, and the verifier comes to the same', async () => {
  await fc.assert(
    fc.asyncProperty(madeUp, fc.infiniteStream(fc.nat()), async (contest, random) => {
      const { lines } = sourceOf(contest)
      const ballots = contest.days.flat()
      const places = new Map(ballots.map((ballot) => [ballot, random.next().value]))
      const shuffled = [...ballots].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
      expect(tallied(shuffled, verdictsOf(contest))).toEqual(tallied(ballots, verdictsOf(contest)))
      const found = verifyBundle(sealedFile(await textOf(contest)))
      expect(found.counted).toBe(lines.reduce((sum, { counted }) => sum + counted, 0))
    }),
    RUNS,
  )
})

test('16: excluding voters takes exactly their votes away, and taking it back brings exactly them back', () => {
  fc.assert(
    fc.property(madeUp, fc.uniqueArray(fc.nat(VOTERS - 1)), (contest, banned) => {
      const ballots = contest.days.flat()
      const before = verdictsOf({ ...contest, excluded: [] })
      const excluded = new Set(banned.map(voterNamed))
      const lost = validVotes(ballots, before).filter(({ voter }) => excluded.has(voter))
      const [with_, without] = [tallied(ballots, before), tallied(ballots, { ...before, excluded })]
      for (const workId of workIds) {
        const own = lost.filter((vote) => vote.workId === workId).length
        expect(without.get(workId)?.counted).toBe((with_.get(workId)?.counted ?? 0) - own)
        expect(without.get(workId)?.raw).toBe(with_.get(workId)?.raw)
      }
      expect(tallied(ballots, before)).toEqual(with_)
    }),
    RUNS,
  )
})

describe('scores', () => {
  test.each([
    { scores: [], mean: 0 },
    { scores: [10, 10], mean: 0 },
    { scores: [0, 7, 10], mean: 7_000 },
    { scores: [1, 2, 4, 10], mean: 3_000 },
    { scores: [3, 3, 4, 4, 9], mean: 3_666 },
  ])('the trimmed mean of $scores is $mean thousandths', ({ scores, mean }) => {
    expect(trimmedMean(scores)).toBe(mean)
  })

  test.each([
    { scoring: 'votes', counted: 0, most: 0, jury: 10_000, score: 0 },
    { scoring: 'votes', counted: 1, most: 3, jury: 10_000, score: 333_333 },
    { scoring: 'votesAndJury', counted: 3, most: 3, jury: 10_000, score: 1_000_000 },
    { scoring: 'votesAndJury', counted: 1, most: 3, jury: 3_666, score: 233_333 + 109_980 },
    { scoring: 'votesAndJury', counted: 0, most: 0, jury: 5_000, score: 150_000 },
  ] as const)('$scoring: $counted of $most votes and $jury of the jury are $score', (given) => {
    expect(scoreOf(given.scoring, given.counted, given.most, given.jury)).toBe(given.score)
  })
})

describe('ties, step by step', () => {
  const EVEN: Contender = {
    workId: workIdOf(1),
    enteredAt: 5,
    raw: 4,
    counted: 4,
    votingDays: 2,
    inviters: 2,
    jury: 5_000,
    score: 1,
  }
  const other = (more: Partial<Contender>): Contender => ({ ...EVEN, workId: workIdOf(2), ...more })
  test.each([
    { by: 'jury', more: { jury: 4_999, votingDays: 9 } },
    { by: 'votingDays', more: { votingDays: 1, inviters: 9 } },
    { by: 'inviters', more: { inviters: 1, enteredAt: 1 } },
    { by: 'earlier', more: { enteredAt: 6 } },
  ] as const)('$by', ({ by, more }) => {
    const [ahead, behind] = [tieBetween(EVEN, other(more), 'seed'), tieBetween(other(more), EVEN, 'seed')]
    expect([ahead.by, behind.by]).toEqual([by, by])
    expect(ahead.order).toBeLessThan(0)
    expect(behind.order).toBeGreaterThan(0)
  })

  test('draw: another seed draws another one', () => {
    const firsts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((seed) => {
      const tie = tieBetween(EVEN, other({}), seed)
      expect(tie).toEqual({ by: 'draw', order: -tieBetween(other({}), EVEN, seed).order })
      return tie.order
    })
    expect(new Set(firsts)).toEqual(new Set([-1, 1]))
  })

  test('a line says which step has decided against the one before', () => {
    const works = [0, 1].map((place) => ({ workId: workIdOf(place), enteredAt: place }))
    const [first, second] = rankWorks({
      scoring: 'votes',
      drawSeed: 'seed',
      works,
      tallies: new Map(),
      scores: new Map(),
    })
    expect(first && lineText(first)).toBe(`[1,"${workIdOf(0)}",0,0,null,0,""]`)
    expect(second && lineText(second)).toBe(`[2,"${workIdOf(1)}",0,0,null,0,"earlier"]`)
  })
})
