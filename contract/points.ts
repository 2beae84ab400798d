/** Points and XP: what earns them, what somebody has. PRODUCT 5. */
import * as z from 'zod'
import { LEVELS_MAX, RULE_POINTS_MAX } from './limits'

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
})
export type EarningRule = z.output<typeof EarningRule>

/** What an action has earned its caller, said along with its answer: what repays a debt counts as earned too. */
export const Earned = z.object({
  points: z.number().int().min(0),
  xp: z.number().int().min(0),
  /** The level that was reached by it, when it is a new one. */
  level: z.number().int().min(1).max(LEVELS_MAX).optional(),
})
export type Earned = z.output<typeof Earned>
