/** Nobody is left cold: who is called when, who is told of a first reply, and how long replies take. */
import { HOUR_MS, MINUTE_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { noticesOf } from '../../support/notices'
import { newId, publish, stored } from '../../support/situations'

let world: InProcessWorld
let notices: ReturnType<typeof noticesOf>
let butler: Caller
let author: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  notices = noticesOf(world)
  butler = await world.newcomer('Butler')
  author = await world.newcomer('Author')
  await notices.appoint(butler, 'butler')
})
afterAll(() => world.close())

const newPost = () => `pst_${newId()}`
const show = (postId: string, kind: 'newcomer' | 'question' | 'post', at: number) =>
  world.modules.noticeStore.forButler({ postId, authorId: author.memberId, kind, at })
/** Whether a reply is told of as the first one. */
async function reply(postId: string, memberId: string, at = Date.now(), replyId = `cmt_${newId()}`) {
  const told: boolean[] = []
  await world.modules.noticeStore.takeReply(postId, { replyId, authorId: memberId, at }, async (isFirst) => {
    told.push(isFirst)
  })
  return told[0]
}
const callsOf = async (postId: string) => {
  const { notices: found } = await notices.call(butler, 'notice.listNotices', { group: 'system', limit: 50 })
  return found.filter(({ subject }) => subject?.postId === postId).map(({ kind }) => kind)
}
const waiting = async () => (await notices.call(butler, 'notice.listNewcomers', {})).waiting

test('a newcomer’s first post reaches a butler at once, once', async () => {
  const postId = newPost()
  await Promise.all([show(postId, 'newcomer', Date.now()), show(postId, 'newcomer', Date.now())])
  expect(await callsOf(postId)).toEqual(['newcomer'])
  expect(await waiting()).toContainEqual(
    expect.objectContaining({
      postId,
      kind: 'newcomer',
      author: expect.objectContaining({ nickname: 'Author' }),
    }),
  )
  expect(await notices.run('notice.callButlers', Date.now() + HOUR_MS)).toBe(0)
})

test('a call that a crash left out is made up for', async () => {
  const postId = newPost()
  await show(postId, 'newcomer', Date.now())
  await notices.set('butler_tasks', postId, { told: false })
  await notices.run('notice.callButlers', Date.now() + MINUTE_MS)
  expect(await callsOf(postId)).toEqual(['newcomer'])
  expect(await stored(world.emulator.database, 'butler_tasks', postId)).toMatchObject({ told: true })
})

test('a question calls a butler after two hours without an answer, and no sooner', async () => {
  const [unanswered, answered] = [newPost(), newPost()]
  const at = Date.now()
  await show(unanswered, 'question', at)
  await show(answered, 'question', at)
  expect(await reply(answered, butler.memberId, at + MINUTE_MS)).toBe(true)
  await notices.run('notice.callButlers', at + 2 * HOUR_MS - 1)
  expect(await callsOf(unanswered)).toEqual([])
  expect((await waiting()).map(({ postId }) => postId)).not.toContain(unanswered)
  await notices.run('notice.callButlers', at + 2 * HOUR_MS)
  expect(await callsOf(unanswered)).toEqual(['unanswered'])
  expect(await callsOf(answered)).toEqual([])
})

test('the first reply is the first of somebody else, of all that come at once one', async () => {
  const postId = newPost()
  const at = Date.now()
  await show(postId, 'newcomer', at)
  expect(await reply(postId, author.memberId, at)).toBe(false)
  const outcomes = await Promise.all(
    [butler.memberId, 'mbr_another00', 'mbr_third0000'].map((memberId) => reply(postId, memberId, at)),
  )
  expect(outcomes.filter(Boolean)).toHaveLength(1)
  expect(await reply(postId, butler.memberId, at)).toBe(false)
  expect((await waiting()).map((each) => each.postId)).not.toContain(postId)
})

test('a post that nobody sees any more waits for nobody', async () => {
  const postId = newPost()
  await show(postId, 'question', Date.now())
  await world.modules.noticeStore.stopWaiting(postId)
  expect(await notices.run('notice.callButlers', Date.now() + 3 * HOUR_MS)).toBe(0)
  expect(await reply(postId, butler.memberId)).toBe(false)
})

test('the first reply is so however often it is told, and counts once', async () => {
  const postId = newPost()
  const at = Date.now()
  await show(postId, 'post', at)
  const { replied } = await notices.call(butler, 'notice.getReplyTimes', {})
  for (let n = 0; n < 2; n += 1) expect(await reply(postId, butler.memberId, at, 'cmt_told_again')).toBe(true)
  expect((await notices.call(butler, 'notice.getReplyTimes', {})).replied).toBe(replied + 1)
})

test('a call that is made again reaches the same butler, though it is another’s turn', async () => {
  const other = await world.newcomer('Other butler')
  await notices.appoint(other, 'butler')
  const postId = newPost()
  await show(postId, 'newcomer', Date.now())
  await notices.set('butler_tasks', postId, { told: false })
  await notices.run('notice.callButlers', Date.now() + MINUTE_MS)
  const query = { kind: 'newcomer', 'subject.postId': postId }
  expect(await world.emulator.database.find('notices', { query })).toHaveLength(1)
  await notices.appoint(other)
})

test('median and p90 of the reply times, by day and of all days', async () => {
  const before = await notices.call(butler, 'notice.getReplyTimes', {})
  const at = Date.now()
  for (const minutes of [4, 4, 4, 4, 4, 4, 4, 4, 4, 200]) {
    const postId = newPost()
    await show(postId, 'post', at)
    await reply(postId, butler.memberId, at + minutes * MINUTE_MS)
  }
  const after = await notices.call(butler, 'notice.getReplyTimes', {})
  expect(after.replied).toBe(before.replied + 10)
  expect(after.medianMs).toBeGreaterThan(MINUTE_MS)
  expect(after.medianMs).toBeLessThanOrEqual(7 * MINUTE_MS)
  expect(after.p90Ms).toBeGreaterThanOrEqual(after.medianMs ?? 0)
  expect(after.days.at(-1)).toMatchObject({ replied: after.replied })
})

test('FORBIDDEN: who answers no cases sees neither the queue nor the figures', async () => {
  for (const action of ['notice.listNewcomers', 'notice.getReplyTimes'] as const)
    await expect(notices.call(author, action, {})).rejects.toThrow('FORBIDDEN')
})

test('through a real post: a newcomer posts, a butler is called, replies, and the author is told it is the first', async () => {
  const newcomer = await world.newcomer('Fresh')
  const postId = await publish(world, newcomer, '第一次来，大家好')
  expect(await callsOf(postId)).toEqual(['newcomer'])
  const said = { requestId: newId(), postId, text: '欢迎你' }
  await notices.call(butler, 'post.createComment', said)
  const { notices: told } = await notices.call(newcomer, 'notice.listNotices', { group: 'comments' })
  expect(told).toMatchObject([{ kind: 'firstReply', subject: { postId }, from: [{ nickname: 'Butler' }] }])
  await notices.call(butler, 'post.createComment', { ...said, requestId: newId(), text: '再说一句' })
  const { notices: again } = await notices.call(newcomer, 'notice.listNotices', { group: 'comments' })
  expect(again.map(({ kind }) => kind)).toEqual(['comment', 'firstReply'])
})
