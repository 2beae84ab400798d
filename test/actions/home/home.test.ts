/** home.getCommunity, home.reportClientError; home.search is in post/search. */
import { DEFAULT_BOARDS } from '../../../cloudfunctions/post/boards'
import type { Input } from '../../../contract/index'
import { DAY_MS } from '../../../contract/limits'
import { tickAfter } from '../../support/jobs'
import { BOARD_ID, createWorld, newRequestId, type Person, present, type World } from '../../support/world'

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

describe('home.getCommunity today', () => {
  const publish = (author: Person, more: Partial<Input<'post.createPost'>>) => {
    const wish = { requestId: newRequestId(), boardId: BOARD_ID, text: '今天聊什么', photoIds: [] }
    return author.call('post.createPost', { ...wish, ...more })
  }

  test('ok: the boards of my interests first, and whom I might follow until I follow anybody', async () => {
    const newcomer = await world.newcomer('Newcomer')
    const last = present(DEFAULT_BOARDS.at(-1))._id
    await world.alice.call('member.saveSurvey', {
      requestId: newRequestId(),
      reasons: ['learn'],
      needs: [],
      skillTier: 'expert',
      interests: [last],
    })
    const answers = { reasons: [], needs: [], skillTier: 'beginner' as const, interests: [last] }
    await newcomer.call('member.saveSurvey', { requestId: newRequestId(), ...answers })
    const first = await newcomer.call('home.getCommunity', {})
    expect(first.boards.map((board) => board.boardId)).toEqual([
      last,
      ...DEFAULT_BOARDS.map((board) => board._id).filter((boardId) => boardId !== last),
    ])
    expect(present(first.suggestedMembers).map((member) => member.memberId)[0]).toBe(world.alice.memberId)
    await newcomer.call('member.setFollow', { memberId: world.alice.memberId, followed: true })
    expect((await newcomer.call('home.getCommunity', {})).suggestedMembers).toBeUndefined()
    await tickAfter(world)
    const { feed } = await newcomer.call('home.getCommunity', { feed: 'following' })
    expect(feed).toEqual(await newcomer.call('post.listFeed', { feed: 'following' }))
    expect(feed.posts.length).toBeGreaterThan(0)
    expect((await world.stranger().call('home.getCommunity', {})).suggestedMembers).toBeUndefined()
  })

  test('ok: what others did that I have not read, until I have', async () => {
    const { postId } = await publish(world.carol, { text: '有人在吗' })
    await world.bob.call('post.setLike', { postId, liked: true })
    await world.bob.call('post.createComment', { requestId: newRequestId(), postId, text: '在的' })
    const { today, unread } = await world.carol.call('home.getCommunity', {})
    expect(today.news).toMatchObject({ likes: 1, mentions: 0, follows: 0 })
    expect(unread).toBe(present(today.news).likes + present(today.news).comments)
    await world.carol.call('notice.markRead', {})
    const read = await world.carol.call('home.getCommunity', {})
    expect([read.today.news, read.unread]).toEqual([undefined, 0])
    expect(await world.stranger().call('home.getCommunity', {})).toMatchObject({ today: {}, unread: 0 })
  })

  test('ok: the topic that was talked about most yesterday, or the one that operators have picked', async () => {
    for (const topicNames of [['酸面包'], ['酸面包'], ['小饼干']]) await publish(world.bob, { topicNames })
    await tickAfter(world, DAY_MS)
    expect((await freshly()).today.topic).toMatchObject({ name: '酸面包', postCount: 2 })
    const { topics } = await world.bob.call('post.suggestTopics', { text: '小饼干' })
    const values = { topicId: present(topics[0]).topicId }
    const config = { _id: 'home', schemaVersion: 1, version: 1, flags: {}, killSwitches: [], rateLimits: [] }
    const saved = { ...config, values, savedBy: world.carol.memberId, savedAt: 0 }
    await world.emulator.database.importDocuments('configs', [saved])
    expect((await freshly()).today.topic).toMatchObject({ name: '小饼干', postCount: 1 })
  })

  /** As an instance sees it that remembers nothing. */
  function freshly() {
    world.emulator.functions.reload('home')
    return world.bob.call('home.getCommunity', {})
  }
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
