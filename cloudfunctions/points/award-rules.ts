/** Awards: what somebody has earned, under which key it is booked, and what it comes to under the caps. Pure. */
import type { CapReason, EarningSource } from '../../contract/points-shapes'
import { type AwardsOfDay, type CapContext, capOf, withAward } from './earning-rules'
import type { EntryAbout } from './entry-rules'
import { keyOfAward } from './keys'
import { type Account, type Booking, type Earning, earn } from './ledger'
import type { PointsSettings } from './settings'

/** Something that was earned. */
export interface Award {
  readonly source: EarningSource
  readonly memberId: string
  /** The id of what earned it. */
  readonly subjectId: string
  /** The community day for what the same subject can earn again on another; absent for once and for all. */
  readonly period?: string
  /** How many times over the rule pays at once: likes, or days of a streak. Default 1. */
  readonly units?: number
  /** Who made them earn it; a pair of members can do so a few times a day only. */
  readonly giverId?: string
  /** There when the document of the cause, read in this transaction, says that it was not paid before: see `append`. */
  readonly isFirst?: true
  /** There when this transaction makes the member: see `append`. */
  readonly isNewMember?: true
  readonly at: number
}

/** The key of an award's entry: the same cause is paid once, whatever the rule has come to pay meanwhile. */
export function awardKey({ source, subjectId, period }: Award, { rules }: PointsSettings): string {
  return keyOfAward(source, rules[source].version, subjectId, period)
}

/** The entry by which an award is paid, and what is asked for by it. */
export function aboutAward(award: Award, settings: PointsSettings): EntryAbout & { readonly asked: unknown } {
  const { source, memberId, subjectId, units = 1, at } = award
  return {
    key: awardKey(award, settings),
    memberId,
    kind: 'earn',
    reason: { what: source, subjectId },
    asked: { subjectId, units },
    at,
  }
}

/** What a step has booked, and what it says of the day's caps. */
export interface BookedEntry {
  readonly booking: Booking
  readonly awards?: AwardsOfDay
  readonly capped?: CapReason
}

/** Books an award; one that a cap makes nothing is booked as nothing, with the reason. */
export function bookAward(
  { source, units = 1, at }: Award,
  account: Account,
  context: CapContext,
  { rules }: PointsSettings,
): BookedEntry {
  const rule = rules[source]
  const earning: Earning = { from: `mint:${source}`, points: rule.points * units, xp: rule.xp * units }
  const capped = capOf(source, rule, earning.points, context)
  if (capped) return { booking: earn(account, { ...earning, points: 0, xp: 0 }, at), capped }
  return {
    booking: earn(account, earning, at),
    awards: withAward(source, earning.points, context),
  }
}
