/** What the points that are out there may yet cost, by the community's books (PRODUCT 6.6). Pure. */
import { monthOf } from '../kit/period'
import type { Folded } from '../points/book-rules'

/** What operators are told. */
export interface Forecast {
  readonly byExpiry: { month: string; points: number }[]
  readonly held: number
  readonly outstanding: number
  readonly spentPercent?: number
  /** How many of the outstanding points will be spent, if members go on as so far. */
  readonly expectedRedemption: number
}

/** The forecast of the books: points that can be spent, by the month in which they lapse, and points set aside. */
export function forecastOf({ totals, lots }: Folded): Forecast {
  const byMonth = new Map<string, number>()
  for (const [day, points] of Object.entries(lots)) {
    const month = monthOf(day)
    byMonth.set(month, (byMonth.get(month) ?? 0) + points)
  }
  const byExpiry = [...byMonth]
    .map(([month, points]) => ({ month, points }))
    .filter(({ points }) => points !== 0)
  byExpiry.sort((a, b) => (a.month < b.month ? -1 : 1))
  const held = totals.held?.points ?? 0
  const outstanding = byExpiry.reduce((total, { points }) => total + points, 0) + held
  const spentPercent = spentPercentOf(totals)
  return {
    byExpiry,
    held,
    outstanding,
    ...(spentPercent === undefined ? {} : { spentPercent }),
    expectedRedemption: Math.max(0, Math.round((outstanding * (spentPercent ?? 0)) / 100)),
  }
}

/** Of a hundred points that were ever given, how many the mall has taken; undefined before any was given. */
function spentPercentOf(totals: Folded['totals']): number | undefined {
  const given = Object.entries(totals)
    .filter(([account]) => account.startsWith('mint:'))
    .reduce((total, [, { points }]) => total - points, 0)
  if (given <= 0) return undefined
  return Math.min(100, Math.max(0, Math.round(((totals.mall?.points ?? 0) * 100) / given)))
}
