/** What points look like on the wire. PRODUCT 5. */
import * as z from 'zod'
import { BUDGET_POINTS_MAX, LEVELS_MAX, LOTS_MAX, RULE_POINTS_MAX } from './limits'
import { Count, Day, Instant, MemberId } from './shared'

/** What earns points. */
export const EarningSource = z.enum([
  'post',
  'answer',
  'likes',
  'onboarding',
  'checkIn',
  'homework',
  'attendance',
  'contest',
  'invitation',
  'spending',
])
export type EarningSource = z.output<typeof EarningSource>

/** How one thing earns: data that an operator edits. */
export const EarningRule = z.strictObject({
  on: z.boolean(),
  /** A new version pays anew for what an older one has paid for; a changed amount alone does not. */
  version: z.number().int().min(1),
  points: z.number().int().min(0).max(RULE_POINTS_MAX),
  xp: z.number().int().min(0).max(RULE_POINTS_MAX),
  /** How often it pays one member a day. */
  perDayMax: z.number().int().min(1).max(100),
  /** What it pays all members together, each day or in all; as much as there is to earn when absent. */
  budget: z
    .strictObject({
      points: z.number().int().min(1).max(BUDGET_POINTS_MAX),
      every: z.enum(['day', 'ever']),
    })
    .optional(),
})
export type EarningRule = z.output<typeof EarningRule>
export type EarningBudget = NonNullable<EarningRule['budget']>

/** What an action has earned its caller, said along with its answer: what repays a debt counts as earned too. */
export const Earned = z.object({
  points: Count,
  xp: Count,
  /** The level that was reached by it, when it is a new one. */
  level: z.number().int().min(1).max(LEVELS_MAX).optional(),
})
export type Earned = z.output<typeof Earned>

/** Points that expire together. */
export const Lot = z.object({ expiresOn: Day, amount: Count })

/** Why an award was recorded as nothing. PRODUCT 5.6. */
export const CapReason = z.enum(['off', 'ruleDay', 'memberDay', 'pairDay', 'budget'])
export type CapReason = z.output<typeof CapReason>

/** What an entry does. */
export const EntryKind = z.enum(['earn', 'spend', 'hold', 'settle', 'refund', 'reverse', 'expire', 'adjust'])
export type EntryKind = z.output<typeof EntryKind>

/** Why there is an entry: what earned or won it, what it was spent on, or why it was put right. */
export const EntryCause = z.enum([
  ...EarningSource.options,
  'prize',
  'mall',
  'makeUp',
  'expiry',
  'fraud',
  'undone',
  'thanks',
  'correction',
])
export type EntryCause = z.output<typeof EntryCause>

/** How a hold ends, once: spent (whole or in part), given back, or given back because its time was over. */
export const HoldEnd = z.enum(['posted', 'voided', 'lapsed'])
export type HoldEnd = z.output<typeof HoldEnd>

const Whole = z.number().int()
/** A member's points and XP; a change of them when it may be below zero. */
const amounts = <T extends z.ZodType>(amount: T) =>
  z.object({ available: amount, held: amount, debt: amount, xp: amount })

/** One line of a statement. */
export const StatementLine = z.object({
  /** Its number among the member's own entries, from 1 without a gap. */
  number: z.number().int().positive(),
  kind: EntryKind,
  cause: EntryCause,
  /** The id of what it is about: a post, an order, the key of an earlier entry. */
  subjectId: z.string().optional(),
  /** Of a `settle`: how the hold has ended. */
  ended: HoldEnd.optional(),
  /** Of an adjustment that is not long ago: an operator's words. */
  words: z.string().optional(),
  change: amounts(Whole),
  after: amounts(Count),
  /** What it did to the lots: below zero what went. */
  lots: z.array(z.object({ expiresOn: Day, change: Whole })),
  /** Why an award is nothing. */
  capped: CapReason.optional(),
  at: Instant,
})
export type StatementLine = z.output<typeof StatementLine>

/** What a member has. */
export const Balance = z.object({
  /** What can be spent now. */
  available: Count,
  held: Count,
  /** What half of later earnings repays; nothing can be redeemed meanwhile. */
  debt: Count,
  xp: Count,
  level: z.number().int().positive(),
  /** XP since this level began, and from there to the next; no step at the highest. */
  gained: Count,
  step: z.number().int().positive().optional(),
  /** The first to lapse first. */
  lots: z.array(Lot).max(LOTS_MAX),
  /** What was earned today, and the most that a day brings. */
  today: z.object({ earned: Count, max: Count }),
  /** What is set aside and for what, the first to end first; not more than HOLDS_SHOWN_MAX of them. */
  holds: z.array(
    z.object({
      holdId: z.string(),
      cause: EntryCause,
      subjectId: z.string().optional(),
      amount: Count,
      expiresAt: Instant,
    }),
  ),
})
export type Balance = z.output<typeof Balance>

/** Which kind of adjustment. `reversal`: an entry was taken back. */
export const AdjustmentKind = z.enum(['thanks', 'correction', 'reversal'])
export type AdjustmentKind = z.output<typeof AdjustmentKind>

/** Why staff have changed somebody's points, as a code: thanks for what, or what was wrong. */
export const AdjustmentReason = z.enum([
  'helping',
  'event',
  'suggestion',
  'mistake',
  'compensation',
  'fraud',
  'other',
])
export type AdjustmentReason = z.output<typeof AdjustmentReason>

/** An adjustment as everybody may see it: what and why, never whose. PRODUCT 5.7. */
export const PublicAdjustment = z.object({
  kind: AdjustmentKind,
  reason: AdjustmentReason,
  /** Below zero what was taken. */
  points: Whole,
  /** How it was allowed: small enough for one, by a second person, or alone after a day. */
  allowed: z.enum(['small', 'second', 'alone']),
  day: Day,
})
export type PublicAdjustment = z.output<typeof PublicAdjustment>

/** An adjustment as staff see it. */
export const Adjustment = z.object({
  adjustmentId: z.string(),
  kind: AdjustmentKind,
  reason: AdjustmentReason,
  words: z.string(),
  memberId: MemberId,
  points: Whole,
  /** `waiting`: for a second person, or for a day to pass where there is none. */
  state: z.enum(['waiting', 'booked', 'declined']),
  requestedBy: MemberId,
  requestedAt: Instant,
  decidedBy: MemberId.optional(),
  bookedAt: Instant.optional(),
})
export type Adjustment = z.output<typeof Adjustment>
