/** How long replies take, from a bounded number of counts however many replies there were. Pure. */
import { HOUR_MS, MINUTE_MS } from '../../contract/limits'

/** The upper ends of the steps, milliseconds; the last step has none. A figure is exact to its step. */
export const REPLY_STEPS_MS: readonly number[] = [
  ...[1, 2, 3, 5, 7, 10, 15, 20, 30, 45].map((minutes) => minutes * MINUTE_MS),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72].map((hours) => hours * HOUR_MS),
]
/** How many counts a histogram has. */
export const REPLY_STEPS = REPLY_STEPS_MS.length + 1

/** The step that a duration falls into. */
export function stepOf(durationMs: number): number {
  const step = REPLY_STEPS_MS.findIndex((end) => durationMs <= end)
  return step === -1 ? REPLY_STEPS_MS.length : step
}

/** Adds histograms up, step by step. */
export function sumOf(histograms: readonly (readonly number[])[]): number[] {
  return Array.from({ length: REPLY_STEPS }, (_, step) =>
    histograms.reduce((sum, counts) => sum + (counts[step] ?? 0), 0),
  )
}

/**
 * The duration that the fraction `quantile` of all has not gone beyond, milliseconds, as if the durations of one step
 * lay evenly in it; undefined when there are none. Beyond the last end it is that end.
 */
export function quantileOf(counts: readonly number[], quantile: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  const rank = quantile * total
  let below = 0
  for (const [step, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) {
      const from = step === 0 ? 0 : (REPLY_STEPS_MS[step - 1] ?? 0)
      const to = REPLY_STEPS_MS[step] ?? from
      return Math.round(from + ((rank - below) / count) * (to - from))
    }
    below += count
  }
  return REPLY_STEPS_MS.at(-1)
}
