/** What the timeline's single page reads: WeChat tells no openid there. */
import { BOARD_ID, createWorld, newRequestId, present, type World } from '../../support/world'

let world: World
let postId: string
beforeAll(async () => {
  world = await createWorld()
  const input = {
    requestId: newRequestId(),
    boardId: BOARD_ID,
    text: '朋友圈里也看得到',
    photoIds: [],
    topicNames: ['可颂'],
  }
  postId = (await world.alice.call('post.createPost', input)).postId
})
afterAll(() => world.close())

const nobody = { openid: '' }
const read = (action: string, input: object) =>
  world.invoke(action.split('.')[0] ?? '', { action, input }, nobody)

test('ok: a post, its comments, its author and its feeds without an openid', async () => {
  const post = await world.bob.call('post.getPost', { postId })
  const topicId = present(post.post.topics[0]).topicId
  const asked: readonly (readonly [string, object])[] = [
    ['post.getPost', { postId }],
    ['post.listComments', { postId }],
    ['post.listFeed', { boardId: BOARD_ID }],
    ['post.listFeed', { topicId }],
    ['post.listFeed', { feed: 'following' }],
    ['post.getTopic', { topicId }],
    ['member.getMember', { memberId: world.alice.memberId }],
    ['post.listByMember', { memberId: world.alice.memberId }],
  ]
  for (const [action, input] of asked)
    expect([action, await read(action, input)]).toMatchObject([action, { ok: true }])
})

test('UNAUTHENTICATED: whatever more than reading is wanted', async () => {
  expect(await read('post.setLike', { postId, liked: true })).toMatchObject({
    error: { code: 'UNAUTHENTICATED' },
  })
})

test('NOT_FOUND: what others do not see, nobody sees either', async () => {
  world.emulator.openapi.script.text = { mode: 'down' }
  const input = { requestId: newRequestId(), boardId: BOARD_ID, text: '还没有检查过', photoIds: [] }
  const made = await world.alice.call('post.createPost', input)
  expect(made.state).toBe('checking')
  expect(await read('post.getPost', { postId: made.postId })).toMatchObject({ error: { code: 'NOT_FOUND' } })
})
