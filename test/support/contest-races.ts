/** What contests promise when things happen at the same time (QUALITY: invariants 12, 15, 16), and the same without. */
import { Contests } from './contests'
import type { Caller, InProcessWorld } from './in-process'
import { setFields } from './mall'
import { readThenWrite } from './mall-races'
import type { ControlledRace, Race } from './schedules'
import { type Mark, newId, stored, systemContext, upTo } from './situations'

/** Each order of these is dozens of calls. */
const SEEDS = 6
const WORKS = 4
const VOTES = 3

interface Situation {
  readonly contests: Contests
  readonly second: Caller
  readonly author: Caller
  readonly voting: { readonly contestId: string; readonly works: readonly string[]; readonly today: string }
}
const situations = new WeakMap<InProcessWorld, Promise<Situation>>()
function situationOf(world: InProcessWorld): Promise<Situation> {
  const known = situations.get(world) ?? situate(world)
  situations.set(world, known)
  return known
}

async function situate(world: InProcessWorld): Promise<Situation> {
  const contests = await Contests.open(world)
  const [author, second] = [await contests.member(), await contests.member()]
  await setFields(world, 'members', second.memberId, { roles: ['operator'] })
  const contestId = await contests.contest('vote')
  const works: string[] = []
  for (const _ of upTo(WORKS)) works.push(await contests.work(contestId, author))
  const { contest } = await world.call(author, 'contest.getContest', { contestId })
  return { contests, second, author, voting: { contestId, works, today: contest.today } }
}

const isAccepted = (outcome: PromiseSettledResult<unknown> | undefined) =>
  outcome?.status === 'fulfilled' && Reflect.get(Object(outcome.value), 'ok') === true

/** One member votes for four works, each from another phone. */
const fourPhones: Race = {
  name: 'a ballot that four phones write to',
  async prepare(world) {
    const { contests, voting } = await situationOf(world)
    const voter = await contests.member()
    const { contestId, works, today: day } = voting
    return {
      actors: works.map(
        (workId) => () => world.invoke(voter, 'contest.castVote', { workId, day, voted: true }),
      ),
      async check(outcomes) {
        const ballotId = `${contestId}:${voter.memberId}:${day}`
        const ballot = await stored(world.emulator.database, 'ballots', ballotId)
        const named = Array.isArray(ballot?.workIds) ? new Set(ballot.workIds).size : 0
        const won = outcomes.filter(isAccepted).length
        return named === VOTES && won === VOTES ? undefined : `${named} votes, ${won} accepted`
      },
    }
  },
}

/** One operator grants what another refuses. */
const twoDecide: Race = {
  name: 'an appeal that is granted and refused',
  async prepare(world) {
    const { contests, second, author } = await situationOf(world)
    const contestId = await contests.contest('notice')
    const input = { requestId: newId(), contestId, kind: 'result', words: '请再看一看' } as const
    const { appealId } = (await world.call(author, 'contest.appeal', input)).appeal
    const decide = (by: Caller, granted: boolean) => () =>
      world.invoke(by, 'contest.decideAppeal', { appealId, granted, reason: '看过了' })
    return {
      actors: [decide(contests.staff, true), decide(second, false)],
      async check(outcomes) {
        const [granted, refused] = outcomes.map(isAccepted)
        const appeal = await stored(world.emulator.database, 'contest_appeals', appealId)
        if (granted === refused) return `granted ${granted}, refused ${refused}`
        return appeal?.state === (granted ? 'granted' : 'refused') ? undefined : `it is ${appeal?.state}`
      },
    }
  },
}

/** A voter is excluded while the last count makes the result final. */
const lastCount: Race = {
  name: 'a voter excluded while the result becomes final',
  async prepare(world) {
    const { contests, author } = await situationOf(world)
    const contestId = await contests.contest('over')
    const workId = await contests.work(contestId, author)
    const [day = ''] = await contests.days(contestId)
    const voterIds = [newId(), newId()]
    await contests.ballots(
      contestId,
      voterIds.map((voterId) => ({ voterId, day, workIds: [workId] })),
    )
    for (const job of ['anchorDays', 'quarantineVotes', 'countVotes']) await contests.run(`contest.${job}`)
    const voter = await contests.voterOf(contestId, voterIds[0] ?? '')
    const count = world.modules.contestJobs.contestJobs.find(({ name }) => name === 'contest.countVotes')
    const before = contestId.slice(0, -1)
    return {
      actors: [
        () =>
          world.invoke(contests.staff, 'contest.setVoterExcluded', {
            contestId,
            voter,
            excluded: true,
            reason: '小号',
          }),
        async () => {
          await count?.run({ ...systemContext(), cursor: before, period: '' })
        },
      ],
      async check() {
        const { database } = world.emulator
        // A count that has met the exclusion leaves it to the next.
        await contests.run('contest.countVotes')
        const contest = await stored(database, 'contests', contestId)
        if (contest?.state !== 'final') return `it is ${contest?.state}`
        const excluded = await stored(database, 'excluded_voters', `${contestId}:${voter}`)
        const version = String(contest.resultVersion).padStart(3, '0')
        const result = await stored(database, 'contest_results', `${contestId}:${version}`)
        const right = voterIds.length - (excluded ? 1 : 0)
        return result?.countedVotes === right ? undefined : `${result?.countedVotes} count, not ${right}`
      },
    }
  },
}

/** The same where neither writes what the other reads. */
const countedUnseen: Race = {
  name: 'a result that is frozen by what was read before',
  async prepare(world) {
    const marks = world.modules.cloud.collection<Mark>('race_marks')
    const [final, excluded] = [newId(), newId()]
    return {
      actors: [
        async () => {
          if (!(await marks.get(final))) await marks.addOrGet({ _id: excluded, value: 1 })
        },
        async () => {
          const seen = (await marks.get(excluded)) ? 1 : 0
          await marks.addOrGet({ _id: final, value: seen })
        },
      ],
      async check() {
        const right = (await marks.get(excluded)) ? 1 : 0
        return (await marks.get(final))?.value === right ? undefined : 'counted, and excluded'
      },
    }
  },
}

/** The contests' races. */
export const CONTEST_RACES: readonly ControlledRace[] = [
  {
    seeds: SEEDS,
    race: fourPhones,
    control: readThenWrite('a ballot that is read and then written', VOTES, WORKS),
  },
  {
    seeds: SEEDS,
    race: twoDecide,
    control: readThenWrite('an appeal that is looked at and then decided', 1, 2),
  },
  { seeds: SEEDS, race: lastCount, control: countedUnseen },
]
