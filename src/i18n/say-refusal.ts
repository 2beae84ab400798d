/** The sentence of a refusal, with when to try again where the cloud has said so. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/limits'
import { toCallError } from '../platform/call-error'
import type { Words } from './zh-CN'

export function sayRefusal(error: unknown, words: Words): string {
  const { code, retryAfterMs: waitMs } = toCallError(error)
  return waitMs === undefined
    ? words.errors[code]
    : words.time.refusedFor(words.errors[code], sayWait(waitMs, words))
}

/** A span of time as people say it, never too short: 30 秒, 5 分钟, 2 小时, 3 天. */
function sayWait(waitMs: number, words: Words): string {
  if (waitMs < MINUTE_MS) return words.time.seconds(Math.ceil(waitMs / 1000))
  if (waitMs < HOUR_MS) return words.time.minutes(Math.ceil(waitMs / MINUTE_MS))
  return waitMs < DAY_MS
    ? words.time.hours(Math.ceil(waitMs / HOUR_MS))
    : words.time.days(Math.ceil(waitMs / DAY_MS))
}
