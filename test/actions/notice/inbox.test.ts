/** The inbox: told once, grouped, counted, paged, read; and put right after a crash. */
import { DAY_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { noticesOf, tomorrowNoon } from '../../support/notices'
import { newId, upTo } from '../../support/situations'

let world: InProcessWorld
let notices: ReturnType<typeof noticesOf>
let bob: Caller
let carol: Caller
beforeAll(async () => {
  world = await createInProcessWorld()
  notices = noticesOf(world)
  bob = await world.newcomer('Bob')
  carol = await world.newcomer('Carol')
})
afterAll(() => world.close())

const POST = 'pst_00000000000000001'
const COMMENT = 'cmt_00000000000000001'
/** Somebody whom nobody has told anything. */
const reader = () => world.newcomer(`Reader ${newId().slice(0, 4)}`)
const comment = (to: Caller, from: Caller, cause = newId()) => ({
  to: to.memberId,
  from: from.memberId,
  kind: 'comment' as const,
  subject: { postId: POST, commentId: COMMENT },
  cause,
  at: Date.now(),
  about: '我的可颂',
})
const like = (to: Caller, from: Caller, postId = POST) => ({
  ...comment(to, from, `like:${postId}:${from.memberId}`),
  kind: 'like' as const,
  subject: { postId },
})
const list = (
  caller: Caller,
  group: 'likes' | 'comments' | 'mentions' | 'system',
  cursor?: string,
  limit = 20,
) => notices.call(caller, 'notice.listNotices', { group, limit, ...(cursor === undefined ? {} : { cursor }) })
const unread = async (caller: Caller) => (await notices.call(caller, 'notice.getUnread', {})).unread

test('one deed is told once, however often it is told, and shows who did it as they are now', async () => {
  const alice = await reader()
  const told = comment(alice, bob)
  await Promise.all([notices.tell(told), notices.tell(told), notices.tell(told)])
  const { notices: found } = await list(alice, 'comments')
  expect(found).toMatchObject([
    {
      kind: 'comment',
      from: [{ memberId: bob.memberId, nickname: 'Bob' }],
      count: 1,
      subject: { postId: POST, commentId: COMMENT },
      about: '我的可颂',
      unread: true,
    },
  ])
  expect(await unread(alice)).toMatchObject({ comments: 1, total: 1 })
})

test('nobody is told of their own deed', async () => {
  const alice = await reader()
  await notices.tell(comment(alice, alice))
  expect((await list(alice, 'comments')).notices).toEqual([])
  expect(await unread(alice)).toMatchObject({ total: 0 })
})

test('the likes of a post are one notice: a count, the last three who liked; liking again adds nothing', async () => {
  const alice = await reader()
  const fans = await Promise.all(upTo(5).map((n) => world.newcomer(`Fan ${n}`)))
  for (const fan of fans) await notices.tell(like(alice, fan))
  await notices.tell(like(alice, bob, 'pst_00000000000000002'))
  const [first] = fans
  if (first) await notices.tell(like(alice, first))
  const { notices: found } = await list(alice, 'likes')
  expect(found.map(({ count, from }) => [count, from.map(({ nickname }) => nickname)])).toEqual([
    [1, ['Bob']],
    [5, ['Fan 4', 'Fan 3', 'Fan 2']],
  ])
  expect(await unread(alice)).toMatchObject({ likes: 6 })
})

test('likes that come at once are all counted', async () => {
  const alice = await reader()
  const fans = await Promise.all(upTo(12).map((n) => world.newcomer(`Rush ${n}`)))
  await Promise.all(fans.map((fan) => notices.tell(like(alice, fan))))
  expect((await list(alice, 'likes')).notices).toMatchObject([{ count: 12 }])
  expect(await unread(alice)).toMatchObject({ likes: 12, total: 12 })
})

test('a follower stands in the last list and is counted by itself too', async () => {
  const alice = await reader()
  await notices.tell({
    to: alice.memberId,
    from: bob.memberId,
    kind: 'follow',
    cause: newId(),
    at: Date.now(),
  })
  expect((await list(alice, 'system')).notices).toMatchObject([
    { kind: 'follow', from: [{ nickname: 'Bob' }] },
  ])
  expect(await unread(alice)).toMatchObject({ system: 1, follows: 1, total: 1 })
})

test('pages go on where they ended, the latest first, whatever comes meanwhile', async () => {
  const alice = await reader()
  for (const n of upTo(5)) await notices.tell(comment(alice, bob, `page:${n}:${newId()}`))
  const first = await list(alice, 'comments', undefined, 2)
  await notices.tell(comment(alice, carol))
  const second = await list(alice, 'comments', first.nextCursor, 2)
  const third = await list(alice, 'comments', second.nextCursor, 2)
  const seen = [first, second, third].flatMap((page) => page.notices.map(({ noticeId }) => noticeId))
  expect(new Set(seen).size).toBe(5)
  expect(third.nextCursor).toBeUndefined()
})

test('INVALID_INPUT: a cursor of another list or of somebody else', async () => {
  const alice = await reader()
  for (const n of upTo(2)) await notices.tell(comment(alice, bob, `cursor:${n}:${newId()}`))
  const { nextCursor } = await list(alice, 'comments', undefined, 1)
  await expect(list(alice, 'mentions', nextCursor)).rejects.toThrow('INVALID_INPUT')
  await expect(list(bob, 'comments', nextCursor)).rejects.toThrow('INVALID_INPUT')
})

test('a list that was read counts nothing and marks nothing, until something comes', async () => {
  const alice = await reader()
  await notices.tell(comment(alice, bob), like(alice, bob))
  const { unread: after } = await notices.call(alice, 'notice.markRead', { group: 'comments' })
  expect(after).toMatchObject({ comments: 0, likes: 1 })
  await notices.call(alice, 'notice.markRead', {})
  expect(await unread(alice)).toMatchObject({ total: 0 })
  expect((await list(alice, 'comments')).notices).toMatchObject([{ unread: false }])
  await notices.tell(comment(alice, carol))
  expect((await list(alice, 'comments')).notices).toMatchObject([{ unread: true }, { unread: false }])
  expect(await unread(alice)).toMatchObject({ comments: 1 })
})

test('somebody who has left is not named', async () => {
  const [alice, leaver] = [await reader(), await world.newcomer('Leaver')]
  await notices.tell(comment(alice, leaver))
  await notices.set('members', leaver.memberId, { standing: 'deleted' })
  expect((await list(alice, 'comments')).notices).toMatchObject([{ from: [], count: 1 }])
})

test('counters that a crash left wrong are put right; a second run repairs nothing', async () => {
  const alice = await reader()
  await notices.tell(comment(alice, bob), like(alice, bob))
  await notices.set('notice_inboxes', alice.memberId, { comments: 7, likes: 0, system: -1 })
  const [noticed] = (await list(alice, 'likes')).notices
  await notices.set('notices', String(noticed?.noticeId), { count: 40 })
  const at = tomorrowNoon()
  expect(await notices.run('notice.reconcileUnread', at)).toBeGreaterThan(0)
  expect(await notices.run('notice.reconcileLikes', at)).toBe(1)
  expect(await unread(alice)).toMatchObject({ comments: 1, likes: 1, system: 0, total: 2 })
  expect((await list(alice, 'likes')).notices).toMatchObject([{ count: 1 }])
  expect(await notices.run('notice.reconcileUnread', at)).toBe(0)
  expect(await notices.run('notice.reconcileLikes', at)).toBe(0)
})

test('what is older than three months is forgotten, also its likes', async () => {
  const alice = await reader()
  await notices.tell(comment(alice, bob), like(alice, bob))
  const keep = Date.now() + 89 * DAY_MS
  const forget = Date.now() + 91 * DAY_MS
  expect(await notices.run('notice.forgetNotices', keep)).toBe(0)
  expect(await notices.run('notice.forgetNotices', forget)).toBeGreaterThan(0)
  expect(await notices.run('notice.forgetLikes', forget)).toBeGreaterThan(0)
  expect(await notices.run('notice.forgetMessages', forget)).toBeGreaterThan(0)
  expect((await list(alice, 'comments')).notices).toEqual([])
})
