/** The platform's answers about photos: late, twice, in any order, about nothing, from nobody. */
import { storedDocument } from '../../support/documents'
import { jpegPhoto } from '../../support/photos'
import { BOARD_ID, createWorld, newRequestId, type World } from '../../support/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
  world.emulator.openapi.script.media.mode = 'manual'
})
afterAll(() => world.close())

let hue = 100
/** A post of Alice's with so many photos that wait for their answers; the checks' trace ids, in the photos' order. */
async function waitingPost(photoCount = 1) {
  const photoIds: string[] = []
  for (let n = 0; n < photoCount; n += 1) photoIds.push(await world.alice.upload(await jpegPhoto(hue++)))
  const traces = await Promise.all(
    photoIds.map(async (mediaId) => String((await storedDocument(world, 'media', mediaId)).traceId)),
  )
  const input = { requestId: newRequestId(), boardId: BOARD_ID, text: '等待检查', photoIds }
  const { postId, state } = await world.alice.call('post.createPost', input)
  expect(state).toBe('checking')
  return { postId, photoIds, traces: traces as [string, ...string[]] }
}

const push = (trace_id: string, answer: object) => {
  const event = {
    MsgType: 'event',
    Event: 'wxa_media_check',
    ToUserName: 'x',
    version: 2,
    trace_id,
    ...answer,
  }
  return world.invoke('post', event, { openid: '', source: 'wx_push' })
}
const said = (suggest: string) => ({ errcode: 0, result: { suggest, label: 100 } })
const stateOf = async (postId: string) => (await storedDocument(world, 'posts', postId)).state

test('ok: a pass shows the post to others, twice is once', async () => {
  const { postId, traces } = await waitingPost()
  expect(await world.bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
  expect(await push(traces[0], said('pass'))).toMatchObject({ ok: true })
  expect(await push(traces[0], said('pass'))).toMatchObject({ ok: true })
  expect((await world.bob.call('post.getPost', { postId })).post.state).toBe('visible')
})

test('ok: a risky photo rejects the post, which its author still sees', async () => {
  const { postId, traces } = await waitingPost()
  await push(traces[0], said('risky'))
  expect(await world.bob.refusal('post.getPost', { postId })).toBe('NOT_FOUND')
  expect((await world.alice.call('post.getPost', { postId })).post.state).toBe('rejected')
})

test.each([
  ['review', said('review')],
  ['an error', { errcode: -1, errmsg: 'system error' }],
  ['an error with a pass', { errcode: -1, result: { suggest: 'pass' } }],
  ['no result', { errcode: 0 }],
  ['an unknown word', said('fine')],
])('ok: %s decides nothing, and a later pass does', async (_name, answer) => {
  const { postId, traces } = await waitingPost()
  await push(traces[0], answer)
  expect(await stateOf(postId)).toBe('checking')
  await push(traces[0], said('pass'))
  await push(traces[0], answer)
  expect(await stateOf(postId)).toBe('visible')
})

test.each([
  ['pass', 'risky'],
  ['risky', 'pass'],
])('ok: %s, then %s of the same photo ends rejected', async (first, second) => {
  const { postId, traces } = await waitingPost()
  await push(traces[0], said(first))
  await push(traces[0], said(second))
  expect(await stateOf(postId)).toBe('rejected')
})

test('ok: of several photos all must pass, whatever the order and though they come at once', async () => {
  const { postId, traces } = await waitingPost(3)
  await Promise.all(traces.slice(1).map((trace) => push(trace, said('pass'))))
  expect(await stateOf(postId)).toBe('checking')
  await push(traces[0], said('pass'))
  expect(await stateOf(postId)).toBe('visible')
})

test('ok: an answer after the author removed the post does not bring it back', async () => {
  const { postId, traces } = await waitingPost()
  await world.alice.call('post.deletePost', { postId })
  await push(traces[0], said('pass'))
  expect(await stateOf(postId)).toBe('removed')
})

test('ok: one photo in two posts settles both', async () => {
  const { postId, photoIds, traces } = await waitingPost()
  const input = { requestId: newRequestId(), boardId: BOARD_ID, text: '再来一次', photoIds }
  const second = await world.alice.call('post.createPost', input)
  await push(traces[0], said('pass'))
  expect([await stateOf(postId), await stateOf(second.postId)]).toEqual(['visible', 'visible'])
})

test('ok: an unknown trace id changes nothing', async () => {
  const { postId } = await waitingPost()
  expect(await push('made-up-trace', said('pass'))).toMatchObject({ ok: true })
  expect(await stateOf(postId)).toBe('checking')
})

test('ok: a text under review stays hidden though its photos have passed', async () => {
  world.emulator.openapi.script.text.mode = 'review'
  const { postId, traces } = await waitingPost()
  world.emulator.openapi.script.text.mode = 'by-content'
  await push(traces[0], said('pass'))
  expect(await stateOf(postId)).toBe('checking')
})

test('FORBIDDEN: no client can speak for the platform', async () => {
  const { postId, traces } = await waitingPost()
  const { openid } = world.alice
  const event = { MsgType: 'event', Event: 'wxa_media_check', trace_id: traces[0], ...said('pass') }
  expect(await world.invoke('post', event, { openid })).toMatchObject({ error: { code: 'FORBIDDEN' } })
  const byName = { action: 'post.receiveMediaCheck', input: { trace_id: traces[0], ...said('pass') } }
  for (const source of ['wx_client', 'wx_push', 'wx_trigger'] as const) {
    expect(await world.invoke('post', byName, { openid: '', source })).toMatchObject({
      error: { code: 'FORBIDDEN' },
    })
  }
  expect(await stateOf(postId)).toBe('checking')
})

test('INVALID_INPUT: a message without a trace id', async () => {
  const event = { MsgType: 'event', Event: 'wxa_media_check', ...said('pass') }
  const answer = await world.invoke('post', event, { openid: '', source: 'wx_push' })
  expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT' } })
})

test('INVALID_INPUT: a trace id that no document can be kept under', async () => {
  const answer = await push('\ud800', said('pass'))
  expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } })
})
