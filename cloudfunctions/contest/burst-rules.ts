/** Bursts: hours in which a work gets far more votes than it usually does. Pure. PRODUCT 3.4. */
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import { startOf } from '../kit/period'
import type { Vote, VotedWork } from './vote-graph-rules'

/** So many standard deviations above its own baseline. PRODUCT 3.4. */
export const BURST_SIGMAS = 5
/** Fewer votes in an hour are nobody's farm: a family at dinner is as many. */
export const BURST_VOTES_MIN = 20
/** What a work may expect in any hour, however little it gets. */
const BASELINE_MIN = 3
/** Days differ by more than chance, weekends and the last evening: by this part of what is expected. */
const SPREAD = 0.3
/** An evening has twice the votes of an hour in the middle: what is expected where other days say too little. */
const EVENING = 2

/** Hours are looked at in halves, so that a burst across the full hour is seen whole. */
const SLOT_MS = HOUR_MS / 2
const SLOTS = DAY_MS / SLOT_MS
/** The slots around an hour by which its baseline is smoothed, and how many hours they are. */
const AROUND = { before: 2, after: 4, hours: 3 } as const

/**
 * The votes for a work that came in a burst. The baseline of an hour is what the work gets at the same time on its other
 * days (the median of them), at least twice what it gets in any hour on average.
 * @param days the days of the log
 */
export function burstsOf(work: VotedWork, days: readonly string[]): Vote[] {
  if (work.votes.length < BURST_VOTES_MIN) return []
  const counts = countSlots(work, days)
  const hours = (days.length * DAY_MS) / HOUR_MS
  const bursting = new Map<string, Set<number>>()
  for (const [day, slots] of counts) {
    const others = days.filter((other) => other !== day).map((other) => counts.get(other) ?? [])
    const found = new Set<number>()
    for (let slot = 0; slot + 1 < SLOTS; slot += 1) {
      const votes = sum(slots, slot, slot + 2)
      if (votes < BURST_VOTES_MIN) continue
      const average = (work.votes.length - votes) / hours
      const usual = median(others.map((other) => around(other, slot)))
      if (isBurst(votes, Math.max(usual, EVENING * average, BASELINE_MIN))) found.add(slot).add(slot + 1)
    }
    bursting.set(day, found)
  }
  return work.votes.filter((vote) => bursting.get(vote.day)?.has(slotOf(vote)))
}

function isBurst(votes: number, expected: number): boolean {
  const sigma = Math.sqrt(expected + (SPREAD * expected) ** 2)
  return votes > expected + BURST_SIGMAS * sigma
}

/** Votes by half hour of each day. */
function countSlots(work: VotedWork, days: readonly string[]): Map<string, number[]> {
  const counts = new Map(days.map((day) => [day, Array.from({ length: SLOTS }, () => 0)]))
  for (const vote of work.votes) {
    const slots = counts.get(vote.day)
    const slot = slotOf(vote)
    if (slots) slots[slot] = (slots[slot] ?? 0) + 1
  }
  return counts
}

function slotOf({ day, at }: Vote): number {
  return Math.min(SLOTS - 1, Math.max(0, Math.floor((at - startOf(day)) / SLOT_MS)))
}

/** Votes in an hour, by the three hours around it. */
function around(slots: readonly number[], slot: number): number {
  return sum(slots, Math.max(0, slot - AROUND.before), slot + AROUND.after) / AROUND.hours
}

function sum(slots: readonly number[], from: number, until: number): number {
  return slots.slice(from, until).reduce((total, count) => total + count, 0)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}
