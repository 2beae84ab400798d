/** Contests on one's own phone: looking, voting, entering, and checking what came of it. */
import { DAY_MS, VOTES_PER_DAY } from '../../contract/limits'
import { keepPhoto, StagedContests } from '../support/contest-documents'
import { setFields, storedDocument } from '../support/documents'
import { tickAfter } from '../support/jobs'
import { jpegPhoto } from '../support/photos'
import type { MiniProgram } from '../support/weapp/mini-program'
import { givePhones } from '../support/weapp/phones'
import { createWorld, type Person, present, type World } from '../support/world'

let world: World
let contests: StagedContests
/** Members for long: no newcomers to any vote. */
let ann: Person
let ben: Person
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  world.emulator.openapi.script.media = { mode: 'pass' }
  contests = new StagedContests(world, await keepPhoto(world))
  ;[ann, ben] = [await longMember('安安'), await longMember('小本')]
}, 60_000)
afterAll(() => world.close())

async function longMember(nickname: string): Promise<Person> {
  const person = await world.newcomer(nickname)
  await contests.setJoined(person, Date.now() - 100 * DAY_MS)
  return person
}

async function opened(person: Person, url: string): Promise<MiniProgram> {
  const { mp } = phone(person)
  await mp.launch(url)
  return mp
}

const page = (name: string, contestId: string) => `/packages/contest/${name}?contestId=${contestId}`
const workPage = (workId: string) => `/packages/contest/work?workId=${workId}`
const works = (contestId: string, count: number, author = ben) =>
  Array.from({ length: count }).reduce<Promise<string[]>>(
    async (before) => [...(await before), await contests.work(contestId, author)],
    Promise.resolve([]),
  )
const ballotOf = async (person: Person, contestId: string) =>
  present((await person.call('contest.getContest', { contestId })).contest.mine?.ballot)
const toastOf = (mp: MiniProgram) => mp.calls('showToast').at(-1)?.options

test('a heart is a vote, three are a ballot, a fourth is said, and one taken back is free again', async () => {
  const contestId = await contests.contest('vote')
  const [first = '', second = '', third = '', fourth = ''] = await works(contestId, VOTES_PER_DAY + 1)
  const mp = await opened(ann, page('index', contestId))
  expect(mp.text('#contest-stands')).toMatch(/^投票到 /)
  expect(mp.text('#ballot-left')).toBe('今天还能投 3 个')
  for (const workId of [first, second, third]) await mp.tap(`#vote-${workId}`)
  expect(mp.text('#ballot-left')).toBe('今天的三票都投了，零点之前都能换')
  expect(mp.find(`#pick-${second}`)).toBeDefined()
  await mp.tap(`#vote-${fourth}`)
  expect(toastOf(mp)).toMatchObject({ title: '今天的三票都投了，收回一票就能换' })
  await mp.tap(`#vote-${second}`)
  await mp.tap(`#vote-${fourth}`)
  expect((await ballotOf(ann, contestId)).workIds.sort()).toEqual([first, third, fourth].sort())
  expect(mp.calls('vibrateShort')).toHaveLength(VOTES_PER_DAY + 1)
  await mp.tap(`#work-${third}`)
  expect(mp.text('#work-vote')).toBe('已投，点一下收回')
  await mp.tap('#work-vote')
  expect(mp.text('#work-left')).toBe('今天还能投 1 个')
})

test('nobody votes for a work of their own, nor after the close: the heart is not there', async () => {
  const contestId = await contests.contest('vote')
  const [workId = ''] = await works(contestId, 1)
  const mp = await opened(ben, page('index', contestId))
  expect(mp.find(`#vote-${workId}`)).toBeUndefined()
  const over = await contests.contest('notice')
  const [old = ''] = await works(over, 1)
  const later = await opened(ann, workPage(old))
  expect(later.find('#work-vote')).toBeUndefined()
})

test('a vote that did not get through is taken back with a sentence', async () => {
  const contestId = await contests.contest('vote')
  const [workId = ''] = await works(contestId, 1)
  const mp = await opened(ann, workPage(workId))
  await setFields(world, 'works', workId, { state: 'disqualified' })
  await mp.tap('#work-vote')
  expect(mp.text('#work-vote')).toBe('投一票')
  expect(toastOf(mp)).toMatchObject({ title: '它已经不在了' })
})

test('somebody who came by a code joins by two taps and a name, and the vote is made', async () => {
  const contestId = await contests.contest('vote')
  const [workId = ''] = await works(contestId, 1)
  const guest = world.stranger()
  const mp = await opened(guest, `/packages/contest/work?scene=${workId}`)
  await mp.tap('#work-vote')
  expect(mp.stack().at(-1)).toBe('packages/member/join')
  await mp.input('#nickname', '扫码来的')
  await mp.tap('#profile-submit')
  expect(mp.stack().at(-1)).toBe('packages/contest/work')
  expect(mp.text('#work-vote')).toBe('已投，点一下收回')
  expect(mp.text('#work-left')).toBe('明天再来一次，你今天的票就会计入')
  expect((await ballotOf(guest, contestId)).workIds).toEqual([workId])
})

test('a newcomer who comes back only has to open the contest', async () => {
  const contestId = await contests.contest('vote')
  const [workId = ''] = await works(contestId, 1)
  const friend = await world.newcomer('新朋友')
  const [before = ''] = await contests.days(contestId)
  const voter = { voterId: friend.memberId, openid: friend.openid, isNewcomer: true }
  await contests.ballots(contestId, [{ ...voter, day: before, workIds: [workId] }])
  const standing = async () => (await friend.call('contest.getContest', { contestId })).contest.mine?.newcomer
  expect(await standing()).toBe('waiting')
  await opened(friend, page('index', contestId))
  expect(await standing()).toBe('returned')
})

test('a photo of a post is entered, is seen by its author, and can be withdrawn', async () => {
  const contestId = await contests.contest('submit')
  const postId = await ann.publish('今早的吐司', [await ann.upload(await jpegPhoto(10))])
  await world.settled()
  const mp = await opened(ann, page('index', contestId))
  expect(mp.text('#contest-primary')).toBe('投稿')
  await mp.tap('#contest-primary')
  await mp.tap('#enter-send')
  expect(mp.text('#enter-refusal')).toBe('先选一张照片')
  await mp.tap('#enter-source-post')
  await mp.tap(`#own-post-${postId}`)
  await mp.input('#enter-title', '晨光')
  await mp.tap('#enter-licence-community')
  await mp.tap('#enter-send')
  expect(mp.find('#enter-done')).toBeDefined()
  const [work] = (await ann.call('contest.listMyWorks', {})).works
  expect(work).toMatchObject({ title: '晨光', licence: 'community', lineage: { from: 'post', postId } })
  await mp.tap('#enter-work')
  expect(mp.text('#own-state')).not.toBe('')
  expect(mp.find('#work-post')).toBeDefined()
  await mp.tap('#own-withdraw')
  await mp.tap('#confirm-yes')
  expect(mp.text('#own-state')).toBe('已退出')
  const mine = await opened(ann, '/packages/contest/mine')
  expect(mine.text(`#my-work-${work?.workId}`)).toContain('已退出')
})

test('who may not enter is told why and from when', async () => {
  const contestId = await contests.contest('submit')
  const mp = await opened(await world.newcomer('刚来的'), page('index', contestId))
  expect(mp.text('#contest-bar')).toMatch(/^加入满三天就能投稿，.+ 以后再来$/)
  const form = await opened(await world.newcomer('也刚来'), page('enter', contestId))
  expect(form.text('#enter-bar')).toMatch(/^加入满三天就能投稿/)
})

test('a ballot of a day that is over has a receipt, and the phone itself finds it true', async () => {
  const contestId = await contests.contest('vote')
  const [workId = ''] = await works(contestId, 1)
  const [day = ''] = await contests.days(contestId)
  const others = [ben, world.carol].map(({ memberId }) => ({ voterId: memberId, day, workIds: [workId] }))
  await contests.ballots(contestId, [
    { voterId: ann.memberId, openid: ann.openid, day, workIds: [workId] },
    ...others,
  ])
  await tickAfter(world)
  await tickAfter(world)
  const mp = await opened(ann, page('ballots', contestId))
  expect(mp.text(`#vote-of-${day}-${workId}`)).toContain('已计入')
  await mp.tap(`#receipt-${day}`)
  expect(mp.text(`#receipt-said-${day}`)).toBe('本机已核对：这张票在当天封存的名单里')
  const [anchor] = (await ann.call('contest.getProof', { contestId })).anchors
  expect(mp.text(`#receipt-root-${day}`)).toContain(present(anchor).root)
  const proof = await opened(ann, page('proof', contestId))
  expect(proof.text(`#anchor-${day}`)).toContain('3 张选票')
  expect(proof.text('#proof')).toContain('一个账号背后是不是只有一个人')
})

test('standings are bars with what counts and what was cast; on the last day they are hidden', async () => {
  const contestId = await contests.contest('vote')
  const [first = '', second = ''] = await works(contestId, 2)
  const [day = ''] = await contests.days(contestId)
  await contests.ballots(contestId, [
    { voterId: ann.memberId, day, workIds: [first, second] },
    { voterId: world.carol.memberId, day, workIds: [first], isNewcomer: true },
    { voterId: world.bob.memberId, day, workIds: [first] },
  ])
  const mp = await opened(ann, page('standings', contestId))
  expect(mp.text('#line-1')).toContain('2 票计入，共投出 3 票')
  const { plan } = (await storedDocument(world, 'contests', contestId)) as { plan?: object }
  const voteUntil = Date.now() + DAY_MS / 2
  await setFields(world, 'contests', contestId, { plan: { ...plan, voteUntil } })
  const hidden = await opened(ann, page('standings', contestId))
  expect(hidden.find('#standings-hidden')).toBeDefined()
  expect((await opened(ann, page('index', contestId))).find('#contest-hidden')).toBeDefined()
})

test('rules are read in plain words, with the fingerprint of the text they are said from', async () => {
  const contestId = await contests.contest('announced')
  const mp = await opened(ann, page('rules', contestId))
  expect(mp.text('#rules')).toContain('每个成员每天一张选票，投 3 件不同的作品')
  const { hash, canonical } = await ann.call('contest.getRules', { contestId })
  expect(mp.text('#rules-hash')).toContain(hash)
  await mp.tap('#rules-copy')
  expect(mp.calls('setClipboardData').at(-1)).toMatchObject({ options: { data: canonical } })
})

test('a juror scores one work after the other without authors and votes; nobody else does', async () => {
  const jurorIds = [ann, ben, world.bob].map(({ memberId }) => memberId)
  const contestId = await contests.contest('vote', { scoring: 'votesAndJury', jurorIds })
  await works(contestId, 2, world.carol)
  const mp = await opened(ann, page('index', contestId))
  await mp.tap('#contest-jury')
  expect(mp.text('#jury-said')).toBe('已打 0 / 2 件')
  expect(mp.text('#jury')).not.toMatch(/\d 票|A \d/)
  await mp.tap('#jury-score-8')
  await mp.tap('#jury-score-10')
  expect(mp.text('#jury-said')).toBe('已打 2 / 2 件')
  const guest = await opened(world.carol, page('jury', contestId))
  expect(guest.find('#jury-not')).toBeDefined()
})

test('during the public notice one appeals against what became of a work, and sees it waiting', async () => {
  const contestId = await contests.contest('notice')
  const refused = { state: 'disqualified', reason: 'offTheme' } as const
  const workId = await contests.work(contestId, ann, refused)
  const mp = await opened(ann, workPage(workId))
  expect(mp.text('#own-state')).toBe('没有通过 · 和主题不符')
  await mp.tap('#own-appeal')
  await mp.tap('#appeal-send')
  expect(mp.text('#appeal-words-refusal')).toBe('先写上理由')
  await mp.input('#appeal-words', '主题里写了第一炉，这就是第一炉。')
  await mp.tap('#appeal-send')
  expect(mp.text('#appeals')).toContain('作品没有通过 · 等待处理')
  const [appeal] = (await ann.call('contest.listMyAppeals', { contestId })).appeals
  expect(appeal).toMatchObject({ kind: 'disqualified', workId, state: 'open' })
})

test('contests stand on the activity tab, in their list, and on today’s strip', async () => {
  const contestId = await contests.contest('vote', { title: '今日之赛' })
  // What first screens show of contests is remembered for half a minute by each instance.
  await tickAfter(world)
  const mp = await opened(ann, '/pages/activity/index')
  await mp.waitFor(() => mp.find('#activity-contests') !== undefined, 'the contests')
  await mp.tap('#contests-all')
  expect(mp.text(`#contest-${contestId}`)).toContain('今日之赛')
  await mp.tap(`#contest-${contestId}`)
  expect(mp.find('#gallery-empty')).toBeDefined()
})

test('what does not exist is said, and so is that there is nothing yet', async () => {
  const none = 'cst_00000000'
  expect((await opened(ann, page('index', none))).find('#contest-gone')).toBeDefined()
  expect((await opened(ann, workPage('wrk_00000000'))).find('#work-gone')).toBeDefined()
  const contestId = await contests.contest('submit')
  expect((await opened(ann, page('winners', contestId))).find('#winners-empty')).toBeDefined()
  expect((await opened(ann, page('standings', contestId))).find('#standings-empty')).toBeDefined()
  expect((await opened(ben, page('ballots', contestId))).find('#ballots-empty')).toBeDefined()
  expect((await opened(ben, page('appeal', contestId))).find('#appeal-closed')).toBeDefined()
  expect((await opened(world.bob, '/packages/contest/mine')).find('#my-works-empty')).toBeDefined()
})

// The clock of the world goes on by a day: nothing may come after this.
test('a vote that was meant for yesterday is cast on the new day by itself', async () => {
  const contestId = await contests.contest('vote')
  const [first = '', second = ''] = await works(contestId, 2)
  const mp = await opened(ann, page('index', contestId))
  await mp.tap(`#vote-${first}`)
  const yesterday = (await ballotOf(ann, contestId)).day
  await world.emulator.clock.set(world.emulator.clock.now() + DAY_MS)
  await mp.tap(`#vote-${second}`)
  const ballot = await ballotOf(ann, contestId)
  expect(ballot.day > yesterday).toBe(true)
  expect(ballot.workIds).toEqual([second])
  expect(toastOf(mp)).toMatchObject({ title: '过了零点，这一票投在今天' })
  expect(mp.text('#ballot-left')).toBe('今天还能投 2 个')
})
