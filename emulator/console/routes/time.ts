/** The clock and the timers that follow it. */
import * as z from 'zod'
import { CloudError } from '../../types'
import { type ConsoleParts, get, post, problemOf, type Route } from '../route'
import type { InvokeOutcome, TimeState } from '../shapes'

const DAY_MS = 86_400_000
/** Timers on the way are all run: further than this and the page would wait for minutes. */
const ADVANCE_MS_MAX = 366 * DAY_MS

const setSchema = z.strictObject({ at: z.number().int(), frozen: z.boolean() })
const advanceSchema = z.strictObject({ durationMs: z.number().int().min(1).max(ADVANCE_MS_MAX) })
const pauseSchema = z.strictObject({ isPaused: z.boolean() })
const runSchema = z.strictObject({ functionName: z.string(), timerName: z.string() })

export function timeRoutes({ clock, timers }: ConsoleParts): Route[] {
  const state = (): TimeState => ({
    now: clock.now(),
    machineNow: Date.now(),
    isFrozen: clock.isFrozen,
    timers: timers.list(),
    isPaused: timers.isPaused,
  })
  return [
    get('time', state),
    post('time/set', async (call) => {
      const { at, frozen } = await call.json(setSchema)
      await clock.set(at, { frozen })
      return state()
    }),
    post('time/advance', async (call) => {
      await clock.advance((await call.json(advanceSchema)).durationMs)
      return state()
    }),
    post('time/reset', async () => {
      await clock.reset()
      return state()
    }),
    post('timers/pause', async (call) => {
      timers.isPaused = (await call.json(pauseSchema)).isPaused
      return state()
    }),
    post('timers/run', async (call): Promise<InvokeOutcome> => {
      const { functionName, timerName } = await call.json(runSchema)
      try {
        const { json, error, record } = await timers.runNow(functionName, timerName)
        if (!error) return { record, json }
        return {
          record,
          problem: { code: error.errorType ?? 'FUNCTION_FAILED', message: error.errorMessage },
        }
      } catch (error) {
        if (error instanceof CloudError) return { problem: problemOf(error) }
        throw error
      }
    }),
  ]
}
