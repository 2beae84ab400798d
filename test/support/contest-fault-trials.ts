/** The writes of contests that every fault is tried at. */
import { Contests } from './contests'
import { demand, type FaultySubject } from './fault-subject'
import type { InProcessWorld } from './in-process'
import { newId, stored } from './situations'

/** Each of these is two dozen calls; coprime to the five kinds of faults, as the others' is. */
const SAMPLE = 23

const opened = new WeakMap<InProcessWorld, Promise<Contests>>()
function contestsOf(world: InProcessWorld): Promise<Contests> {
  const known = opened.get(world) ?? Contests.open(world)
  opened.set(world, known)
  return known
}

const castVote: FaultySubject = {
  name: 'contest.castVote',
  sample: SAMPLE,
  async prepare(world) {
    const contests = await contestsOf(world)
    const contestId = await contests.contest('vote')
    const [author, voter] = [await contests.member(), await contests.member()]
    const workId = await contests.work(contestId, author)
    const { contest } = await world.call(author, 'contest.getContest', { contestId })
    const day = contest.today
    return {
      work: () => world.invoke(voter, 'contest.castVote', { workId, day, voted: true }),
      async check(isDone) {
        const { database } = world.emulator
        const ballot = await stored(database, 'ballots', `${contestId}:${voter.memberId}:${day}`)
        demand(ballot !== undefined || !isDone, 'no ballot')
        const cast = Array.isArray(ballot?.workIds) ? ballot.workIds.length : 0
        const work = await stored(database, 'works', workId)
        demand(work?.rawVotes === cast && work.countedVotes === cast, `${cast} cast, ${work?.rawVotes} shown`)
      },
    }
  },
}

const setVoterExcluded: FaultySubject = {
  name: 'contest.setVoterExcluded',
  sample: SAMPLE,
  async prepare(world) {
    const contests = await contestsOf(world)
    const contestId = await contests.contest('notice')
    const workId = await contests.work(contestId, await contests.member())
    const [day = ''] = await contests.days(contestId)
    const voterId = newId()
    await contests.ballots(contestId, [{ voterId, day, workIds: [workId] }])
    const voter = await contests.voterOf(contestId, voterId)
    const input = { contestId, voter, excluded: true, reason: '小号' }
    return {
      work: () => world.invoke(contests.staff, 'contest.setVoterExcluded', input),
      async check(isDone) {
        const { database } = world.emulator
        const excluded = await stored(database, 'excluded_voters', `${contestId}:${voter}`)
        const deeds = await database.find('contest_decisions', { query: { contestId, subjectId: voter } })
        const contest = await stored(database, 'contests', contestId)
        demand(excluded !== undefined || !isDone, 'not excluded')
        demand(deeds.length === (excluded ? 1 : 0), `${deeds.length} deeds kept`)
        demand(!excluded || contest?.recountAsks === 1, 'nobody asked for a new count')
      },
    }
  },
}

const decideAppeal: FaultySubject = {
  name: 'contest.decideAppeal',
  sample: SAMPLE,
  async prepare(world) {
    const contests = await contestsOf(world)
    const contestId = await contests.contest('notice')
    const member = await contests.member()
    const asked = { requestId: newId(), contestId, kind: 'result', words: '请再看一看' } as const
    const { appealId } = (await world.call(member, 'contest.appeal', asked)).appeal
    const input = { appealId, granted: true, reason: '看过了' }
    return {
      work: () => world.invoke(contests.staff, 'contest.decideAppeal', input),
      async check(isDone) {
        const { database } = world.emulator
        const appeal = await stored(database, 'contest_appeals', appealId)
        const contest = await stored(database, 'contests', contestId)
        const told = { to: member.memberId, kind: 'appealDecided' }
        const notices = await database.find('notices', { query: told })
        const isGranted = appeal?.state === 'granted'
        demand(isGranted || !isDone, `it is ${appeal?.state}`)
        demand(isGranted === (contest?.recountWanted === 'appeal'), 'granted and counted apart')
        demand(notices.length === 1 || (notices.length === 0 && !isDone), `${notices.length} notices`)
      },
    }
  },
}

export const CONTEST_SUBJECTS: readonly FaultySubject[] = [castVote, setVoterExcluded, decideAppeal]
