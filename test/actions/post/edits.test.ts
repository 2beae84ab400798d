/** post.editPost: a new revision is checked by itself, and others see the one before until it has passed. */
import { MINUTE_MS } from '../../../contract/limits'
import { setFields, storedDocument } from '../../support/documents'
import { tickAfter } from '../../support/jobs'
import { jpegPhoto } from '../../support/photos'
import { liftRateLimits } from '../../support/rate-limits'
import { createWorld, newRequestId, type Person, type World } from '../../support/world'

let world: World
let postId: string
beforeAll(async () => {
  world = await createWorld()
  await liftRateLimits(world.emulator.database)
})
beforeEach(async () => {
  postId = await world.alice.publish('第一版')
})
afterAll(() => world.close())
afterEach(() => {
  Object.assign(world.emulator.openapi.script.text, { mode: 'by-content' })
  Object.assign(world.emulator.openapi.script.media, { mode: 'pass' })
})

const wish = (text: string, more: object = {}) => ({
  requestId: newRequestId(),
  postId,
  text,
  photoIds: [] as string[],
  ...more,
})
const edit = (text: string, more: object = {}) => world.alice.call('post.editPost', wish(text, more))
const read = async (who: Person) => (await who.call('post.getPost', { postId })).post
const traceOf = async (mediaId: string) => String((await storedDocument(world, 'media', mediaId)).traceId)
const waitingPhoto = async (hue: number) => {
  world.emulator.openapi.script.media.mode = 'silent'
  return world.alice.upload(await jpegPhoto(hue))
}

test('ok: what passes at once is there at once, with its topics and place, and says when', async () => {
  const location = { name: '家里' }
  const { state, editedAt } = await edit('第二版', { topicNames: ['吐司'], location })
  expect(state).toBe('visible')
  expect(await read(world.bob)).toMatchObject({
    text: '第二版',
    editedAt,
    location,
    topics: [{ name: '吐司' }],
  })
  const { topics } = await read(world.bob)
  expect(await storedDocument(world, 'topics', topics[0]?.topicId ?? '')).toMatchObject({ postCount: 1 })
  await edit('第三版')
  const third = await read(world.bob)
  expect(third).toMatchObject({ text: '第三版', topics: [] })
  expect(third.location).toBeUndefined()
  expect(await storedDocument(world, 'topics', topics[0]?.topicId ?? '')).toMatchObject({ postCount: 0 })
})

test('ok: every revision is kept, the first one too', async () => {
  await edit('第二版')
  await edit('第三版')
  const kept = await world.emulator.database.find('post_revisions', { query: { postId } })
  expect(kept.map((revision) => [revision.text, revision.state])).toEqual([
    ['第一版', 'passed'],
    ['第二版', 'passed'],
    ['第三版', 'passed'],
  ])
})

test('ok: asking again is the same revision, also after a later one', async () => {
  const input = wish('第二版')
  const first = await world.alice.call('post.editPost', input)
  expect(await world.alice.call('post.editPost', input)).toEqual(first)
  await edit('第三版')
  expect(await world.alice.call('post.editPost', input)).toEqual(first)
  expect((await read(world.bob)).text).toBe('第三版')
})

test('ok: until its text has been checked others see the one before, its author the new one', async () => {
  world.emulator.openapi.script.text.mode = 'down'
  expect((await edit('第二版')).state).toBe('checking')
  expect(await read(world.bob)).toMatchObject({ text: '第一版', state: 'visible' })
  expect(await read(world.alice)).toMatchObject({ text: '第二版', state: 'checking' })
  world.emulator.openapi.script.text.mode = 'pass'
  await tickAfter(world, 6 * MINUTE_MS)
  expect(await read(world.bob)).toMatchObject({ text: '第二版', state: 'visible' })
  await world.emulator.clock.reset()
})

test('ok: until its photo has passed others see neither the photo nor the words', async () => {
  const photoId = await waitingPhoto(150)
  expect((await edit('带照片', { photoIds: [photoId] })).state).toBe('checking')
  expect(await read(world.bob)).toMatchObject({ text: '第一版', photos: [] })
  await world.emulator.openapi.pushMediaVerdict(await traceOf(photoId), 'pass')
  expect(await read(world.bob)).toMatchObject({ text: '带照片', photos: [{ mediaId: photoId }] })
})

test('ok: a rejected revision is seen by its author alone, and the one before stays', async () => {
  const photoId = await waitingPhoto(151)
  await edit('带照片', { photoIds: [photoId] })
  await world.emulator.openapi.pushMediaVerdict(await traceOf(photoId), 'risky')
  expect(await read(world.bob)).toMatchObject({ text: '第一版', state: 'visible' })
  expect(await read(world.alice)).toMatchObject({ text: '带照片', state: 'rejected' })
})

test('ok: a late answer for an earlier revision changes nothing', async () => {
  const photoId = await waitingPhoto(152)
  await edit('带照片', { photoIds: [photoId] })
  world.emulator.openapi.script.media.mode = 'pass'
  await edit('还是不带')
  await world.emulator.openapi.pushMediaVerdict(await traceOf(photoId), 'pass')
  expect(await read(world.bob)).toMatchObject({ text: '还是不带', photos: [] })
  expect(await read(world.alice)).toMatchObject({ text: '还是不带', state: 'visible' })
})

test('ok: what nobody has seen yet comes out in its latest words only', async () => {
  const photoId = await waitingPhoto(153)
  postId = await world.alice.publish('还没人看过', [photoId])
  expect((await edit('改好了')).state).toBe('visible')
  await world.emulator.openapi.pushMediaVerdict(await traceOf(photoId), 'pass')
  expect(await read(world.bob)).toMatchObject({ text: '改好了', photos: [] })
})

test('ok: what a person has hidden is not brought back by writing it anew', async () => {
  await setFields(world, 'posts', postId, { state: 'hidden' })
  await edit('第二版')
  expect(await world.bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
  expect(await storedDocument(world, 'posts', postId)).toMatchObject({ state: 'hidden', text: '第二版' })
})

test('CONTENT_REJECTED: risky words, and the post stays as it was', async () => {
  expect(await world.alice.refusal('post.editPost', wish('违禁词'))).toBe('CONTENT_REJECTED')
  expect(await read(world.alice)).toMatchObject({ text: '第一版', state: 'visible' })
})

test("NOT_FOUND: another's post, and one that is gone", async () => {
  expect(await world.bob.refusal('post.editPost', wish('我的'))).toBe('NOT_FOUND')
  await world.alice.call('post.deletePost', { postId })
  expect(await world.alice.refusal('post.editPost', wish('回来'))).toBe('NOT_FOUND')
})

test('MEDIA_NOT_READY: a photo that is not there; IDEMPOTENCY_MISMATCH: the requestId of another edit', async () => {
  expect(await world.alice.refusal('post.editPost', wish('好', { photoIds: ['med_00000000'] }))).toBe(
    'MEDIA_NOT_READY',
  )
  const input = wish('第二版')
  await world.alice.call('post.editPost', input)
  expect(await world.alice.refusal('post.editPost', { ...input, text: '别的' })).toBe('IDEMPOTENCY_MISMATCH')
})
