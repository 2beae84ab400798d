/** Figures of the proof and the standings as they are said. PURE. */
import type { Words } from '../../i18n/words'

const KIB = 1024

/** How large a file is: whole KB, and MB with one digit from the first one on. */
export function sayBytes(bytes: number, { contest }: Words): string {
  const kib = Math.max(1, Math.round(bytes / KIB))
  return kib < KIB ? contest.kib(String(kib)) : contest.mib((bytes / KIB / KIB).toFixed(1))
}

/** A jury's mean, given in thousandths of a point: 8.333 as 8.33. */
export function sayMean(thousandths: number): string {
  return (Math.floor(thousandths / 10) / 100).toFixed(2)
}

/** How long a bar is, in percent of the longest; the shortest vote is still seen. */
export function barOf(votes: number, best: number): number {
  return votes === 0 || best === 0 ? 0 : Math.max(2, Math.round((votes / best) * 100))
}
