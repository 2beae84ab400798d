/**
 * From the last vote to the last prize: days are anchored, the log is counted, the result sealed and paid.
 * contest.getProof, contest.getReceipt, contest.getRules, contest.listStandings, contest.listWinners.
 */
import type { ContestDocument } from '../../../cloudfunctions/contest/collections'
import { CONTEST_NOTICE_MS, MINUTE_MS } from '../../../contract/limits'
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
