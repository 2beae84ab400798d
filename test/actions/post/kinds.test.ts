/** Every kind of post with what it brings along: polls, debates, chains, questions, order shows. */
import { DAY_MS, HOUR_MS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { jpegPhoto } from '../../support/photos'
import { liftRateLimits } from '../../support/rate-limits'
import { BOARD_ID, createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
let photoId: string
beforeAll(async () => {
  world = await createWorld()
  await liftRateLimits(world.emulator.database)
  photoId = await world.alice.upload(await jpegPhoto(12))
  await world.settled()
})
afterAll(() => world.close())
afterEach(() => {
  world.emulator.openapi.script.text.mode = 'by-content'
})

const wish = (parts: object = {}) => ({
  requestId: newRequestId(),
  boardId: BOARD_ID,
  text: '大家怎么看',
  photoIds: [] as string[],
  ...parts,
})
const POLL = { options: ['高筋', '中筋', '低筋'], multiple: false }
const SIDES: [string, string] = ['甜粽', '咸粽']
const publish = async (parts: object, who: Person = world.alice) =>
  (await who.call('post.createPost', wish(parts))).postId
const detail = async (postId: string, who: Person = world.bob) =>
  (await who.call('post.getPost', { postId })).post

describe('post.createPost', () => {
  test('ok: each kind is shown with its parts', async () => {
    const poll = await detail(await publish({ kind: 'poll', poll: POLL }))
    expect(poll).toMatchObject({
      kind: 'poll',
      poll: {
        multiple: false,
        closed: false,
        voterCount: 0,
        mine: [],
        options: [{ text: '高筋', count: 0 }, {}, {}],
      },
    })
    const debate = await detail(await publish({ kind: 'debate', debate: { sides: SIDES } }))
    expect(debate.debate).toEqual({ sides: SIDES.map((name) => ({ name, count: 0 })) })
    const chain = await detail(await publish({ kind: 'chain', chain: { prompt: '昵称 + 份数' } }))
    expect(chain.chain).toEqual({ prompt: '昵称 + 份数', entryCount: 0, first: { entries: [] } })
    const order = await detail(await publish({ kind: 'order', photoIds: [photoId] }))
    expect(order).toMatchObject({ kind: 'order', photos: [{ mediaId: photoId }] })
    expect(await detail(await publish({ kind: 'question' }))).toMatchObject({ kind: 'question' })
    expect(await detail(await publish({}))).toMatchObject({
      kind: 'post',
      favouriteCount: 0,
      featured: false,
    })
  })

  test('ok: topics and a place; the same name written differently is one topic', async () => {
    const location = { name: '静安公园', latitude: 31.22, longitude: 121.44 }
    const first = await detail(await publish({ topicNames: ['#Sour Dough', 'sourdough', '欧包'], location }))
    expect(first.topics.map((topic) => topic.name)).toEqual(['Sour Dough', '欧包'])
    expect(first.location).toEqual(location)
    const second = await detail(await publish({ topicNames: ['SOURDOUGH'] }))
    const [topic] = first.topics
    expect(second.topics[0]?.topicId).toBe(topic?.topicId)
    expect(await storedDocument(world, 'topics', topic?.topicId ?? '')).toMatchObject({
      postCount: 2,
      name: 'Sour Dough',
    })
  })

  test('ok: a topic is counted by the posts that others see', async () => {
    world.emulator.openapi.script.text.mode = 'down'
    const postId = await publish({ topicNames: ['还没检查'] })
    const topicId = (await detail(postId, world.alice)).topics[0]?.topicId ?? ''
    expect(await storedDocument(world, 'topics', topicId)).toMatchObject({ postCount: 0 })
    world.emulator.openapi.script.text.mode = 'by-content'
    const shown = await publish({ topicNames: ['还没检查'] })
    expect(await storedDocument(world, 'topics', topicId)).toMatchObject({ postCount: 1 })
    await world.alice.call('post.deletePost', { postId: shown })
    expect(await storedDocument(world, 'topics', topicId)).toMatchObject({ postCount: 0 })
  })

  test.each<[string, object]>([
    ['a poll without one', { kind: 'poll' }],
    ['a poll with two options alike', { kind: 'poll', poll: { ...POLL, options: ['A', ' a '] } }],
    ['a poll that has closed already', { kind: 'poll', poll: { ...POLL, closesAt: 1 } }],
    ['a poll that stands open for ever', { kind: 'poll', poll: { ...POLL, closesAt: 8e15 } }],
    ['a poll on a question', { kind: 'question', poll: POLL }],
    ['a debate without sides', { kind: 'debate' }],
    ['a debate of one side', { kind: 'debate', debate: { sides: ['甜', '甜'] } }],
    ['an order that is not shown', { kind: 'order' }],
    ['a topic of signs alone', { topicNames: ['#\u200b'] }],
    ['a kind that is none', { kind: 'story' }],
    ['a place beyond the poles', { location: { name: '极点', latitude: 91 } }],
  ])('INVALID_INPUT: %s', async (_name, parts) => {
    expect(await world.alice.refusal('post.createPost', wish(parts))).toBe('INVALID_INPUT')
  })

  test.each<[string, object]>([
    ['an option', { kind: 'poll', poll: { ...POLL, options: ['好', '违禁词'] } }],
    ['a side', { kind: 'debate', debate: { sides: ['好', '违禁词'] } }],
    ['a prompt', { kind: 'chain', chain: { prompt: '违禁词' } }],
    ['a topic', { topicNames: ['违禁词'] }],
    ['a place', { location: { name: '违禁词' } }],
  ])('CONTENT_REJECTED: a risky word in %s', async (_name, parts) => {
    expect(await world.alice.refusal('post.createPost', wish(parts))).toBe('CONTENT_REJECTED')
  })
})

describe('post.castPoll', () => {
  const counts = async (postId: string) => {
    const { poll } = await detail(postId)
    return [poll?.voterCount, ...(poll?.options ?? []).map((option) => option.count)]
  }

  test('ok: counted once, changed by the difference, answered as it stands', async () => {
    const postId = await publish({ kind: 'poll', poll: { ...POLL, multiple: true } })
    const { poll } = await world.bob.call('post.castPoll', { postId, choices: [2, 0] })
    expect(poll).toMatchObject({ mine: [0, 2], voterCount: 1 })
    await world.bob.call('post.castPoll', { postId, choices: [0, 2] })
    await world.carol.call('post.castPoll', { postId, choices: [2] })
    expect(await counts(postId)).toEqual([2, 1, 0, 2])
    await world.bob.call('post.castPoll', { postId, choices: [1] })
    expect(await counts(postId)).toEqual([2, 0, 1, 1])
    expect((await detail(postId, world.bob)).poll?.mine).toEqual([1])
    expect((await detail(postId, world.stranger())).poll?.mine).toEqual([])
  })

  test('POLL_CLOSED: after its time, and the votes stay', async () => {
    const closesAt = Date.now() + HOUR_MS
    const postId = await publish({ kind: 'poll', poll: { ...POLL, closesAt } })
    await world.bob.call('post.castPoll', { postId, choices: [0] })
    await world.emulator.clock.set(Date.now() + DAY_MS)
    expect(await world.bob.refusal('post.castPoll', { postId, choices: [1] })).toBe('POLL_CLOSED')
    expect((await detail(postId)).poll).toMatchObject({ closed: true, mine: [0] })
    await world.emulator.clock.reset()
  })

  test.each([[[3]], [[0, 1]], [[0, 0]], [[]]])('INVALID_INPUT: %j', async (choices) => {
    const postId = await publish({ kind: 'poll', poll: POLL })
    expect(await world.bob.refusal('post.castPoll', { postId, choices })).toBe('INVALID_INPUT')
  })

  test('NOT_FOUND: a post without a poll, and one that is not shown', async () => {
    const postId = await publish({})
    expect(await world.bob.refusal('post.castPoll', { postId, choices: [0] })).toBe('NOT_FOUND')
    const hidden = await publish({ kind: 'poll', poll: POLL })
    await setFields(world, 'posts', hidden, { state: 'hidden' })
    expect(await world.bob.refusal('post.castPoll', { postId: hidden, choices: [0] })).toBe('NOT_FOUND')
  })
})

describe('post.takeSide', () => {
  test('ok: one side for each member, which can be changed; a comment speaks for one', async () => {
    const postId = await publish({ kind: 'debate', debate: { sides: SIDES } })
    await world.bob.call('post.takeSide', { postId, side: 0 })
    const { debate } = await world.bob.call('post.takeSide', { postId, side: 1 })
    expect(debate).toEqual({
      sides: [
        { name: '甜粽', count: 0 },
        { name: '咸粽', count: 1 },
      ],
      mine: 1,
    })
    const said = { requestId: newRequestId(), postId, text: '咸的才香', side: 1 as const }
    expect((await world.bob.call('post.createComment', said)).comment.side).toBe(1)
  })

  test('NOT_FOUND: no debate; INVALID_INPUT: a third side, or a side where there is no debate', async () => {
    const postId = await publish({})
    expect(await world.bob.refusal('post.takeSide', { postId, side: 0 })).toBe('NOT_FOUND')
    expect(await world.bob.refusal('post.takeSide', { postId, side: 2 })).toBe('INVALID_INPUT')
    const said = { requestId: newRequestId(), postId, text: '好', side: 1 }
    expect(await world.bob.refusal('post.createComment', said)).toBe('INVALID_INPUT')
  })
})

describe('post.joinChain', () => {
  const join = (who: Person, postId: string, text = '两份') =>
    who.call('post.joinChain', { requestId: newRequestId(), postId, text })

  test('ok: numbers in order, once for each member, and paged', async () => {
    const postId = await publish({ kind: 'chain' })
    expect((await join(world.bob, postId)).entry).toMatchObject({ number: 1, mine: true, state: 'visible' })
    expect(await join(world.carol, postId)).toMatchObject({ entry: { number: 2 }, entryCount: 2 })
    expect((await join(world.bob, postId, '三份')).entry).toMatchObject({ number: 1, text: '两份' })
    const { chain } = await detail(postId, world.carol)
    expect(chain).toMatchObject({ entryCount: 2, mine: 2 })
    const first = await world.bob.call('post.listChain', { postId, limit: 1 })
    expect(first.entries.map((entry) => entry.author.nickname)).toEqual(['Bob'])
    const second = await world.bob.call('post.listChain', {
      postId,
      cursor: first.nextCursor ?? '',
      limit: 1,
    })
    expect(second).toMatchObject({ entries: [{ number: 2 }] })
    expect(second.nextCursor).toBeUndefined()
  })

  test('ok: what could not be checked has its number, and only its author sees it', async () => {
    const postId = await publish({ kind: 'chain' })
    world.emulator.openapi.script.text.mode = 'down'
    expect((await join(world.bob, postId)).entry).toMatchObject({ number: 1, state: 'checking' })
    world.emulator.openapi.script.text.mode = 'by-content'
    await join(world.carol, postId)
    const seenBy = async (who: Person) =>
      (await who.call('post.listChain', { postId })).entries.map((entry) => entry.number)
    expect(await seenBy(world.bob)).toEqual([1, 2])
    expect(await seenBy(world.carol)).toEqual([2])
  })

  test('CHAIN_FULL: and no entry is left behind', async () => {
    const postId = await publish({ kind: 'chain' })
    const chainMemberIds = Array.from({ length: 500 }, (_, n) => `mbr_${String(n).padStart(13, '0')}`)
    await setFields(world, 'posts', postId, { chainMemberIds })
    const asked = { requestId: newRequestId(), postId, text: '还有吗' }
    expect(await world.bob.refusal('post.joinChain', asked)).toBe('CHAIN_FULL')
    const query = { _id: `${postId}:${world.bob.memberId}` }
    expect(await world.emulator.database.find('post_chain_entries', { query })).toEqual([])
  })

  test('CONTENT_REJECTED: risky words; NOT_FOUND: no chain', async () => {
    const postId = await publish({ kind: 'chain' })
    const asked = { requestId: newRequestId(), postId, text: '违禁词' }
    expect(await world.bob.refusal('post.joinChain', asked)).toBe('CONTENT_REJECTED')
    const other = { ...asked, postId: await publish({}) }
    expect(await world.bob.refusal('post.joinChain', other)).toBe('NOT_FOUND')
    expect(await world.bob.refusal('post.listChain', { postId: other.postId })).toBe('NOT_FOUND')
  })
})

describe('post.setSolved', () => {
  async function asked(): Promise<{ postId: string; commentId: string }> {
    const postId = await publish({ kind: 'question' })
    const said = { requestId: newRequestId(), postId, text: '面温高了' }
    return { postId, commentId: (await world.bob.call('post.createComment', said)).comment.commentId }
  }

  test('ok: the asker marks an answer, twice at once too, another one, or none', async () => {
    const { postId, commentId } = await asked()
    await Promise.all([1, 2].map(() => world.alice.call('post.setSolved', { postId, commentId })))
    expect((await detail(postId)).solvedCommentId).toBe(commentId)
    expect(await storedDocument(world, 'posts', postId)).toMatchObject({ solved: true })
    expect(await world.alice.call('post.setSolved', { postId, commentId: null })).toEqual({})
    expect((await detail(postId)).solvedCommentId).toBeUndefined()
  })

  test('ok: an answer that is taken away solves nothing any more', async () => {
    const { postId, commentId } = await asked()
    await world.alice.call('post.setSolved', { postId, commentId })
    await world.bob.call('post.deleteComment', { commentId })
    expect(await storedDocument(world, 'posts', postId)).toMatchObject({ solved: false })
    expect(await world.alice.refusal('post.setSolved', { postId, commentId })).toBe('NOT_FOUND')
  })

  test("NOT_FOUND: somebody else, another post's comment, and a post that asks nothing", async () => {
    const { postId, commentId } = await asked()
    expect(await world.bob.refusal('post.setSolved', { postId, commentId })).toBe('NOT_FOUND')
    const other = await asked()
    expect(await world.alice.refusal('post.setSolved', { postId: other.postId, commentId })).toBe('NOT_FOUND')
    const plain = await publish({})
    expect(await world.alice.refusal('post.setSolved', { postId: plain, commentId })).toBe('NOT_FOUND')
  })
})
