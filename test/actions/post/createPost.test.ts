import { removeDocument, setFields, storedDocument } from '../../support/documents'
import { jpegPhoto } from '../../support/photos'
import { BOARD_ID, createWorld, newRequestId, type World } from '../../support/world'

let world: World
let photos: string[]
beforeAll(async () => {
  world = await createWorld()
  photos = await Promise.all([31, 32].map(async (hue) => world.alice.upload(await jpegPhoto(hue))))
  await world.settled()
})
afterAll(() => world.close())
afterEach(() => {
  Object.assign(world.emulator.openapi.script.text, { mode: 'by-content', delayMs: undefined })
})

const asked = (text = '今天的欧包') => ({
  requestId: newRequestId(),
  boardId: BOARD_ID,
  text,
  photoIds: [] as string[],
})
const postCount = async () => (await world.alice.call('member.getMe', {})).member?.postCount ?? 0
const seenByBob = async (postId: string) =>
  (await world.bob.call('post.listFeed', {})).posts.some((post) => post.postId === postId)

test('ok: text and photos that have passed are visible at once, in their order', async () => {
  const photoIds = [...photos].reverse()
  const { postId, state } = await world.alice.call('post.createPost', { ...asked(), photoIds })
  expect(state).toBe('visible')
  const { post } = await world.bob.call('post.getPost', { postId })
  expect(post.photos.map((photo) => photo.mediaId)).toEqual(photoIds)
  expect(await seenByBob(postId)).toBe(true)
})

test('ok: asking again, at once or later, is the same post', async () => {
  const before = await postCount()
  const input = asked()
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => world.alice.call('post.createPost', input)),
  )
  answers.push(await world.alice.call('post.createPost', input))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await postCount()).toBe(before + 1)
})

test('ok: what was published stays published when its text is risky today', async () => {
  const input = asked()
  const first = await world.alice.call('post.createPost', input)
  world.emulator.openapi.script.text.mode = 'risky'
  expect(await world.alice.call('post.createPost', input)).toEqual(first)
})

test('ok: a first attempt that ended before it wrote is completed under the same id', async () => {
  const input = asked()
  const first = await world.alice.call('post.createPost', input)
  await removeDocument(world, 'posts', first.postId)
  expect(await world.alice.call('post.createPost', input)).toEqual(first)
  expect(await seenByBob(first.postId)).toBe(true)
})

test("ok: another member's same requestId is another post", async () => {
  const input = asked()
  const { postId } = await world.alice.call('post.createPost', input)
  expect((await world.bob.call('post.createPost', input)).postId).not.toBe(postId)
})

test('IDEMPOTENCY_MISMATCH: the same requestId for another text, or another action', async () => {
  const input = asked()
  const { postId } = await world.alice.call('post.createPost', input)
  expect(await world.alice.refusal('post.createPost', { ...input, text: '别的' })).toBe(
    'IDEMPOTENCY_MISMATCH',
  )
  const comment = { requestId: input.requestId, postId, text: '别的' }
  expect(await world.alice.refusal('post.createComment', comment)).toBe('IDEMPOTENCY_MISMATCH')
})

test('CONTENT_REJECTED: a risky text, also when it is spelled to slip through; nothing is kept', async () => {
  const before = await postCount()
  for (const text of ['有违禁词的', '有违\u200b禁\u200b词的']) {
    expect(await world.alice.refusal('post.createPost', asked(text))).toBe('CONTENT_REJECTED')
  }
  expect(await postCount()).toBe(before)
})

test.each(['review', 'down'] as const)(
  'ok: a check that says %s leaves it to the author’s eyes',
  async (mode) => {
    world.emulator.openapi.script.text.mode = mode
    const { postId, state } = await world.alice.call('post.createPost', asked())
    expect(state).toBe('checking')
    expect(await seenByBob(postId)).toBe(false)
    expect(await world.bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
    expect((await world.alice.call('post.getPost', { postId })).post.state).toBe('checking')
  },
)

test('ok: a check that takes too long counts as none', async () => {
  Object.assign(world.emulator.openapi.script.text, { mode: 'slow', delayMs: 4_000 })
  expect((await world.alice.call('post.createPost', asked())).state).toBe('checking')
})

test('NOT_FOUND: a board that is not there', async () => {
  expect(await world.alice.refusal('post.createPost', { ...asked(), boardId: 'brd_00000000' })).toBe(
    'NOT_FOUND',
  )
})

test("MEDIA_NOT_READY: another's photo, an avatar, one not completed, one that never was", async () => {
  const others = await world.bob.upload(await jpegPhoto(33))
  const avatar = await world.alice.upload(await jpegPhoto(34), 'avatar')
  const place = { requestId: newRequestId(), purpose: 'post' as const, bytes: 10 }
  const { mediaId } = await world.alice.call('media.requestUpload', place)
  for (const photoId of [others, avatar, mediaId, 'med_00000000']) {
    expect(await world.alice.refusal('post.createPost', { ...asked(), photoIds: [photoId] })).toBe(
      'MEDIA_NOT_READY',
    )
  }
})

test.each([
  ['no text', { text: '' }],
  ['spaces', { text: ' \n ' }],
  ['nothing that can be seen', { text: '\u200b' }],
  ['2,001 characters', { text: '面'.repeat(2001) }],
  ['10 photos', { photoIds: Array.from({ length: 10 }, (_, n) => `med_0000000${n}`) }],
  ['a state of one’s own choice', { state: 'visible' }],
  ['an author', { authorId: 'mbr_00000000' }],
  ['an openid', { openid: 'oSomebody' }],
  ['an operator for a board', { boardId: { $ne: '' } }],
])('INVALID_INPUT: %s', async (_name, change) => {
  expect(await world.alice.refusal('post.createPost', { ...asked(), ...change })).toBe('INVALID_INPUT')
})

test('INVALID_INPUT: a photo twice', async () => {
  const [photo = ''] = photos
  expect(await world.alice.refusal('post.createPost', { ...asked(), photoIds: [photo, photo] })).toBe(
    'INVALID_INPUT',
  )
})

test('NOT_A_MEMBER, MEMBER_BANNED, UNAUTHENTICATED: who may not', async () => {
  expect(await world.stranger().refusal('post.createPost', asked())).toBe('NOT_A_MEMBER')
  const outcast = await world.newcomer('Outcast')
  await setFields(world, 'members', outcast.memberId, { standing: 'banned' })
  expect(await outcast.refusal('post.createPost', asked())).toBe('MEMBER_BANNED')
  const event = { action: 'post.createPost', input: asked() }
  expect(await world.invoke('post', event, { openid: '' })).toMatchObject({
    error: { code: 'UNAUTHENTICATED' },
  })
})

test('ok: an answer about a photo that comes while the post is being written is not lost', async () => {
  const { openapi } = world.emulator
  openapi.script.media.mode = 'manual'
  const photo = await world.alice.upload(await jpegPhoto(35))
  openapi.script.media.mode = 'pass'
  const [check] = openapi.pendingMediaChecks()
  const creating = world.alice.call('post.createPost', { ...asked(), photoIds: [photo] })
  await Promise.all([creating, openapi.pushMediaVerdict(check?.traceId ?? '', 'pass')])
  const { postId } = await creating
  expect(await storedDocument(world, 'posts', postId)).toMatchObject({ state: 'visible' })
})
