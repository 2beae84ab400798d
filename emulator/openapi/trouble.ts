/** What may be wrong with any api, before it looks at what it was asked. */
import { setTimeout as delay } from 'node:timers/promises'
import { answerOf, RATE_LIMITED, SYSTEM_ERROR } from './answer'

const SLOW_DEFAULT_MS = 5_000

/** The failure that the script wants, after the wait that it wants; undefined when the api is to answer. */
export async function troubleOf(script: {
  readonly mode: string
  readonly delayMs?: number
}): Promise<{ errcode: number; errmsg: string } | undefined> {
  if (script.mode === 'down') return answerOf(SYSTEM_ERROR, 'system error')
  if (script.mode === 'rate-limited') return answerOf(RATE_LIMITED, 'reach max api daily quota limit')
  if (script.mode === 'slow') await delay(script.delayMs ?? SLOW_DEFAULT_MS, undefined, { ref: false })
  return undefined
}
