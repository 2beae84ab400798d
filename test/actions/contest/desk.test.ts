/** contest.savePlan, contest.announce, contest.cancel, contest.rerun, contest.listManaged; and who is told by jobs. */
import { canonicalJson, commitmentOf, sha256Hex } from '../../../cloudfunctions/contest/canonical-rules'
import type { ContestPlan } from '../../../contract/contest-shapes'
import { CONTEST_ARCHIVED_AFTER_MS, DAY_MS, HOUR_MS } from '../../../contract/limits'
import { contestPlan } from '../../support/contest-documents'
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { newId, stored } from '../../support/situations'

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

const contestOf = (contestId: string) => stored(world.emulator.database, 'contests', contestId)
const save = (plan: ContestPlan, contestId?: string) =>
  contests.refusal(contests.staff, 'contest.savePlan', {
    requestId: newId(),
    ...(contestId === undefined ? {} : { contestId }),
    plan,
  })
const noticesOf = async ({ memberId }: Caller, kind: string) =>
  (await world.emulator.database.find('notices', { query: { to: memberId, kind } })).length

describe('plans', () => {
  test('ok: saved, saved anew, found among all; asked again the same', async () => {
    const input = { requestId: newId(), plan: contestPlan('announced') }
    const first = await world.call(contests.staff, 'contest.savePlan', input)
    expect(await world.call(contests.staff, 'contest.savePlan', input)).toEqual(first)
    const { contestId } = first.contest
    expect(first.contest).toMatchObject({ phase: 'draft', waiting: { screening: 0, appeals: 0 } })
    expect(await save({ ...input.plan, title: '改过的大赛' }, contestId)).toBe('ok')
    const { contests: all } = await world.call(contests.staff, 'contest.listManaged', {})
    expect(all[0]).toMatchObject({ contestId, title: '改过的大赛' })
    expect(await contests.refusal(author, 'contest.listManaged', {})).toBe('FORBIDDEN')
  })

  test('INVALID_INPUT: instants that do not rise, prizes whose ranks meet, a jury too small or of nobody', async () => {
    const plan = contestPlan('announced')
    const prize = { name: '奖', from: 1, to: 2, points: 1 }
    const ghosts = ['mbr_00000000a', 'mbr_00000000b', 'mbr_00000000c']
    const wrong: readonly Partial<ContestPlan>[] = [
      { submitUntil: plan.submitFrom },
      { submitUntil: plan.voteFrom - HOUR_MS + 1 },
      { voteUntil: plan.voteFrom + DAY_MS - 1 },
      { voteUntil: plan.voteFrom + 30 * DAY_MS + 1 },
      { prizes: [prize, { ...prize, from: 2, to: 3 }] },
      { scoring: 'votesAndJury', jurorIds: ghosts.slice(1) },
      { scoring: 'votesAndJury', jurorIds: ghosts },
      { jurorIds: [author.memberId] },
    ]
    for (const wishes of wrong) expect(await save({ ...plan, ...wishes })).toBe('INVALID_INPUT')
  })

  test('NOT_FOUND and RULES_FROZEN: a plan that is not there, and one that is announced', async () => {
    expect(await save(contestPlan('announced'), `cst_${newId()}`)).toBe('NOT_FOUND')
    const contestId = await contests.draft()
    await world.call(contests.staff, 'contest.announce', { contestId })
    expect(await save(contestPlan('announced'), contestId)).toBe('RULES_FROZEN')
  })
})

describe('announcing', () => {
  test('ok: the rules are frozen, their hash is that of their canonical text, the draw is committed', async () => {
    const contestId = await contests.draft()
    const { hash, contest } = await world.call(contests.staff, 'contest.announce', { contestId })
    expect(contest.phase).toBe('announced')
    expect((await world.call(contests.staff, 'contest.announce', { contestId })).hash).toBe(hash)
    const announced = await contestOf(contestId)
    const rules = announced?.rules
    expect(sha256Hex(canonicalJson(rules))).toBe(hash)
    expect(announced?.noticeUntil).toBe(contestPlan('announced').voteUntil + 2 * DAY_MS)
    const secrets = await stored(world.emulator.database, 'contest_secrets', contestId)
    expect(rules).toMatchObject({ drawCommitment: commitmentOf(String(secrets?.drawSeed)) })
    expect(canonicalJson(rules)).not.toContain(String(secrets?.voterKey))
    const decisions = await world.emulator.database.find('contest_decisions', {
      query: { contestId, subjectId: contestId },
    })
    expect(decisions).toMatchObject([{ what: 'announced', decision: hash, by: contests.staff.memberId }])
  })

  test('CONTEST_CLOSED: when its submission would have begun; a millisecond before it is not too late', async () => {
    const [late, inTime] = [await contests.draft(), await contests.draft()]
    const { submitFrom } = contestPlan('announced')
    const clock = jest.spyOn(Date, 'now').mockReturnValue(submitFrom)
    expect(await contests.refusal(contests.staff, 'contest.announce', { contestId: late })).toBe(
      'CONTEST_CLOSED',
    )
    clock.mockReturnValue(submitFrom - 1)
    expect(await contests.refusal(contests.staff, 'contest.announce', { contestId: inTime })).toBe('ok')
  })

  test('RULES_FROZEN and NOT_FOUND: one that was cancelled, and none', async () => {
    const contestId = await contests.draft()
    await world.call(contests.staff, 'contest.cancel', { contestId, reason: '写错了' })
    expect(await contests.refusal(contests.staff, 'contest.announce', { contestId })).toBe('RULES_FROZEN')
    expect(await contests.refusal(contests.staff, 'contest.announce', { contestId: `cst_${newId()}` })).toBe(
      'NOT_FOUND',
    )
    expect(await contests.refusal(author, 'contest.getContest', { contestId })).toBe('NOT_FOUND')
  })
})

describe('cancelling', () => {
  test('ok: once, with its first reason; whoever entered is told once; its rerun is a draft, once', async () => {
    const contestId = await contests.contest('vote')
    for (let count = 0; count < 2; count += 1) await contests.work(contestId, author)
    const cancel = (reason: string) => world.call(contests.staff, 'contest.cancel', { contestId, reason })
    await cancel('奖品写错了')
    expect((await cancel('另一个原因')).contest).toMatchObject({
      phase: 'cancelled',
      cancelReason: '奖品写错了',
    })
    for (let run = 0; run < 2; run += 1) await contests.run('contest.tellEntrants')
    expect(await noticesOf(author, 'contestCancelled')).toBe(1)
    const rerun = () => world.call(contests.staff, 'contest.rerun', { contestId })
    const { contest: draft } = await rerun()
    expect((await rerun()).contest.contestId).toBe(draft.contestId)
    expect(draft).toMatchObject({ phase: 'draft', title: '晨光大赛' })
    const shown = async () => (await world.call(author, 'contest.getContest', { contestId })).contest
    expect((await shown()).cancelReason).toBe('奖品写错了')
    // Members are led to it once they may see it.
    expect((await shown()).rerunId).toBeUndefined()
    expect(await save(contestPlan('announced'), draft.contestId)).toBe('ok')
    await world.call(contests.staff, 'contest.announce', { contestId: draft.contestId })
    expect((await shown()).rerunId).toBe(draft.contestId)
  })

  test('CONTEST_CLOSED: one that is final; NOT_FOUND: a rerun of one that was not cancelled', async () => {
    const contestId = await contests.contest('over')
    expect(await contests.refusal(contests.staff, 'contest.rerun', { contestId })).toBe('NOT_FOUND')
    await setFields(world, 'contests', contestId, { state: 'final' })
    const input = { contestId, reason: '写错了' }
    expect(await contests.refusal(contests.staff, 'contest.cancel', input)).toBe('CONTEST_CLOSED')
  })
})

describe('what time brings about', () => {
  test('whoever takes part is told once that the vote has opened', async () => {
    const contestId = await contests.draft()
    await world.call(contests.staff, 'contest.announce', { contestId })
    const [entrant, gone] = [await contests.member(), await contests.member()]
    for (let count = 0; count < 2; count += 1) await contests.work(contestId, entrant)
    await contests.work(contestId, gone, { state: 'withdrawn' })
    const { voteFrom } = contestPlan('announced')
    await contests.run('contest.tellEntrants', voteFrom - 1)
    expect(await noticesOf(entrant, 'votingOpens')).toBe(0)
    for (let run = 0; run < 2; run += 1) await contests.run('contest.tellEntrants', voteFrom)
    expect([await noticesOf(entrant, 'votingOpens'), await noticesOf(gone, 'votingOpens')]).toEqual([1, 0])
  })

  test('a contest is put away thirty days after it was paid', async () => {
    const contestId = await contests.contest('over')
    const paidAt = Date.now()
    await setFields(world, 'contests', contestId, { state: 'paid', paidAt })
    await contests.run('contest.archivePaid', paidAt + CONTEST_ARCHIVED_AFTER_MS - 1)
    expect((await contestOf(contestId))?.state).toBe('paid')
    await contests.run('contest.archivePaid', paidAt + CONTEST_ARCHIVED_AFTER_MS)
    expect((await contestOf(contestId))?.state).toBe('archived')
  })
})
