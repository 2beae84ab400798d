/** Ordering when many do at once: asked again under the same id until there is an answer. */
import { placeInTurn } from '../../../src/features/mall/queue'
import { send } from '../../../src/platform/transport'

jest.mock('../../../src/platform/transport', () => ({ send: jest.fn() }))
jest.mock('../../../src/platform/report', () => ({ reportError: jest.fn() }))

const sent = jest.mocked(send)
const WISH = { requestId: 'wish-0123456789', itemId: 'itm_00000001', shownPrice: 30, couponIds: [] }
const ORDER = { orderId: 'ord_00000001', piece: 3 }
const refused = (code: string, details?: unknown) => ({
  ok: false,
  error: { code, requestId: 'req-1', details },
})
const placed = { ok: true, data: { order: ORDER }, requestId: 'req-2' }

beforeEach(() => {
  jest.useFakeTimers()
  jest.resetAllMocks()
  Reflect.set(globalThis, 'CLIENT_VERSION', '0.0.0+test')
})
afterEach(() => jest.useRealTimers())

async function outcome(): Promise<unknown> {
  const told = placeInTurn(WISH).catch((error: unknown) => error)
  await jest.advanceTimersByTimeAsync(60_000)
  return told
}

test('BUSY: it goes on standing in the queue, and every question is the same wish', async () => {
  for (let times = 0; times < 7; times += 1) sent.mockResolvedValueOnce(refused('BUSY'))
  sent.mockResolvedValue(placed)
  expect(await outcome()).toEqual(ORDER)
  expect(sent).toHaveBeenCalledTimes(8)
  const asked = { action: 'mall.placeOrder', input: WISH }
  for (const call of sent.mock.calls) expect(call).toEqual(['mall', expect.objectContaining(asked)])
})

test('BUSY for half a minute: then it is said', async () => {
  sent.mockResolvedValue(refused('BUSY'))
  expect(await outcome()).toMatchObject({ code: 'BUSY' })
})

test('SOLD_OUT is said at once', async () => {
  sent.mockResolvedValue(refused('SOLD_OUT'))
  expect(await outcome()).toMatchObject({ code: 'SOLD_OUT' })
  expect(sent).toHaveBeenCalledTimes(1)
})

test('NOT_OPEN_YET by a moment is waited for, by more it is said', async () => {
  sent.mockResolvedValueOnce(refused('NOT_OPEN_YET', { retryAfterMs: 900 })).mockResolvedValue(placed)
  expect(await outcome()).toEqual(ORDER)
  sent.mockReset().mockResolvedValue(refused('NOT_OPEN_YET', { retryAfterMs: 60_000 }))
  expect(await outcome()).toMatchObject({ code: 'NOT_OPEN_YET' })
  expect(sent).toHaveBeenCalledTimes(1)
})
