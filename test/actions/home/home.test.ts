/** home.getCommunity, home.reportClientError. */
import { DEFAULT_BOARDS } from '../../../cloudfunctions/post/boards'
import { createWorld, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('home.getCommunity', () => {
  test('ok: who I am, the boards in their order, the first page of the feed', async () => {
    const postId = await world.alice.publish('第一篇')
    const community = await world.alice.call('home.getCommunity', {})
    expect(community.member).toMatchObject({ memberId: world.alice.memberId, nickname: 'Alice' })
    expect(community.boards.map((board) => board.boardId)).toEqual(DEFAULT_BOARDS.map((board) => board._id))
    expect(community.feed).toEqual(await world.alice.call('post.listFeed', {}))
    expect(community.feed.posts.map((post) => post.postId)).toContain(postId)
  })

  test('ok: a guest sees the community and is nobody yet', async () => {
    expect((await world.stranger().call('home.getCommunity', {})).member).toBeUndefined()
  })

  test('ok: its cursor goes on in post.listFeed', async () => {
    await world.bob.publish('第二篇')
    const { feed } = await world.bob.call('home.getCommunity', { limit: 1 })
    const next = await world.bob.call('post.listFeed', { limit: 1, cursor: feed.nextCursor })
    expect(next.posts[0]?.postId).not.toBe(feed.posts[0]?.postId)
  })

  test('INVALID_INPUT: 51 a page, a cursor', async () => {
    expect(await world.bob.refusal('home.getCommunity', { limit: 51 })).toBe('INVALID_INPUT')
    expect(await world.bob.refusal('home.getCommunity', { cursor: 'x' })).toBe('INVALID_INPUT')
  })
})

describe('home.reportClientError', () => {
  test('ok: one line in the log, with the request that failed, and nothing else', async () => {
    const report = {
      message: 'x is undefined',
      page: 'pages/home',
      action: 'post.listFeed',
      requestId: 'req-of-the-call',
    }
    expect(await world.alice.call('home.reportClientError', report)).toEqual({})
    const { logs, cost } = world.lastRecord()
    const lines = logs.map((line): unknown => JSON.parse(line))
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatchObject({ level: 'client-error', report })
    expect(cost.written).toBe(0)
  })

  test('INVALID_INPUT: more than anybody would read', async () => {
    const report = { message: 'x'.repeat(2001) }
    expect(await world.alice.refusal('home.reportClientError', report)).toBe('INVALID_INPUT')
  })
})
