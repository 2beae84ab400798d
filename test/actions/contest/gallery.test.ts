/** contest.listContests, contest.getContest, contest.listWorks, contest.getWork, contest.getShareCode. */

import { shuffleOf } from '../../../cloudfunctions/contest/shuffle-rules'
import { callerKey } from '../../../cloudfunctions/kit/id'
import { HOUR_MS, SHUFFLES } from '../../../contract/limits'
import { contestPlan } from '../../support/contest-documents'
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { newId, stored, upTo } from '../../support/situations'

const WORKS = 23

let world: InProcessWorld
let contests: Contests
let author: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  author = await contests.member('Author')
})
afterEach(() => jest.restoreAllMocks())
afterAll(() => world.close())

/** A contest with so many works. */
async function filled(
  phase: 'submit' | 'vote',
  count = WORKS,
): Promise<{ contestId: string; works: string[] }> {
  const contestId = await contests.contest(phase)
  const works: string[] = []
  for (const _each of upTo(count)) works.push(await contests.work(contestId, author))
  return { contestId, works }
}

/** All pages of a gallery as somebody sees it. */
async function leafThrough(viewer: Caller, contestId: string, limit = 5): Promise<string[]> {
  const first = await world.call(viewer, 'contest.getContest', { contestId, limit })
  const seen = first.works.map(({ workId }) => workId)
  for (let cursor = first.nextCursor; cursor !== undefined; ) {
    const page = await world.call(viewer, 'contest.listWorks', { contestId, cursor, limit })
    seen.push(...page.works.map(({ workId }) => workId))
    cursor = page.nextCursor
  }
  return seen
}

describe('the gallery', () => {
  test('ok: the latest first before the vote', async () => {
    const { contestId, works } = await filled('submit')
    expect(await leafThrough(author, contestId)).toEqual([...works].reverse())
  })

  test('ok: shuffled for each viewer from the vote on, every work exactly once, holes passed over', async () => {
    const { contestId, works } = await filled('vote')
    const [out, ...left] = works
    await setFields(world, 'works', out ?? '', { state: 'withdrawn' })
    const [ann, ben] = await differently(contestId)
    const [anns, bens] = [await leafThrough(ann, contestId), await leafThrough(ben, contestId)]
    expect([...anns].sort()).toEqual(left.sort())
    expect([...bens].sort()).toEqual(left.sort())
    expect(anns).not.toEqual(bens)
    expect(await leafThrough(ann, contestId, 7)).toEqual(anns)
  })

  test('ok: whoever has begun before the vote goes on as they began', async () => {
    const { contestId, works } = await filled('submit', 6)
    const first = await world.call(author, 'contest.getContest', { contestId, limit: 3 })
    jest.spyOn(Date, 'now').mockReturnValue(contestPlan('submit').voteFrom)
    const input = { contestId, cursor: first.nextCursor ?? '', limit: 3 }
    const next = await world.call(author, 'contest.listWorks', input)
    expect([...first.works, ...next.works].map(({ workId }) => workId)).toEqual([...works].reverse())
  })

  test('NOT_FOUND: a draft; INVALID_INPUT: another list’s cursor', async () => {
    const contestId = await contests.draft()
    for (const action of ['contest.getContest', 'contest.listWorks'] as const)
      expect(await contests.refusal(author, action, { contestId })).toBe('NOT_FOUND')
    const { contestId: shown } = await filled('submit', 1)
    expect(await contests.refusal(author, 'contest.listWorks', { contestId: shown, cursor: 'x' })).toBe(
      'INVALID_INPUT',
    )
  })

  test('works are numbered once the submission is over, a minute later, whatever becomes of them', async () => {
    const contestId = await contests.contest('submit')
    const works: string[] = []
    for (const _each of upTo(3)) works.push(await contests.work(contestId, author))
    await setFields(world, 'works', works[1] ?? '', { state: 'disqualified' })
    const { submitUntil } = contestPlan('submit')
    await contests.run('contest.numberWorks', submitUntil + 59_999)
    expect((await stored(world.emulator.database, 'contests', contestId))?.numberedCount).toBeUndefined()
    await contests.run('contest.numberWorks', submitUntil + 60_000)
    expect((await stored(world.emulator.database, 'contests', contestId))?.numberedCount).toBe(3)
    for (const [place, workId] of works.entries())
      expect(await stored(world.emulator.database, 'works', workId)).toMatchObject({
        number: place + 1,
        place: `${contestId}:${place + 1}`,
      })
  })
})

/** Two viewers with shuffles that differ. */
async function differently(contestId: string): Promise<[Caller, Caller]> {
  const first = await contests.member()
  for (let tries = 0; tries < SHUFFLES; tries += 1) {
    const other = await contests.member()
    const [a, b] = [first, other].map(({ openid }) => shuffleOf(callerKey(openid), contestId))
    if (a !== b) return [first, other]
  }
  throw new Error('everybody sees one shuffle')
}

describe('totals', () => {
  test('are in no answer before the vote and in its last 24 hours, and in all in between', async () => {
    const contestId = await contests.contest('vote')
    const owner = await contests.member()
    const workId = await contests.work(contestId, owner)
    const { voteFrom, voteUntil } = contestPlan('vote')
    const shown = async () => {
      const answers = [
        (await world.call(owner, 'contest.getContest', { contestId })).works[0],
        (await world.call(owner, 'contest.listWorks', { contestId })).works[0],
        (await world.call(owner, 'contest.getWork', { workId })).work,
        (await world.call(owner, 'contest.getWork', { workId })).mine,
        (await world.call(owner, 'contest.listMyWorks', {})).works.find((work) => work.workId === workId),
      ]
      return [...new Set(answers.map((answer) => answer?.votes !== undefined))]
    }
    for (const [instant, isShown] of [
      [voteFrom - 1, false],
      [voteFrom, true],
      [voteUntil - 24 * HOUR_MS - 1, true],
      [voteUntil - 24 * HOUR_MS, false],
      [voteUntil - 1, false],
      [voteUntil, true],
    ] as const) {
      jest.spyOn(Date, 'now').mockReturnValue(instant)
      expect([instant - voteFrom, await shown()]).toEqual([instant - voteFrom, [isShown]])
    }
  })
})

describe('how the caller stands', () => {
  test('a member, a newcomer to the community, a juror, staff and a guest', async () => {
    const juror = await contests.member()
    const contestId = await contests.contest('vote', { scoring: 'votesAndJury', jurorIds: [juror.memberId] })
    const mine = async (viewer: Pick<Caller, 'openid'>) =>
      (await world.call(viewer, 'contest.getContest', { contestId })).contest.mine
    expect(await mine(author)).toMatchObject({ isJuror: false, works: [], ballot: { workIds: [], left: 3 } })
    expect(await mine(juror)).toMatchObject({ isJuror: true, entryBar: 'juror' })
    expect(await mine(contests.staff)).toMatchObject({ entryBar: 'staff' })
    const friend = await world.newcomer('Friend')
    expect(await mine(friend)).toMatchObject({
      entryBar: 'tooNew',
      mayEnterAt: expect.any(Number),
      newcomer: 'waiting',
    })
    expect(await mine({ openid: `oGuest${newId()}` })).toBeUndefined()
    for (const _each of upTo(2)) await contests.work(contestId, author)
    expect(await mine(author)).toMatchObject({ entryBar: 'worksUsed' })
  })
})

test('contests that run come first, then the latest; drafts in no list', async () => {
  const own = await inOrder()
  const listed: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await world.call(author, 'contest.listContests', { limit: 2, ...(cursor ? { cursor } : {}) })
    listed.push(...page.contests.map(({ contestId }) => contestId))
    cursor = page.nextCursor
    if (cursor === undefined) break
  }
  const ranks = listed.filter((contestId) => own.includes(contestId))
  expect(ranks).toEqual(own)
})

/** Contests in the order in which they are to be listed. */
async function inOrder(): Promise<string[]> {
  await contests.draft()
  const [soon, now, over] = [
    await contests.contest('announced'),
    await contests.contest('vote'),
    await contests.contest('over'),
  ]
  const gone = await contests.contest('submit')
  await world.call(contests.staff, 'contest.cancel', { contestId: gone, reason: '写错了' })
  return [soon, now, over, gone]
}

test('the code on a work’s poster is made once, and only for a work that takes part', async () => {
  const { works } = await filled('vote', 1)
  const [workId = ''] = works
  await world.call(author, 'contest.getShareCode', { workId })
  const made = await stored(world.emulator.database, 'works', workId)
  await world.call(author, 'contest.getShareCode', { workId })
  expect((await stored(world.emulator.database, 'works', workId))?.shareCodeFileId).toBe(
    made?.shareCodeFileId,
  )
  await setFields(world, 'works', workId, { state: 'screening' })
  expect(await contests.refusal(author, 'contest.getShareCode', { workId })).toBe('NOT_FOUND')
})
