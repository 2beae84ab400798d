/**
 * From the last vote to the last prize: days are anchored, the log is counted, the result sealed and paid.
 * contest.getProof, contest.getReceipt, contest.getRules, contest.listStandings, contest.listWinners.
 */
import type { ContestDocument } from '../../../cloudfunctions/contest/collections'
import { CONTEST_NOTICE_MS, HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { verifyBundle } from '../../../scripts/verify-contest'
import { isReceiptTrue } from '../../../src/features/contest/receipt'
import { Contests } from '../../support/contests'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { setFields } from '../../support/mall'
import { stored } from '../../support/situations'

let world: InProcessWorld
let contests: Contests
let author: Caller
let rival: Caller
let voters: Caller[]
beforeAll(async () => {
  world = await createInProcessWorld()
  contests = await Contests.open(world)
  ;[author, rival] = [await contests.member(), await contests.member()]
  voters = []
  for (let count = 0; count < 6; count += 1) voters.push(await contests.member())
})
afterAll(() => world.close())

const contestOf = async (contestId: string) =>
  (await stored(world.emulator.database, 'contests', contestId)) as Partial<ContestDocument> | undefined

/** A contest in its public notice: two works, and ballots on the first two of five days. */
async function closed(): Promise<{ contestId: string; works: readonly string[]; days: readonly string[] }> {
  const contestId = await contests.contest('notice')
  const works = [await contests.work(contestId, author), await contests.work(contestId, rival)]
  const days = await contests.days(contestId)
  const [first = '', second = ''] = days
  const [one = '', other = ''] = works
  await contests.ballots(contestId, [
    ...voters.slice(0, 3).map(({ memberId }) => ({ voterId: memberId, day: first, workIds: [one] })),
    ...voters.slice(0, 2).map(({ memberId }) => ({ voterId: memberId, day: second, workIds: [other, one] })),
    { voterId: voters[4]?.memberId ?? '', day: second, workIds: [other], isNewcomer: true },
  ])
  return { contestId, works, days }
}

/** As the look for fraud leaves it that has found nothing. */
const lookedThrough = (contestId: string, day: string) =>
  setFields(world, 'contests', contestId, { quarantinedTo: day })

test('every day is anchored, also one without ballots, and the first result follows', async () => {
  const { contestId, works, days } = await closed()
  const [one, other] = works
  await contests.run('contest.anchorDays')
  await lookedThrough(contestId, days.at(-1) ?? '')
  await contests.run('contest.countVotes')
  const proof = await world.call(author, 'contest.getProof', { contestId })
  expect(proof.anchors.map(({ day, ballots }) => ({ day, ballots }))).toEqual(
    days.map((day, at) => ({ day, ballots: [3, 3, 0, 0, 0][at] })),
  )
  expect(proof.versions).toMatchObject([{ version: 1, why: 'closed', votes: { raw: 8, counted: 7 } }])
  expect(proof.drawSeed).toBeUndefined()
  const { lines, version } = await world.call(author, 'contest.listStandings', { contestId })
  expect(version).toBe(1)
  expect(lines.map(({ rank, votes, work }) => ({ rank, votes, workId: work.workId }))).toEqual([
    { rank: 1, votes: { raw: 5, counted: 5 }, workId: one },
    { rank: 2, votes: { raw: 3, counted: 2 }, workId: other },
  ])
})

test('works show their ranks, and one that was taken out none any more', async () => {
  const { contestId, works, days } = await closed()
  const [one = '', other = ''] = works
  await finish(contestId, days)
  const rankOf = async (workId: string) => (await stored(world.emulator.database, 'works', workId))?.rank
  expect([await rankOf(one), await rankOf(other)]).toEqual([1, 2])
  const next = await closed()
  await setFields(world, 'works', next.works[0] ?? '', { rank: 9, state: 'withdrawn' })
  await finish(next.contestId, next.days)
  expect([await rankOf(next.works[0] ?? ''), await rankOf(next.works[1] ?? '')]).toEqual([undefined, 1])
})

test('a receipt proves the ballot by the root that was published', async () => {
  const { contestId, days } = await closed()
  await contests.run('contest.anchorDays')
  const voter = voters[1] ?? author
  const { receipt } = await world.call(voter, 'contest.getReceipt', { contestId, day: days[1] ?? '' })
  const { anchors } = await world.call(voter, 'contest.getProof', { contestId })
  expect(receipt.root).toBe(anchors[1]?.root)
  expect(isReceiptTrue(receipt)).toBe(true)
  expect(isReceiptTrue({ ...receipt, leaf: receipt.leaf.replace('wrk_', 'wrk_x') })).toBe(false)
})

test('a decision of the public notice makes a new version, and the final one waits for the notice', async () => {
  const { contestId, days } = await closed()
  await contests.run('contest.anchorDays')
  await lookedThrough(contestId, days.at(-1) ?? '')
  await contests.run('contest.countVotes')
  const { transaction, recountStore } = world.modules
  await transaction.inTransaction((tx) => recountStore.wantRecount(tx, contestId, 'appeal'))
  const over = ((await contestOf(contestId))?.plan?.voteUntil ?? 0) + CONTEST_NOTICE_MS + MINUTE_MS
  await contests.run('contest.countVotes', over - 1)
  expect(await contestOf(contestId)).toMatchObject({ state: 'announced', resultVersion: 2 })
  await contests.run('contest.countVotes', over)
  expect(await contestOf(contestId)).toMatchObject({ state: 'final', resultVersion: 3 })
  const { versions, drawSeed } = await world.call(author, 'contest.getProof', { contestId })
  expect(versions.map(({ why }) => why)).toEqual(['closed', 'appeal', 'final'])
  expect(drawSeed).toMatch(/^[0-9a-f]{64}$/)
})

/** Runs everything that follows the last vote, up to a result that is final. */
async function finish(contestId: string, days: readonly string[]): Promise<number> {
  await contests.run('contest.anchorDays')
  await lookedThrough(contestId, days.at(-1) ?? '')
  const over = ((await contestOf(contestId))?.plan?.voteUntil ?? 0) + CONTEST_NOTICE_MS + MINUTE_MS
  await contests.run('contest.countVotes', over)
  await contests.run('contest.countVotes', over)
  await contests.run('contest.keepRanks', over)
  return over
}

const entriesOf = async ({ memberId }: Caller) =>
  (await world.emulator.database.find('point_entries', { query: { memberId } })).map(({ _id }) => String(_id))

describe('once it is final', () => {
  test('the bundle is sealed, published, and says what was counted', async () => {
    const { contestId, days } = await closed()
    await finish(contestId, days)
    await contests.run('contest.sealResults')
    const { bundle, anchors } = await world.call(author, 'contest.getProof', { contestId })
    const file = Buffer.from(await (await fetch(bundle?.url ?? '')).arrayBuffer())
    expect(file.length).toBe(bundle?.bytes)
    const found = verifyBundle(file)
    expect(found).toMatchObject({ seal: bundle?.hash, ballots: 6, raw: 8, counted: 7 })
    expect(found.heads).toEqual(anchors.map(({ day, head }) => [day, head]))
    const text = file.toString('utf8')
    for (const { openid, memberId } of [author, rival, ...voters]) {
      expect(text).not.toContain(memberId)
      expect(text).not.toContain(openid)
    }
  })

  test('winners, authors and voters are paid once, however often the job is run', async () => {
    const { contestId, works, days } = await closed()
    const over = await finish(contestId, days)
    await contests.run('contest.payPrizes', over)
    expect(await contestOf(contestId)).toMatchObject({ state: 'final' })
    await contests.run('contest.sealResults', over)
    await contests.run('contest.payPrizes', over)
    await contests.run('contest.payPrizes', over)
    expect(await contestOf(contestId)).toMatchObject({ state: 'paid', paidAt: over })
    const ofThis = async (caller: Caller) =>
      (await entriesOf(caller)).filter((key) => key.includes(contestId)).sort()
    const award = ({ memberId }: Caller) => expect.stringContaining(`${contestId}:${memberId}`)
    expect(await ofThis(author)).toEqual([award(author), `prize:${contestId}:${works[0]}`])
    expect(await ofThis(rival)).toEqual([award(rival), `prize:${contestId}:${works[1]}`])
    for (const voter of voters.slice(0, 3)) expect(await ofThis(voter)).toEqual([award(voter)])
    // A newcomer who did not come back, and somebody who did not vote.
    for (const voter of voters.slice(4)) expect(await ofThis(voter)).toEqual([])
    const { winners } = await world.call(rival, 'contest.listWinners', { contestId })
    expect(winners.map(({ rank, isPaid, work }) => ({ rank, isPaid, isMine: work.isMine }))).toEqual([
      { rank: 1, isPaid: true, isMine: false },
      { rank: 2, isPaid: true, isMine: true },
    ])
  })
})

describe('refusals', () => {
  test('NOT_FOUND: a draft has no rules to show, no standings, no winners and no proof', async () => {
    const contestId = await contests.draft()
    for (const action of [
      'contest.getRules',
      'contest.listStandings',
      'contest.listWinners',
      'contest.getProof',
    ] as const)
      expect(await contests.refusal(author, action, { contestId })).toBe('NOT_FOUND')
  })

  test('NOT_FOUND: no receipt of a day that is not anchored, or on which nothing was cast', async () => {
    const { contestId, days } = await closed()
    const [first = '', , third = ''] = days
    const voter = voters[0] ?? author
    expect(await contests.refusal(voter, 'contest.getReceipt', { contestId, day: first })).toBe('NOT_FOUND')
    await contests.run('contest.anchorDays')
    expect(await contests.refusal(voter, 'contest.getReceipt', { contestId, day: first })).toBe('ok')
    expect(await contests.refusal(voter, 'contest.getReceipt', { contestId, day: third })).toBe('NOT_FOUND')
  })

  test('NOT_FOUND: a version that there is not; INVALID_INPUT: the cursor of another contest', async () => {
    const { contestId, days } = await closed()
    expect(await contests.refusal(author, 'contest.listStandings', { contestId, version: 1 })).toBe(
      'NOT_FOUND',
    )
    await finish(contestId, days)
    const first = await world.call(author, 'contest.listStandings', { contestId, limit: 1 })
    const { nextCursor: cursor } = first
    const second = await world.call(author, 'contest.listStandings', { contestId, limit: 1, cursor })
    expect([first, second].map(({ lines }) => lines.map(({ rank }) => rank))).toEqual([[1], [2]])
    expect(second.nextCursor).toBeUndefined()
    const other = (await closed()).contestId
    expect(await contests.refusal(author, 'contest.listStandings', { contestId: other, cursor })).toBe(
      'INVALID_INPUT',
    )
  })
})

test('while votes are taken the works that lead are shown, and none in the last day', async () => {
  const contestId = await contests.contest('vote')
  const works = [await contests.work(contestId, author), await contests.work(contestId, rival)]
  const [first = ''] = await contests.days(contestId)
  const cast = voters
    .slice(0, 2)
    .map(({ memberId }) => ({ voterId: memberId, day: first, workIds: [works[1] ?? ''] }))
  await contests.ballots(contestId, cast)
  const { lines, version, isHidden } = await world.call(author, 'contest.listStandings', { contestId })
  expect({ version, isHidden }).toEqual({ version: 0, isHidden: false })
  expect(lines.map(({ work, votes, score }) => ({ workId: work.workId, votes, score }))).toEqual([
    { workId: works[1], votes: { raw: 2, counted: 2 }, score: 1_000_000 },
    { workId: works[0], votes: { raw: 0, counted: 0 }, score: 0 },
  ])
  const { rules, canonical, hash } = await world.call(author, 'contest.getRules', { contestId })
  expect(JSON.parse(canonical)).toEqual(rules)
  expect(hash).toBe((await contestOf(contestId))?.rulesHash)
  const ending = await contests.contest('vote', { voteUntil: Date.now() + HOUR_MS })
  await contests.work(ending, author)
  const hidden = await world.call(author, 'contest.listStandings', { contestId: ending })
  expect(hidden).toEqual({ isHidden: true, version: 0, lines: [] })
})
