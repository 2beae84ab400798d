/** Instants as people say them. Mini programs have no Intl, and a community day is Asia/Shanghai (UTC+8, no DST). */
import type { Words } from './zh-CN'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS

/** 刚刚, 12 分钟前, 3 小时前 (the same day), 昨天 20:05, 3月2日, 2025年3月2日. A clock that is behind says 刚刚. */
export function sayTime(at: number, now: number, words: Words): string {
  const age = now - at
  if (age < MINUTE_MS) return words.time.justNow
  if (age < HOUR_MS) return words.time.minutesAgo(Math.floor(age / MINUTE_MS))
  const daysAgo = shanghaiDay(now) - shanghaiDay(at)
  if (daysAgo === 0) return words.time.hoursAgo(Math.floor(age / HOUR_MS))
  if (daysAgo === 1) return words.time.yesterday(clock(at))
  return sayDay(at, now, words)
}

/** The day alone: 3月2日, and in another year 2025年3月2日. */
export function sayDay(at: number, now: number, words: Words): string {
  const date = inShanghai(at)
  const month = date.getUTCMonth() + 1
  const year = date.getUTCFullYear()
  return year === inShanghai(now).getUTCFullYear()
    ? words.time.monthDay(month, date.getUTCDate())
    : words.time.yearMonthDay(year, month, date.getUTCDate())
}

/** A moment to come: 16:30 today, 11月23日 10:00 on another day. */
export function sayClock(at: number, now: number, words: Words): string {
  return shanghaiDay(at) === shanghaiDay(now) ? clock(at) : `${sayDay(at, now, words)} ${clock(at)}`
}

/** How long something took, roughly: 12 分钟, 3 小时, 2 天. */
export function sayDuration(durationMs: number, words: Words): string {
  if (durationMs < HOUR_MS) return words.time.minutes(Math.max(1, Math.round(durationMs / MINUTE_MS)))
  if (durationMs < DAY_MS) return words.time.hours(Math.round(durationMs / HOUR_MS))
  return words.time.days(Math.round(durationMs / DAY_MS))
}

/** How long is left, to the second: 4:32, 1:04:32. */
export function sayCountdown(leftMs: number): string {
  const left = Math.max(0, Math.ceil(leftMs / SECOND_MS))
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60]
  const two = (number: number) => String(number).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** A Date whose UTC fields read as Shanghai's clock. */
function inShanghai(at: number): Date {
  return new Date(at + SHANGHAI_OFFSET_MS)
}

function shanghaiDay(at: number): number {
  return Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS)
}

function clock(at: number): string {
  const date = inShanghai(at)
  return `${String(date.getUTCHours()).padStart(2, '0')}:${String(date.getUTCMinutes()).padStart(2, '0')}`
}
