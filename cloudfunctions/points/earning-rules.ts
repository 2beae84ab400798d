/** What earns points, and how much of it at most (PRODUCT 5.6, 5.9): rules are data that operators edit. Pure. */
import type { CapReason, EarningRule, EarningSource } from '../../contract/points-shapes'

/** What a member has been awarded on one day, kept in their account. */
export interface AwardsOfDay {
  /** A community day. */
  readonly day: string
  readonly points: number
  /** How often each rule has paid. */
  readonly times: Readonly<Partial<Record<EarningSource, number>>>
  /** How often each other member has made them earn. As many as awards at most, which the caps of rules bound. */
  readonly givers?: Readonly<Record<string, number>>
}

/** What stands in the way of an award, besides its own rule. */
export interface CapContext {
  readonly awards: AwardsOfDay | undefined
  readonly day: string
  /** The most points of one member's day. */
  readonly memberDayMax: number
  /** Who makes them earn it; absent where nobody gives. */
  readonly giverId?: string | undefined
  readonly pairDayMax: number
  /** What the rule's budget can still pay; absent where it has none. */
  readonly budgetLeft?: number | undefined
}

/**
 * The reason for which an award of so many points is recorded as nothing; undefined when it is paid whole.
 * @param points what the rule pays for all that is awarded at once
 */
export function capOf(
  source: EarningSource,
  rule: EarningRule,
  points: number,
  { awards, day, memberDayMax, giverId, pairDayMax, budgetLeft }: CapContext,
): CapReason | undefined {
  const today = awards?.day === day ? awards : undefined
  if (!rule.on) return 'off'
  if ((today?.times[source] ?? 0) >= rule.perDayMax) return 'ruleDay'
  if ((today?.points ?? 0) + points > memberDayMax) return 'memberDay'
  if (giverId !== undefined && (today?.givers?.[giverId] ?? 0) >= pairDayMax) return 'pairDay'
  if (budgetLeft !== undefined && points > budgetLeft) return 'budget'
  return undefined
}

/** The day's awards with one more. */
export function withAward(
  source: EarningSource,
  points: number,
  { awards, day, giverId }: Pick<CapContext, 'awards' | 'day' | 'giverId'>,
): AwardsOfDay {
  const { times, givers = {}, ...today } = awards?.day === day ? awards : { day, points: 0, times: {} }
  return {
    day,
    points: today.points + points,
    times: { ...times, [source]: (times[source] ?? 0) + 1 },
    givers: giverId === undefined ? givers : { ...givers, [giverId]: (givers[giverId] ?? 0) + 1 },
  }
}
