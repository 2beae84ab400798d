/**
 * Bought votes and what operators decide of them: contest.listQuarantine, contest.listQuarantinedVotes,
 * contest.reviewVotes, contest.setVoterExcluded, contest.appeal, contest.listMyAppeals, contest.listAppeals,
 * contest.decideAppeal, and the jobs that look for them and count anew.
 */
import { startOf } from '../../../cloudfunctions/kit/period'
import type { Input } from '../../../contract/index'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import type { StagedBallot } from '../../../scripts/contest-documents'
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { newId, stored, upTo } from '../../support/situations'

const FARM = 30
const HONEST = 3

let world: InProcessWorld
let contests: Contests
let author: Caller
let rival: Caller
let second: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  ;[author, rival] = [await contests.member('Author'), await contests.member('Rival')]
  second = await contests.member('Second')
  await setFields(world, 'members', second.memberId, { roles: ['operator'] })
})
afterEach(() => jest.restoreAllMocks())
afterAll(() => world.close())

const workOf = (workId: string) => stored(world.emulator.database, 'works', workId)
const contestOf = (contestId: string) => stored(world.emulator.database, 'contests', contestId)

/** What staff have decided of somebody or something, the first first. */
const deedsAbout = (contestId: string, subjectId: string) =>
  world.emulator.database.find('contest_decisions', { query: { contestId, subjectId }, order: { at: 1 } })

/** Accounts that come in one hour of the first two days, and a few who vote for both works on the last three. */
function bought(days: readonly string[], [farmed = '', other = '']: readonly string[]): StagedBallot[] {
  const [first = '', next = ''] = days
  const farm = [first, next].flatMap((day) =>
    upTo(FARM).map((n) => ({
      voterId: `mbr_farm${n}`,
      day,
      workIds: [farmed],
      at: startOf(day) + 15 * HOUR_MS + n * MINUTE_MS,
    })),
  )
  const honest = days.slice(-HONEST).map((day, n) => ({
    voterId: `mbr_honest${n}`,
    day,
    workIds: [farmed, other].sort(),
  }))
  return [...farm, ...honest]
}

/** A contest in its public notice, of which the log was looked through and counted once. */
async function looked(): Promise<{ contestId: string; farmed: string; other: string }> {
  const contestId = await contests.contest('notice')
  const [farmed, other] = [await contests.work(contestId, author), await contests.work(contestId, rival)]
  await contests.ballots(contestId, bought(await contests.days(contestId), [farmed, other]))
  for (const job of ['anchorDays', 'quarantineVotes', 'countStale', 'countVotes'])
    await contests.run(`contest.${job}`)
  return { contestId, farmed, other }
}

/** The counted votes of the work in the latest version of the result. */
async function countedOf(contestId: string, workId: string): Promise<number | undefined> {
  await contests.run('contest.countVotes')
  const { lines } = await world.call(author, 'contest.listStandings', { contestId })
  return lines.find(({ work }) => work.workId === workId)?.votes.counted
}

const review = (workId: string, more: Partial<Input<'contest.reviewVotes'>> = {}, by = contests.staff) =>
  contests.refusal(by, 'contest.reviewVotes', {
    workId,
    decision: 'exclude',
    reason: '同一时间涌入',
    ...more,
  })

describe('votes under review', () => {
  test('ok: the farm’s are counted 0, nobody else’s, and they are said by work, signal and voter', async () => {
    const { contestId, farmed, other } = await looked()
    expect(await countedOf(contestId, farmed)).toBe(HONEST)
    expect(await workOf(farmed)).toMatchObject({ rawVotes: 2 * FARM + HONEST, countedVotes: HONEST })
    expect(await workOf(other)).toMatchObject({ rawVotes: HONEST, countedVotes: HONEST })
    const { works } = await world.call(contests.staff, 'contest.listQuarantine', { contestId })
    expect(works).toMatchObject([{ work: { workId: farmed }, underReview: 2 * FARM }])
    expect(works[0]?.bySignal.map(({ signal }) => signal)).toEqual(
      expect.arrayContaining(['burst', 'soleAct']),
    )
    const page = { workId: farmed, limit: 40 }
    const one = await world.call(contests.staff, 'contest.listQuarantinedVotes', page)
    const { nextCursor: cursor } = one
    const two = await world.call(contests.staff, 'contest.listQuarantinedVotes', { ...page, cursor })
    expect([one.votes.length, two.votes.length, two.nextCursor]).toEqual([40, 2 * FARM - 40, undefined])
    expect(await contests.refusal(author, 'contest.listQuarantine', { contestId })).toBe('FORBIDDEN')
  })

  test('looked for again nothing new is found, and counting anew repairs nothing', async () => {
    const { contestId, farmed } = await looked()
    await contests.run('contest.reconcileVotes')
    expect(await contests.run('contest.reconcileVotes')).toBe(0)
    await setFields(world, 'contests', contestId, { quarantinedTo: '' })
    await review(farmed, { decision: 'release' })
    expect(await contests.run('contest.quarantineVotes')).toBe(0)
    await setFields(world, 'works', farmed, { rawVotes: 1, countedVotes: 99 })
    expect(await contests.run('contest.reconcileVotes')).toBe(1)
    expect(await workOf(farmed)).toMatchObject({ countedVotes: 2 * FARM + HONEST, underReview: 0 })
    expect(await contests.run('contest.reconcileVotes')).toBe(0)
  })
})

describe('contest.reviewVotes', () => {
  test('ok: some are released, the rest excluded, some of them released after all', async () => {
    const { contestId, farmed } = await looked()
    const { votes } = await world.call(contests.staff, 'contest.listQuarantinedVotes', { workId: farmed })
    const [voter = ''] = votes.map((vote) => vote.voter)
    const decide = (more: Partial<Input<'contest.reviewVotes'>>) =>
      world.call(contests.staff, 'contest.reviewVotes', {
        workId: farmed,
        decision: 'release',
        reason: '是老朋友',
        ...more,
      })
    expect(await decide({ voters: [voter] })).toEqual({ changed: 2 })
    expect(await countedOf(contestId, farmed)).toBe(HONEST + 2)
    expect(await decide({ decision: 'exclude' })).toEqual({ changed: 2 * FARM - 2 })
    expect(await decide({ decision: 'exclude' })).toEqual({ changed: 0 })
    expect(await workOf(farmed)).toMatchObject({ underReview: 0 })
    expect(await decide({ voters: [voter], decision: 'exclude' })).toEqual({ changed: 2 })
    expect(await countedOf(contestId, farmed)).toBe(HONEST)
    const deeds = await deedsAbout(contestId, farmed)
    expect(deeds.map(({ decision }) => decision)).toEqual(['release', 'exclude', 'exclude'])
  })

  test('NOT_FOUND and CONTEST_CLOSED: no such work, and a result that is final', async () => {
    const { contestId, farmed } = await looked()
    expect(await review(`wrk_${newId()}`)).toBe('NOT_FOUND')
    await setFields(world, 'contests', contestId, { state: 'final' })
    expect(await review(farmed)).toBe('CONTEST_CLOSED')
    const page = await world.call(contests.staff, 'contest.listQuarantinedVotes', { workId: farmed })
    expect(page.votes.every(({ state }) => state === 'underReview')).toBe(true)
  })
})

describe('contest.setVoterExcluded', () => {
  test('ok: exactly their votes count 0 as long as it stands, and it is kept who did it', async () => {
    const { contestId, farmed, other } = await looked()
    const voter = await contests.voterOf(contestId, 'mbr_honest0')
    const set = (excluded: boolean) =>
      world.call(contests.staff, 'contest.setVoterExcluded', { contestId, voter, excluded, reason: '小号' })
    await set(true)
    await set(true)
    expect(await countedOf(contestId, farmed)).toBe(HONEST - 1)
    expect(await countedOf(contestId, other)).toBe(HONEST - 1)
    await set(false)
    expect(await countedOf(contestId, farmed)).toBe(HONEST)
    expect(await countedOf(contestId, other)).toBe(HONEST)
    const deeds = await deedsAbout(contestId, voter)
    expect(deeds.map(({ decision }) => decision)).toEqual(['exclude', 'include'])
    expect(deeds[0]).toMatchObject({ by: contests.staff.memberId, reason: '小号' })
  })

  test('NOT_FOUND and CONTEST_CLOSED: nobody who has voted, and a result that is final', async () => {
    const { contestId } = await looked()
    const set = (voter: string) =>
      contests.refusal(contests.staff, 'contest.setVoterExcluded', {
        contestId,
        voter,
        excluded: true,
        reason: '小号',
      })
    expect(await set('0'.repeat(26))).toBe('NOT_FOUND')
    // Of who has left, the log still knows that they have voted.
    const voter = await contests.voterOf(contestId, 'mbr_honest1')
    await world.emulator.database.remove('ballots', { query: { contestId, voter }, multi: true })
    expect(await set(voter)).toBe('ok')
    await setFields(world, 'contests', contestId, { state: 'final' })
    expect(await set(await contests.voterOf(contestId, 'mbr_honest2'))).toBe('CONTEST_CLOSED')
  })
})

const wish = (contestId: string, more: Partial<Input<'contest.appeal'>> = {}): Input<'contest.appeal'> => ({
  requestId: newId(),
  contestId,
  kind: 'result',
  words: '请再看一看',
  ...more,
})
const decide = (by: Caller, appealId: string, granted: boolean) =>
  contests.refusal(by, 'contest.decideAppeal', { appealId, granted, reason: '看过了' })

describe('contest.appeal', () => {
  test('ok: kept once a thing, answered again, and found by whoever made it and by operators', async () => {
    const { contestId, farmed } = await looked()
    const input = wish(contestId, { kind: 'votes', workId: farmed })
    const { appeal } = await world.call(author, 'contest.appeal', input)
    expect(await world.call(author, 'contest.appeal', input)).toEqual({ appeal })
    await world.call(author, 'contest.appeal', wish(contestId))
    const { appeals } = await world.call(author, 'contest.listMyAppeals', { contestId })
    expect(appeals.map(({ kind }) => kind)).toEqual(['result', 'votes'])
    const { appeals: open } = await world.call(second, 'contest.listAppeals', { state: 'open' })
    expect(open).toContainEqual(
      expect.objectContaining({
        appealId: appeal.appealId,
        by: expect.objectContaining({ nickname: 'Author' }),
      }),
    )
  })

  test('LIMIT_REACHED: a second about the same', async () => {
    const { contestId } = await looked()
    expect(await contests.refusal(rival, 'contest.appeal', wish(contestId))).toBe('ok')
    expect(await contests.refusal(rival, 'contest.appeal', wish(contestId))).toBe('LIMIT_REACHED')
  })

  test('NOT_FOUND: another’s work, one that takes part, one without votes under review', async () => {
    const { contestId, farmed, other } = await looked()
    const ask = (kind: 'votes' | 'disqualified', workId: string) =>
      contests.refusal(rival, 'contest.appeal', wish(contestId, { kind, workId }))
    expect(await ask('votes', farmed)).toBe('NOT_FOUND')
    expect(await ask('votes', other)).toBe('NOT_FOUND')
    expect(await ask('disqualified', other)).toBe('NOT_FOUND')
    expect(await contests.refusal(rival, 'contest.appeal', wish(contestId, { kind: 'votes' }))).toBe(
      'INVALID_INPUT',
    )
  })

  test('CONTEST_CLOSED: before the public notice, and from its end on', async () => {
    const voting = await contests.contest('vote')
    expect(await contests.refusal(author, 'contest.appeal', wish(voting))).toBe('CONTEST_CLOSED')
    const over = await contests.contest('over')
    expect(await contests.refusal(author, 'contest.appeal', wish(over))).toBe('CONTEST_CLOSED')
  })

  test('CONTENT_REJECTED: words that the platform finds risky', async () => {
    const { contestId } = await looked()
    const words = '违禁词'
    expect(await contests.refusal(rival, 'contest.appeal', wish(contestId, { words }))).toBe(
      'CONTENT_REJECTED',
    )
  })
})

describe('contest.decideAppeal', () => {
  test('SECOND_PERSON_NEEDED: not by whoever has decided; another releases the votes, and the author is told', async () => {
    const { contestId, farmed } = await looked()
    expect(await review(farmed)).toBe('ok')
    const { appeal } = await world.call(
      author,
      'contest.appeal',
      wish(contestId, { kind: 'votes', workId: farmed }),
    )
    expect(await decide(contests.staff, appeal.appealId, true)).toBe('SECOND_PERSON_NEEDED')
    expect(await decide(second, appeal.appealId, true)).toBe('ok')
    expect(await decide(second, appeal.appealId, true)).toBe('ok')
    expect(await countedOf(contestId, farmed)).toBe(2 * FARM + HONEST)
    const { versions } = await world.call(author, 'contest.getProof', { contestId })
    expect(versions.at(-1)?.why).toBe('appeal')
    expect(await contestOf(contestId)).toMatchObject({ state: 'announced' })
    const told = { to: author.memberId, kind: 'appealDecided', 'subject.workId': farmed }
    expect(await world.emulator.database.find('notices', { query: told })).toHaveLength(1)
  })

  test('SECOND_PERSON_NEEDED: the only operator waits a day, and nobody decides their own', async () => {
    const { contestId, farmed } = await looked()
    await review(farmed)
    const input = wish(contestId, { kind: 'votes', workId: farmed })
    const { appeal } = await world.call(author, 'contest.appeal', input)
    const { appeal: own } = await world.call(second, 'contest.appeal', wish(contestId))
    expect(await decide(second, own.appealId, true)).toBe('SECOND_PERSON_NEEDED')
    await setFields(world, 'members', second.memberId, { roles: [] })
    try {
      expect(await decide(contests.staff, appeal.appealId, false)).toBe('SECOND_PERSON_NEEDED')
      await setFields(world, 'contest_appeals', appeal.appealId, { at: Date.now() - DAY_MS })
      expect(await decide(contests.staff, appeal.appealId, false)).toBe('ok')
    } finally {
      await setFields(world, 'members', second.memberId, { roles: ['operator'] })
    }
  })

  test('MEDIA_NOT_READY: a photo that has not passed takes part by no grant; one that has does', async () => {
    const contestId = await contests.contest('notice')
    const workId = await contests.work(contestId, author, { state: 'disqualified', reason: 'offTheme' })
    const { appeal } = await world.call(
      author,
      'contest.appeal',
      wish(contestId, { kind: 'disqualified', workId }),
    )
    expect(await decide(second, appeal.appealId, true)).toBe('MEDIA_NOT_READY')
    const work = await workOf(workId)
    const mediaId = String(Reflect.get(Object(work?.photo), 'mediaId'))
    await world.emulator.database.importDocuments('media', [{ _id: mediaId, state: 'passed' }])
    expect(await decide(second, appeal.appealId, true)).toBe('ok')
    expect(await workOf(workId)).toMatchObject({ state: 'entered', decidedBy: second.memberId })
  })

  test('NOT_FOUND and CONTEST_CLOSED: no appeal, one decided otherwise, and a result that is final', async () => {
    const { contestId } = await looked()
    expect(await decide(second, `apl_${newId()}`, true)).toBe('NOT_FOUND')
    const { appeal } = await world.call(author, 'contest.appeal', wish(contestId))
    expect(await decide(second, appeal.appealId, false)).toBe('ok')
    expect(await decide(second, appeal.appealId, true)).toBe('CONTEST_CLOSED')
    const { appeal: late } = await world.call(rival, 'contest.appeal', wish(contestId))
    await setFields(world, 'contests', contestId, { state: 'final' })
    expect(await decide(second, late.appealId, true)).toBe('CONTEST_CLOSED')
  })
})
