/** Lots: points of one member that expire together, and in which order they go (PRODUCT 5.3). Pure. */
import { DAY_MS, LOTS_MAX } from '../../contract/limits'
import { periodOf, startOf } from '../kit/period'

/** Points that expire together. */
export interface Lot {
  /** The last community day on which they can be spent, `2027-12-31`. It names the lot. */
  readonly expiresOn: string
  /** At least 1. */
  readonly amount: number
}

/** So long can points be spent that come back after their lot has lapsed. */
const REGRANT_DAYS = 30

/** The lot that points earned at an instant belong to: they lapse with the next year. */
export function lotDayOf(at: number): string {
  const year = Number(periodOf('day', at).slice(0, 4))
  return `${year + 1}-12-31`
}

/** The lot of points that come back too late for their own: thirty days from now. */
export function regrantDayOf(at: number): string {
  return periodOf('day', at + REGRANT_DAYS * DAY_MS)
}

/** Whether a lot has lapsed: its last day is over. */
export function hasLapsed(lot: Lot, at: number): boolean {
  return lot.expiresOn < periodOf('day', at)
}

/** The instant at which a lot lapses: the beginning of the day after its last. */
export function lapsesAt(lot: Lot): number {
  return startOf(lot.expiresOn) + DAY_MS
}

/** What became of one lot: points that came to it, or went when below zero. */
export interface LotChange {
  readonly expiresOn: string
  /** A whole number, not zero. */
  readonly change: number
}

/** What has changed between these lots and those, the first to lapse first. */
export function changesOf(before: readonly Lot[], after: readonly Lot[]): LotChange[] {
  const changes = new Map(before.map(({ expiresOn, amount }) => [expiresOn, -amount]))
  for (const { expiresOn, amount } of after) changes.set(expiresOn, (changes.get(expiresOn) ?? 0) + amount)
  return [...changes]
    .filter(([, change]) => change !== 0)
    .map(([expiresOn, change]) => ({ expiresOn, change }))
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1))
}

/** The points that went, as lots. */
export function goneBy(changes: readonly LotChange[]): Lot[] {
  return changes.flatMap(({ expiresOn, change }) => (change < 0 ? [{ expiresOn, amount: -change }] : []))
}

/** How many points lie in lots. */
export function sumOf(lots: readonly Lot[]): number {
  return lots.reduce((sum, { amount }) => sum + amount, 0)
}

/**
 * Lots with these points added, the first to lapse first. Of more than LOTS_MAX the two that lapse first become one,
 * with the later day: nobody loses by there being many.
 */
export function withLots(lots: readonly Lot[], added: readonly Lot[]): Lot[] {
  const byDay = new Map<string, number>()
  for (const { expiresOn, amount } of [...lots, ...added])
    if (amount > 0) byDay.set(expiresOn, (byDay.get(expiresOn) ?? 0) + amount)
  const sorted = [...byDay].map(([expiresOn, amount]) => ({ expiresOn, amount }))
  sorted.sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1))
  while (sorted.length > LOTS_MAX) {
    const [first, second] = sorted.splice(0, 2)
    if (first && second) sorted.unshift({ expiresOn: second.expiresOn, amount: first.amount + second.amount })
  }
  return sorted
}

/** What was taken out of lots, and what is left. */
export interface Taken {
  readonly taken: readonly Lot[]
  readonly left: readonly Lot[]
}

/**
 * Takes points out of lots, first those of `firstFrom` and then those that lapse first; all there is when it is less.
 * @param lots the first to lapse first
 */
export function takeFrom(lots: readonly Lot[], amount: number, firstFrom?: string): Taken {
  const inTurn = [
    ...lots.filter(({ expiresOn }) => expiresOn === firstFrom),
    ...lots.filter(({ expiresOn }) => expiresOn !== firstFrom),
  ]
  const taken: Lot[] = []
  const left: Lot[] = []
  let wanted = amount
  for (const lot of inTurn) {
    const part = Math.min(lot.amount, wanted)
    wanted -= part
    if (part > 0) taken.push({ ...lot, amount: part })
    if (lot.amount > part) left.push({ ...lot, amount: lot.amount - part })
  }
  return { taken: withLots([], taken), left: withLots([], left) }
}

/** Where points go that come back: to their own lots, those of lapsed ones for another thirty days. */
export function comingBack(lots: readonly Lot[], at: number): Lot[] {
  return withLots(
    [],
    lots.map((lot) => (hasLapsed(lot, at) ? { ...lot, expiresOn: regrantDayOf(at) } : lot)),
  )
}
