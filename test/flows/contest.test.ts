/**
 * The story of a contest: announced, entered, voted on by friends and by a farm, counted, appealed, paid, and checked by
 * somebody who trusts nobody.
 */
import { createHash } from 'node:crypto'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/limits'
import { verifyBundle } from '../../scripts/verify-contest'
import { tickAfter } from '../support/jobs'
import { jpegPhoto } from '../support/photos'
import { createWorld, newRequestId, type Person, present, type World } from '../support/world'

/** The first midnight of the story, in Asia/Shanghai. */
const MIDNIGHT = Date.UTC(2027, 2, 9, 16)
const at = (day: number, hour = 0) => MIDNIGHT + (day - 1) * DAY_MS + hour * HOUR_MS
const PLAN = {
  title: '晨光大赛',
  theme: '早上的第一炉，和第一缕光。',
  submitFrom: at(5),
  submitUntil: at(6),
  voteFrom: at(7),
  voteUntil: at(10),
  scoring: 'votes' as const,
  jurorIds: [],
  prizes: [
    { name: '金烤箱', from: 1, to: 1, points: 300 },
    { name: '银烤箱', from: 2, to: 2, points: 100 },
  ],
}
const VOTE_DAYS = ['2027-03-16', '2027-03-17', '2027-03-18'] as const
const BOTS = 30
/** In so many minutes the jobs have done whatever an instant has made due. */
const MINUTES = 6

let world: World
let operator: Person
let [bob, carol, dora, faye]: Person[] = []
const regulars: Person[] = []
const bots: Person[] = []
let contestId = ''
const works = new Map<string, string>()

const workOf = (author: Person | undefined) => present(works.get(present(author).openid))
const on = (day: number, hour = 0) => world.emulator.clock.set(at(day, hour))
async function minutesPass(): Promise<void> {
  for (let minute = 0; minute < MINUTES; minute += 1) await tickAfter(world, MINUTE_MS)
}
const votesOf = async (workId: string) => {
  const { work } = await operator.call('contest.getWork', { workId })
  return work.votes
}
async function invited(nickname: string, inviterId: string): Promise<Person> {
  const guest = world.stranger()
  const arrival = { inviterId, page: 'packages/contest/work' }
  const { member } = await guest.call('member.join', { requestId: newRequestId(), nickname, arrival })
  return { ...guest, memberId: member.memberId }
}

beforeAll(async () => {
  world = await createWorld()
  await on(1, 10)
  operator = await world.newcomer('Operator')
  await world.emulator.database.modify('members', {
    query: { _id: operator.memberId },
    data: { $set: { roles: ['operator'] } },
    multi: false,
    merge: true,
    upsert: false,
  })
  bob = await world.newcomer('Bob')
  carol = await world.newcomer('Carol')
  dora = await world.newcomer('Dora')
  for (let n = 0; n < 4; n += 1) regulars.push(await world.newcomer(`Regular ${n}`))
})
afterAll(() => world.close())

test('announced, its rules are frozen under a hash that anybody can make again', async () => {
  const saved = await operator.call('contest.savePlan', { requestId: newRequestId(), plan: PLAN })
  contestId = saved.contest.contestId
  const { hash } = await operator.call('contest.announce', { contestId })
  const { canonical, rules } = await world.stranger().call('contest.getRules', { contestId })
  expect(createHash('sha256').update(canonical).digest('hex')).toBe(hash)
  expect(rules).toMatchObject(PLAN)
  const changed = { requestId: newRequestId(), contestId, plan: { ...PLAN, voteUntil: at(11) } }
  expect(await operator.refusal('contest.savePlan', changed)).toBe('RULES_FROZEN')
})

test('members enter works, which take part once the platform has seen them', async () => {
  await on(5, 9)
  for (const [place, author] of [bob, carol, dora].entries()) {
    const person = present(author)
    const photoId = await person.upload(await jpegPhoto(20 + place * 120))
    const wish = { contestId, title: `作品 ${place}`, words: '今早出炉', licence: 'community' as const }
    const photo = { from: 'album' as const, photoId }
    const { work } = await person.call('contest.enterWork', { requestId: newRequestId(), ...wish, photo })
    works.set(person.openid, work.workId)
  }
  await world.settled()
  await minutesPass()
  const { contest, works: shown } = await present(bob).call('contest.getContest', { contestId })
  expect(contest.phase).toBe('submit')
  expect(shown.map(({ workId }) => workId).sort()).toEqual([...works.values()].sort())
})

test('a friend who came by a card votes, and their vote counts when they are back the next day', async () => {
  await on(7, 9)
  await minutesPass()
  const [day, next] = VOTE_DAYS
  for (const voter of regulars)
    await voter.call('contest.castVote', { workId: workOf(bob), day, voted: true })
  faye = await invited('Faye', present(bob).memberId)
  const cast = await faye.call('contest.castVote', { workId: workOf(bob), day, voted: true })
  expect(cast).toMatchObject({ newcomer: 'waiting', ballot: { left: 2 } })
  expect(await votesOf(workOf(bob))).toEqual({ raw: 5, counted: 4 })
  await on(8, 9)
  const late = { workId: workOf(bob), day, voted: false }
  expect(await faye.refusal('contest.castVote', late)).toBe('DAY_OVER')
  const { newcomer, ballot } = await faye.call('contest.openBallot', { contestId })
  expect([newcomer, ballot.day]).toEqual(['returned', next])
  expect(await votesOf(workOf(bob))).toEqual({ raw: 5, counted: 5 })
})

test('a farm votes for another work, and comes back too', async () => {
  for (let n = 0; n < BOTS; n += 1) bots.push(await invited(`Bot ${n}`, present(carol).memberId))
  for (const bot of bots)
    await bot.call('contest.castVote', { workId: workOf(carol), day: VOTE_DAYS[1], voted: true })
  await on(9, 9)
  for (const bot of bots) await bot.call('contest.openBallot', { contestId })
  await minutesPass()
  const { contest } = await present(bob).call('contest.getContest', { contestId })
  expect(contest.isHidden).toBe(true)
})

test('every ballot has a receipt that leads to the root of its day', async () => {
  const voter = present(faye)
  const { receipt } = await voter.call('contest.getReceipt', { contestId, day: VOTE_DAYS[0] })
  const { anchors } = await world.stranger().call('contest.getProof', { contestId })
  expect(receipt.root).toBe(anchors.find(({ day }) => day === VOTE_DAYS[0])?.root)
  expect(receipt.leaf).toContain(workOf(bob))
  const { ballots } = await voter.call('contest.listMyBallots', { contestId })
  expect(ballots.at(-1)).toMatchObject({ isAnchored: true, votes: [{ status: 'counted' }] })
})

test('at the close the farm is under review, and an appeal is decided', async () => {
  await on(10, 9)
  await minutesPass()
  const { underReview, versions } = await present(carol).call('contest.getProof', { contestId })
  expect(versions.map(({ why }) => why)).toEqual(['closed'])
  expect(underReview.votes).toBe(BOTS)
  const { lines } = await present(carol).call('contest.listStandings', { contestId })
  expect(lines.slice(0, 2).map(({ work, votes }) => [work.workId, votes])).toEqual([
    [workOf(bob), { raw: 5, counted: 5 }],
    [expect.any(String), { raw: expect.any(Number), counted: 0 }],
  ])
  const words = '这些都是真的朋友'
  const wish = { requestId: newRequestId(), contestId, kind: 'votes' as const, workId: workOf(carol), words }
  const { appeal } = await present(carol).call('contest.appeal', wish)
  const decision = {
    appealId: appeal.appealId,
    granted: false,
    reason: '三十个账号同一分钟加入，只投过这一票',
  }
  await operator.call('contest.decideAppeal', decision)
  const { appeals } = await present(carol).call('contest.listMyAppeals', { contestId })
  expect(appeals).toMatchObject([{ state: 'refused', reason: decision.reason }])
})

test('final, the prizes are paid once, and whoever took part is told', async () => {
  await on(12, 9)
  await minutesPass()
  await minutesPass()
  const { winners } = await world.stranger().call('contest.listWinners', { contestId })
  expect(winners[0]).toMatchObject({ rank: 1, isPaid: true, work: { workId: workOf(bob) } })
  const { lines } = await present(bob).call('points.listStatement', {})
  const causes = lines.filter(({ change }) => change.available > 0).map(({ cause }) => cause)
  expect(causes.filter((cause) => cause === 'prize')).toHaveLength(1)
  expect(causes.filter((cause) => cause === 'contest')).toHaveLength(1)
  const { notices } = await present(bob).call('notice.listNotices', { group: 'system' })
  expect(notices.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['votingOpens', 'prizeWon']))
})

test('anybody can download the bundle and check the count, and a changed byte is found', async () => {
  const { bundle } = await world.stranger().call('contest.getProof', { contestId })
  const { url, hash, bytes } = present(bundle)
  const text = Buffer.from(await (await fetch(url)).arrayBuffer())
  expect(text.length).toBe(bytes)
  const verified = verifyBundle(text)
  expect(verified).toMatchObject({ seal: hash, works: 3, quarantined: BOTS })
  expect(verified.winners[0]).toMatchObject({ rank: 1, workId: workOf(bob) })
  const changed = Buffer.from(text)
  changed.writeUInt8(changed.readUInt8(bytes >> 1) ^ 1, bytes >> 1)
  expect(() => verifyBundle(changed)).toThrow()
})
