/** Numbers and moments as people read them. */
import type { Words } from './zh'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** The community's days are those of Beijing, and so are its timers, wherever the browser is. */
const ZONE = 'Asia/Shanghai'
const clockFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `2026-11-22 12:26:01` in Beijing. */
export function moment(at: number): string {
  return clockFormat.format(at)
}

/** `12:26:01` in Beijing, for today's things. */
export function timeOfDay(at: number): string {
  return moment(at).slice(11)
}

export function bytes(count: number): string {
  if (count < 1024) return `${count} B`
  if (count < 1024 * 1024) return `${(count / 1024).toFixed(count < 10_240 ? 1 : 0)} KB`
  return `${(count / 1024 / 1024).toFixed(1)} MB`
}

export function milliseconds(count: number): string {
  if (count >= 10 * SECOND_MS) return `${(count / SECOND_MS).toFixed(1)} s`
  return count < 10 ? `${Number(count.toFixed(1))} ms` : `${Math.round(count)} ms`
}

export function number(count: number): string {
  return count.toLocaleString('en-US')
}

/** `10,000+` when there are more. */
export function count({ value, isMore }: { readonly value: number; readonly isMore: boolean }): string {
  return isMore ? `${number(value)}+` : number(value)
}

/** A length of time in its largest unit. */
export function span(durationMs: number, words: Words): string {
  const length = Math.abs(durationMs)
  if (length < MINUTE_MS) return words.seconds(Math.round(length / SECOND_MS))
  if (length < HOUR_MS) return words.minutes(Math.round(length / MINUTE_MS))
  return length < DAY_MS ? words.hours(Math.round(length / HOUR_MS)) : words.days(Math.round(length / DAY_MS))
}
