/** The one retry policy: what may succeed is asked again as it was, all else is said at once. */
import { CALL_TIMEOUT_MS } from '../../../contract/limits'
import { CallError } from '../../../src/platform/call-error'
import { call } from '../../../src/platform/cloud'
import { reportError } from '../../../src/platform/report'
import { send } from '../../../src/platform/transport'

jest.mock('../../../src/platform/transport', () => ({ send: jest.fn() }))
jest.mock('../../../src/platform/report', () => ({ reportError: jest.fn() }))

const sent = jest.mocked(send)
const refused = (code: string, details?: unknown) => ({
  ok: false,
  error: { code, requestId: 'req-1', details },
})
const done = { ok: true, data: { liked: true }, requestId: 'req-2' }
const like = { postId: 'pst_00000001', liked: true }

beforeEach(() => {
  jest.useFakeTimers()
  jest.resetAllMocks()
  Reflect.set(globalThis, 'CLIENT_VERSION', '0.0.0+test')
})
afterEach(() => jest.useRealTimers())

/** Waits for a call while the pauses between its attempts pass. */
async function settled<T>(work: Promise<T>): Promise<T | unknown> {
  const outcome = work.catch((error: unknown) => error)
  await jest.advanceTimersByTimeAsync(CALL_TIMEOUT_MS)
  return outcome
}

test('the function is the text before the dot; the answer is its data', async () => {
  sent.mockResolvedValue(done)
  expect(await settled(call('post.setLike', like))).toEqual({ liked: true })
  expect(sent).toHaveBeenCalledWith('post', {
    action: 'post.setLike',
    input: like,
    clientVersion: '0.0.0+test',
  })
})

test.each(['BUSY', 'INTERNAL'])('%s is asked again, unchanged', async (code) => {
  sent.mockResolvedValueOnce(refused(code)).mockResolvedValue(done)
  expect(await settled(call('post.setLike', like))).toEqual({ liked: true })
  expect(sent.mock.calls.map(([, event]) => event.input)).toEqual([like, like])
})

test('OFFLINE is asked three times, then said, and not reported: there is no way to', async () => {
  sent.mockRejectedValue(new CallError('OFFLINE'))
  expect(await settled(call('post.setLike', like))).toMatchObject({ code: 'OFFLINE' })
  expect(sent).toHaveBeenCalledTimes(3)
  expect(reportError).not.toHaveBeenCalled()
})

test('INTERNAL to the end is reported with the id to find it by', async () => {
  sent.mockResolvedValue(refused('INTERNAL'))
  expect(await settled(call('post.setLike', like))).toMatchObject({ code: 'INTERNAL', requestId: 'req-1' })
  expect(reportError).toHaveBeenCalledTimes(1)
  expect(reportError).toHaveBeenCalledWith(
    expect.objectContaining({ action: 'post.setLike', requestId: 'req-1' }),
  )
})

test('TIMEOUT: nobody waits for a second one', async () => {
  sent.mockReturnValue(new Promise(() => {}))
  expect(await settled(call('post.setLike', like))).toMatchObject({ code: 'TIMEOUT' })
  expect(sent).toHaveBeenCalledTimes(1)
})

test('INVALID_INPUT is said at once, with what is wrong', async () => {
  sent.mockResolvedValue(refused('INVALID_INPUT', { field: 'text', rule: 'too_long', limit: 500 }))
  const error = await settled(call('post.setLike', like))
  expect(error).toMatchObject({ code: 'INVALID_INPUT', invalidInput: { field: 'text' } })
  expect(sent).toHaveBeenCalledTimes(1)
})

test.each([
  ['a code that this build does not know', { ok: false, error: { code: 'MADE_LATER' } }],
  ['an answer that is no envelope', 'hello'],
  ['no answer', undefined],
])('%s is INTERNAL', async (_, answer) => {
  sent.mockResolvedValue(answer)
  expect(await settled(call('post.setLike', like))).toMatchObject({ code: 'INTERNAL' })
})
