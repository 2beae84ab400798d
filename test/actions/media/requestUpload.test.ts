import { createWorld, newRequestId, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const asked = () => ({ requestId: newRequestId(), purpose: 'post' as const, bytes: 1000 })

test('ok: a place under incoming/ that nobody can guess, for guests too', async () => {
  const place = await world.stranger().call('media.requestUpload', asked())
  expect(place.path).toMatch(new RegExp(`^incoming/${place.mediaId}-[0-9a-z]{12}$`))
})

test('ok: asking again with the same requestId gives the same place', async () => {
  const input = asked()
  const first = await world.alice.call('media.requestUpload', input)
  expect(await world.alice.call('media.requestUpload', input)).toEqual(first)
})

test("ok: another member's same requestId is another request", async () => {
  const input = asked()
  const hers = await world.alice.call('media.requestUpload', input)
  expect((await world.bob.call('media.requestUpload', input)).mediaId).not.toBe(hers.mediaId)
})

test('IDEMPOTENCY_MISMATCH: the same requestId for something else', async () => {
  const input = asked()
  await world.alice.call('media.requestUpload', input)
  expect(await world.alice.refusal('media.requestUpload', { ...input, bytes: 999 })).toBe(
    'IDEMPOTENCY_MISMATCH',
  )
})

test('MEDIA_TOO_LARGE: a file that says it is 11 MB', async () => {
  const input = { ...asked(), bytes: 11 * 1024 * 1024 }
  expect(await world.alice.refusal('media.requestUpload', input)).toBe('MEDIA_TOO_LARGE')
})

test.each([
  ['another purpose', { purpose: 'cover' }],
  ['no bytes', { bytes: 0 }],
  ['half a byte', { bytes: 0.5 }],
  ['a short requestId', { requestId: 'abc' }],
  ['an operator for a requestId', { requestId: { $gt: '' } }],
  ['a path of its own', { path: 'incoming/mine' }],
])('INVALID_INPUT: %s', async (_name, change) => {
  expect(await world.alice.refusal('media.requestUpload', { ...asked(), ...change })).toBe('INVALID_INPUT')
})

test('UNAUTHENTICATED: without an openid', async () => {
  const event = { action: 'media.requestUpload', input: asked() }
  expect(await world.invoke('media', event, { openid: '' })).toMatchObject({
    error: { code: 'UNAUTHENTICATED' },
  })
})
