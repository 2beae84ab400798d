/** contest.listJuryWorks, contest.scoreWork. */
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { newId, upTo } from '../../support/situations'

const WORKS = 9

let world: InProcessWorld
let contests: Contests
let jurors: Caller[]
let contestId: string
let works: string[]
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  jurors = []
  for (const _each of upTo(3)) jurors.push(await contests.member())
  const jurorIds = jurors.map(({ memberId }) => memberId)
  contestId = await contests.contest('vote', { scoring: 'votesAndJury', jurorIds })
  const author = await contests.member()
  works = []
  for (const _each of upTo(WORKS)) works.push(await contests.work(contestId, author))
})
afterAll(() => world.close())

const jurorAt = (place: number) => jurors[place] ?? contests.staff

test('ok: each juror sees all works once in an order of their own, without authors and votes', async () => {
  const orders = await Promise.all(
    jurors.map(async (juror) => {
      const first = await world.call(juror, 'contest.listJuryWorks', { contestId, limit: 5 })
      expect(first).toMatchObject({ scored: 0, total: WORKS, isOpen: true })
      for (const work of first.works) {
        expect(work).not.toHaveProperty('author')
        expect(work).not.toHaveProperty('votes')
      }
      const cursor = first.nextCursor ?? ''
      const next = await world.call(juror, 'contest.listJuryWorks', { contestId, limit: 5, cursor })
      expect(next.nextCursor).toBeUndefined()
      return [...first.works, ...next.works].map(({ workId }) => workId)
    }),
  )
  for (const order of orders) expect([...order].sort()).toEqual([...works].sort())
  expect(new Set(orders.map(String)).size).toBeGreaterThan(1)
})

test('ok: scored, scored anew, counted once', async () => {
  const [one = '', other = ''] = works
  const score = (workId: string, given: number) =>
    world.call(jurorAt(0), 'contest.scoreWork', { workId, score: given })
  expect(await score(one, 7)).toEqual({ scored: 1 })
  expect(await score(one, 9)).toEqual({ scored: 1 })
  expect(await score(other, 0)).toEqual({ scored: 2 })
  const { works: seen, scored } = await world.call(jurorAt(0), 'contest.listJuryWorks', { contestId })
  expect(scored).toBe(2)
  expect(seen.find(({ workId }) => workId === one)?.score).toBe(9)
  expect(seen.find(({ workId }) => workId === other)?.score).toBe(0)
  const { works: anothers } = await world.call(jurorAt(1), 'contest.listJuryWorks', { contestId })
  expect(anothers.every(({ score: given }) => given === undefined)).toBe(true)
})

test('NOT_ELIGIBLE: who is no juror; NOT_FOUND: what takes no part; CONTEST_CLOSED: outside the vote', async () => {
  const [workId = ''] = works
  const outsider = await contests.member()
  expect(await contests.refusal(outsider, 'contest.listJuryWorks', { contestId })).toBe('NOT_ELIGIBLE')
  expect(await contests.refusal(outsider, 'contest.scoreWork', { workId, score: 1 })).toBe('NOT_ELIGIBLE')
  const none = { contestId: `cst_${newId()}` }
  expect(await contests.refusal(outsider, 'contest.listJuryWorks', none)).toBe('NOT_FOUND')
  const out = works[8] ?? ''
  await setFields(world, 'works', out, { state: 'disqualified' })
  expect(await contests.refusal(jurorAt(0), 'contest.scoreWork', { workId: out, score: 1 })).toBe('NOT_FOUND')
  for (const phase of ['screen', 'notice'] as const) {
    const jurorIds = jurors.map(({ memberId }) => memberId)
    const other = await contests.contest(phase, { scoring: 'votesAndJury', jurorIds })
    const theirs = await contests.work(other, outsider)
    expect(await contests.refusal(jurorAt(0), 'contest.scoreWork', { workId: theirs, score: 1 })).toBe(
      'CONTEST_CLOSED',
    )
    expect((await world.call(jurorAt(0), 'contest.listJuryWorks', { contestId: other })).isOpen).toBe(false)
  }
})
