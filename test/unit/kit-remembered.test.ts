/** What operators seldom change is asked for once in half a minute. */
import { remembered } from '../../cloudfunctions/kit/remembered'

test('asks once within half a minute, and again after it', async () => {
  let nowMs = 0
  const load = jest.fn(async () => ['board'])
  const get = remembered(load, () => nowMs)
  await get()
  nowMs = 29_999
  await expect(get()).resolves.toEqual(['board'])
  expect(load).toHaveBeenCalledTimes(1)
  nowMs = 30_001
  await get()
  expect(load).toHaveBeenCalledTimes(2)
})

test('neither nothing nor a failure is remembered', async () => {
  const load = jest
    .fn<Promise<string[]>, []>()
    .mockResolvedValueOnce([])
    .mockRejectedValueOnce(new Error('down'))
    .mockResolvedValueOnce(['board'])
  const get = remembered(load, () => 0)
  await expect(get()).resolves.toEqual([])
  await expect(get()).rejects.toThrow('down')
  await expect(get()).resolves.toEqual(['board'])
})

test('calls at the same moment share one load', async () => {
  const load = jest.fn(async () => ['board'])
  const get = remembered(load, () => 0)
  await Promise.all([get(), get(), get()])
  expect(load).toHaveBeenCalledTimes(1)
})
