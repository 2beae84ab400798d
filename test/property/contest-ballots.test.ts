/**
 * Ballots through the real actions against a plain model (QUALITY: invariants 12, 13, 14, 17): whatever members vote for
 * and take back, by whatever the clock shows, forwards and backwards, a ballot of a day never names more than three
 * works, nobody has two of one day, and what works show is what the ballots say.
 */
import fc from 'fast-check'
import { periodOf, startOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS, VOTES_PER_DAY } from '../../contract/limits'
import { Contests } from '../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../support/in-process'

/** Each run is some dozen calls: `BALLOT_RUNS` asks for more. */
const RUNS = Number(process.env.BALLOT_RUNS ?? 3)
const COMMANDS_MAX = 30
const VOTERS = 2
const WORKS = 5

let world: InProcessWorld
let contests: Contests
let voters: Caller[]
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  voters = []
  for (let count = 0; count < VOTERS; count += 1) voters.push(await contests.member())
})
afterEach(() => jest.restoreAllMocks())
afterAll(() => world.close())

interface Command {
  readonly who: number
  readonly work: number
  readonly voted: boolean
  /** Milliseconds from the beginning of the vote; of a day, at its edges mostly. */
  readonly at: number
  /** Whether the phone still shows the day before. */
  readonly isLate: boolean
}

const edges = fc
  .tuple(fc.integer({ min: -1, max: 6 }), fc.constantFrom(-1, 0, 1, 9 * HOUR_MS))
  .map(([day, ms]) => day * DAY_MS + ms)
const commands = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: VOTERS - 1 }),
    work: fc.integer({ min: 0, max: WORKS - 1 }),
    voted: fc.integer({ min: 0, max: 3 }).map((chance) => chance > 0),
    at: edges,
    isLate: fc.integer({ min: 0, max: 7 }).map((chance) => chance === 0),
  }),
  { minLength: 20, maxLength: COMMANDS_MAX },
)

/** What must be answered, by what there is. The first voter is the author of the first work. */
class Model {
  /** Works by voter and day. */
  readonly ballots = new Map<string, Set<number>>()

  answerTo({ who, work, voted, at, isLate }: Command, day: string): string {
    if (at < 0 || at >= 5 * DAY_MS) return 'CONTEST_CLOSED'
    if (isLate) return 'DAY_OVER'
    if (voted && who === 0 && work === 0) return 'OWN_WORK'
    const key = `${who}:${day}`
    const named = this.ballots.get(key) ?? new Set<number>()
    if (voted && !named.has(work) && named.size === VOTES_PER_DAY) return 'LIMIT_REACHED'
    if (voted) named.add(work)
    else named.delete(work)
    this.ballots.set(key, named)
    return 'ok'
  }

  votesFor(work: number): number {
    return [...this.ballots.values()].filter((named) => named.has(work)).length
  }
}

async function play(all: readonly Command[]): Promise<void> {
  const contestId = await contests.contest('vote')
  const [author] = voters
  const other = voters[1]
  if (!author || !other) throw new Error('there are two voters')
  const somebody = await contests.member()
  const works: string[] = []
  for (let count = 0; count < WORKS; count += 1)
    works.push(await contests.work(contestId, count === 0 ? author : somebody))
  const [first = ''] = await contests.days(contestId)
  const model = new Model()
  for (const command of all) {
    const now = startOf(first) + command.at
    const day = periodOf('day', command.isLate ? now - DAY_MS : now)
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now)
    const code = await contests.refusal(command.who === 0 ? author : other, 'contest.castVote', {
      workId: works[command.work] ?? '',
      day,
      voted: command.voted,
    })
    clock.mockRestore()
    expect({ command, code }).toEqual({ command, code: model.answerTo(command, day) })
  }
  await agree(contestId, works, model)
}

/** What is stored is what the model has, and counting anew changes nothing of it. */
async function agree(contestId: string, works: readonly string[], model: Model): Promise<void> {
  const { database } = world.emulator
  const stored = await database.find('ballots', { query: { contestId } })
  const named = stored.map(({ memberId, day, workIds }) => ({
    key: `${voters.findIndex((voter) => voter.memberId === memberId)}:${day}`,
    works: (Array.isArray(workIds) ? workIds.map(String) : []).sort(),
  }))
  const wanted = [...model.ballots].map(([key, set]) => ({
    key,
    works: [...set].map((work) => works[work] ?? '').sort(),
  }))
  const sorted = (ballots: typeof named) => ballots.filter((each) => each.works.length > 0).sort(byKey)
  expect(sorted(named)).toEqual(sorted(wanted))
  expect(new Set(named.map(({ key }) => key)).size).toBe(named.length)
  const shown = () => database.find('works', { query: { contestId }, order: { _id: 1 } })
  const votes = works.map((_, work) => model.votesFor(work))
  expect((await shown()).map(({ rawVotes }) => rawVotes)).toEqual(votes)
  expect((await shown()).map(({ countedVotes }) => countedVotes)).toEqual(votes)
}

const byKey = (a: { readonly key: string }, b: { readonly key: string }) => (a.key < b.key ? -1 : 1)

test('a ballot is a day’s, names three works at most, and is what is counted', async () => {
  await fc.assert(fc.asyncProperty(commands, play), { numRuns: RUNS, endOnFailure: true })
})
