/** contest.castVote, contest.openBallot, contest.listMyBallots. */
import { periodOf, startOf } from '../../../cloudfunctions/kit/period'
import { DAY_MS } from '../../../contract/limits'
import { contestPlan } from '../../support/contest-documents'
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { newId, stored, upTo } from '../../support/situations'

let world: InProcessWorld
let contests: Contests
let author: Caller
let contestId: string
let works: string[]
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  author = await contests.member('Author')
  contestId = await contests.contest('vote')
  works = []
  for (const _each of upTo(5)) works.push(await contests.work(contestId, author))
})
afterEach(() => jest.restoreAllMocks())
afterAll(() => world.close())

const today = () => periodOf('day', Date.now())
const workAt = (place: number) => works[place] ?? ''
/** Everything until the end of the test happens at this instant. */
const at = (instant: number) => jest.spyOn(Date, 'now').mockReturnValue(instant)
const votesOf = async (workId: string) => {
  const work = await stored(world.emulator.database, 'works', workId)
  return { raw: work?.rawVotes, counted: work?.countedVotes }
}
const cast = (voter: Caller, workId: string, voted = true, day = today()) =>
  contests.refusal(voter, 'contest.castVote', { workId, day, voted })

describe('casting a vote', () => {
  test('ok: three works, taken back and given anew; asking again changes nothing', async () => {
    const voter = await contests.member()
    const before = await votesOf(workAt(0))
    for (const place of upTo(3)) expect(await cast(voter, workAt(place))).toBe('ok')
    const input = { workId: workAt(0), day: today(), voted: true }
    const { ballot, newcomer } = await world.call(voter, 'contest.castVote', input)
    expect(ballot).toEqual({
      day: today(),
      workIds: [workAt(0), workAt(1), workAt(2)].sort(),
      left: 0,
      closesAt: startOf(today()) + DAY_MS,
    })
    expect(newcomer).toBeUndefined()
    expect(await votesOf(workAt(0))).toEqual({
      raw: Number(before.raw) + 1,
      counted: Number(before.counted) + 1,
    })
    expect((await world.call(voter, 'contest.castVote', { ...input, voted: false })).ballot.left).toBe(1)
    expect(await votesOf(workAt(0))).toEqual(before)
    expect(await cast(voter, workAt(3))).toBe('ok')
  })

  test('LIMIT_REACHED: a fourth work', async () => {
    const voter = await contests.member()
    for (const place of upTo(3)) await cast(voter, workAt(place))
    expect(await cast(voter, workAt(3))).toBe('LIMIT_REACHED')
    expect(await cast(voter, workAt(2))).toBe('ok')
  })

  test('OWN_WORK: nobody votes for their own', async () => {
    expect(await cast(author, workAt(0))).toBe('OWN_WORK')
  })

  test('NOT_FOUND: a work that is not there, and one that takes no part', async () => {
    const voter = await contests.member()
    expect(await cast(voter, `wrk_${newId()}`)).toBe('NOT_FOUND')
    for (const state of ['checking', 'screening', 'disqualified', 'withdrawn'] as const) {
      const workId = await contests.work(contestId, author)
      expect(await cast(voter, workId)).toBe('ok')
      await setFields(world, 'works', workId, { state })
      expect(await cast(await contests.member(), workId)).toBe('NOT_FOUND')
      // What was given for it may be taken back.
      expect(await cast(voter, workId, false)).toBe('ok')
    }
  })

  test('NOT_ELIGIBLE: whom the platform ranks 3 or more; asked once a day', async () => {
    const { risk } = world.emulator.openapi.script
    const [honest, cheat, unknown] = [
      await contests.member(),
      await contests.member(),
      await contests.member(),
    ]
    Object.assign(risk.ranks, { [honest.openid]: 2, [cheat.openid]: 3 })
    expect(await cast(honest, workAt(0))).toBe('ok')
    expect(await cast(cheat, workAt(0))).toBe('NOT_ELIGIBLE')
    risk.ranks[cheat.openid] = 0
    expect(await cast(cheat, workAt(0))).toBe('NOT_ELIGIBLE')
    risk.mode = 'down'
    expect(await cast(unknown, workAt(0))).toBe('ok')
    risk.mode = 'by-person'
  })

  test('DAY_OVER: the day that the voter looked at is gone', async () => {
    const voter = await contests.member()
    expect(await cast(voter, workAt(0), true, periodOf('day', Date.now() - DAY_MS))).toBe('DAY_OVER')
    expect(await cast(voter, workAt(0), true, periodOf('day', Date.now() + DAY_MS))).toBe('DAY_OVER')
  })

  test('MEMBER_BANNED: a ban that comes while the vote is under way', async () => {
    const voter = await contests.member()
    await world.modules.memberStore.changeStanding(voter.memberId, 'banned')
    // As it was when the voter was let in.
    await setFields(world, 'members', voter.memberId, { standing: 'active' })
    expect(await cast(voter, workAt(0))).toBe('MEMBER_BANNED')
  })
})

describe('the clock', () => {
  test('CONTEST_CLOSED: a millisecond before the opening, and at the close; not in between', async () => {
    const { voteFrom, voteUntil } = contestPlan('vote')
    const voter = await contests.member()
    for (const [instant, code] of [
      [voteFrom - 1, 'CONTEST_CLOSED'],
      [voteFrom, 'ok'],
      [voteUntil - 1, 'ok'],
      [voteUntil, 'CONTEST_CLOSED'],
    ] as const) {
      at(instant)
      expect(await cast(voter, workAt(0))).toBe(code)
    }
  })

  test('the last millisecond of a day and the first of the next fall on their own days', async () => {
    const voter = await contests.member()
    const day = today()
    const midnight = startOf(day)
    const yesterday = periodOf('day', midnight - 1)
    at(midnight - 1)
    for (const place of upTo(3)) expect(await cast(voter, workAt(place), true, yesterday)).toBe('ok')
    at(midnight)
    expect(await cast(voter, workAt(3), true, yesterday)).toBe('DAY_OVER')
    for (const place of upTo(3)) expect(await cast(voter, workAt(place))).toBe('ok')
    // A clock that was put back finds the earlier day's ballot as it was.
    at(midnight - 1)
    expect(await cast(voter, workAt(3), true, yesterday)).toBe('LIMIT_REACHED')
    const { ballots } = await world.call(voter, 'contest.listMyBallots', { contestId })
    expect(ballots.map((ballot) => [ballot.day, ballot.votes.length])).toEqual([
      [day, 3],
      [yesterday, 3],
    ])
  })
})

describe('newcomers', () => {
  test('their votes count from their return on another day, on the very work pages', async () => {
    const { voteFrom } = contestPlan('vote')
    const friend = await contests.member('Friend')
    await contests.setJoined(friend, voteFrom)
    const work = await contests.work(contestId, author)
    const first = startOf(today()) - 1
    at(first)
    const input = { workId: work, day: periodOf('day', first), voted: true }
    expect((await world.call(friend, 'contest.castVote', input)).newcomer).toBe('waiting')
    expect(await votesOf(work)).toEqual({ raw: 1, counted: 0 })
    const statuses = async () =>
      (await world.call(friend, 'contest.listMyBallots', { contestId })).ballots.flatMap(({ votes }) =>
        votes.map(({ status }) => status),
      )
    expect(await statuses()).toEqual(['waiting'])
    at(first + 1)
    expect(await world.call(friend, 'contest.openBallot', { contestId })).toMatchObject({
      ballot: { day: today(), workIds: [], left: 3 },
      newcomer: 'returned',
    })
    expect(await votesOf(work)).toEqual({ raw: 1, counted: 1 })
    expect(await statuses()).toEqual(['counted'])
    // Coming once more changes nothing.
    await world.call(friend, 'contest.openBallot', { contestId })
    expect(await votesOf(work)).toEqual({ raw: 1, counted: 1 })
  })

  test('who was a member a millisecond before the opening is none, and leaves no empty ballot', async () => {
    const member = await contests.member()
    await contests.setJoined(member, contestPlan('vote').voteFrom - 1)
    expect((await world.call(member, 'contest.openBallot', { contestId })).newcomer).toBeUndefined()
    expect((await world.call(member, 'contest.listMyBallots', { contestId })).ballots).toEqual([])
    const work = await contests.work(contestId, author)
    // Nor does taking back what was never given.
    await cast(member, work, false)
    expect((await world.call(member, 'contest.listMyBallots', { contestId })).ballots).toEqual([])
    await cast(member, work)
    expect(await votesOf(work)).toEqual({ raw: 1, counted: 1 })
  })

  test('an excluded voter’s votes are cast, and count nothing', async () => {
    const voter = await contests.member()
    const pseudonym = await contests.voterOf(contestId, voter.memberId)
    const excluded = { _id: `${contestId}:${pseudonym}`, contestId, voter: pseudonym }
    await world.emulator.database.importDocuments('excluded_voters', [excluded])
    const work = await contests.work(contestId, author)
    expect(await cast(voter, work)).toBe('ok')
    expect(await votesOf(work)).toEqual({ raw: 1, counted: 0 })
  })
})

test('one member on five devices never has more than three works a day', async () => {
  const voter = await contests.member()
  const outcomes = await Promise.all(works.map((workId) => cast(voter, workId)))
  expect(outcomes.filter((code) => code === 'ok')).toHaveLength(3)
  expect(outcomes.filter((code) => code === 'LIMIT_REACHED')).toHaveLength(2)
  const { ballots } = await world.call(voter, 'contest.listMyBallots', { contestId })
  expect(ballots.map(({ votes }) => votes.length)).toEqual([3])
})

test('200 members vote for one work in the same second: no failure that anybody sees, and an exact tally', async () => {
  const CROWD = 200
  const model = await contests.member()
  const copied = await stored(world.emulator.database, 'members', model.memberId)
  const crowd = upTo(CROWD).map(() => ({ openid: `oCrowd${newId()}`, memberId: `mbr_${newId()}` }))
  await world.emulator.database.importDocuments(
    'members',
    crowd.map(({ openid, memberId }) => ({ ...copied, _id: memberId, openid })),
  )
  const workId = await contests.work(contestId, author)
  const codes = await Promise.all(crowd.map((voter) => cast(voter, workId)))
  expect(codes.filter((code) => code !== 'ok')).toEqual([])
  const ballots = await world.emulator.database.find('ballots', { query: { workIds: workId, day: today() } })
  expect(ballots).toHaveLength(CROWD)
  expect(await votesOf(workId)).toEqual({ raw: CROWD, counted: CROWD })
})
