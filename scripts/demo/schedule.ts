/** When people bake and write. Pure. */
import type { Random } from './random'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS
/** Somebody has written just now, whatever the hour: a first look should meet a living place. */
const NEWEST_AGE_MS = 4 * MINUTE_MS

/** How many write in each hour of a day in Shanghai, midnight first: breakfast, lunch, and the long evening. */
const HOUR_WEIGHTS = [
  3, 1, 0.5, 0.3, 0.3, 1, 3, 6, 8, 7, 7, 8, 10, 9, 7, 8, 9, 8, 8, 10, 13, 15, 12, 7,
] as const
const HOUR_WEIGHT_MAX = Math.max(...HOUR_WEIGHTS)
const WEEKEND_WEIGHT = 1
const WORKDAY_WEIGHT = 0.66
/** The community grows: the oldest day has this share of the newest one's posts. */
const OLDEST_DAY_WEIGHT = 0.6

/** So many different instants of the `days` before `now`, newest first, at the hours when people write. */
export function postingInstants(count: number, days: number, now: number, random: Random): number[] {
  const instants = new Set([now - NEWEST_AGE_MS])
  while (instants.size < count) {
    const ageMs = Math.floor(random.fraction() * days * DAY_MS)
    const instant = now - ageMs
    const weight = hourWeight(instant) * dayWeight(instant) * growth(ageMs / (days * DAY_MS))
    if (ageMs > NEWEST_AGE_MS && random.chance(weight)) instants.add(instant)
  }
  return [...instants].sort((a, b) => b - a)
}

/**
 * So many instants between `from` and `now`, oldest first and all different: soon after `from`, then ever rarer.
 * @param meanDelayMs how long after `from` they come on average, when there is time for it
 */
export function followingInstants(
  count: number,
  from: number,
  now: number,
  meanDelayMs: number,
  random: Random,
): number[] {
  const roomMs = now - from
  const delays = Array.from({ length: count }, () => {
    const delayMs = -Math.log(1 - random.fraction()) * meanDelayMs
    return delayMs < roomMs ? delayMs : random.fraction() * roomMs
  })
  let last = from
  return delays
    .sort((a, b) => a - b)
    .map((delayMs) => {
      last = Math.max(last + 1, from + Math.floor(delayMs))
      return last
    })
}

function hourWeight(instant: number): number {
  const hour = Math.floor(((instant + SHANGHAI_OFFSET_MS) % DAY_MS) / HOUR_MS)
  return (HOUR_WEIGHTS[hour] ?? 0) / HOUR_WEIGHT_MAX
}

function dayWeight(instant: number): number {
  const day = new Date(instant + SHANGHAI_OFFSET_MS).getUTCDay()
  return day === 0 || day === 6 ? WEEKEND_WEIGHT : WORKDAY_WEIGHT
}

function growth(age: number): number {
  return 1 - age * (1 - OLDEST_DAY_WEIGHT)
}
