/** What members ask of their points, and of the community's books. PRODUCT 5. */
import * as z from 'zod'
import { action } from './action'
import { LEVELS_MAX, MINUTE_MS } from './limits'
import { pointsDesk } from './points-desk'
import { Balance, EarningRule, EarningSource, PublicAdjustment, StatementLine } from './points-shapes'
import { Count, Cursor, Instant, PageSize } from './shared'

const Whole = z.number().int()

/** A slice of a file: texts of all slices in their order are the file. */
const Slice = z.object({ csv: z.string(), nextCursor: Cursor.optional() })

/** A right that a level brings; what a single item asks for stands with the item. */
export const LevelRight = z.enum(['titleColour', 'levelItems'])
export type LevelRight = z.output<typeof LevelRight>

/** What the community's books come to, now. */
const Books = z.object({
  /** Every account, those of all members together, with what it has been given. */
  totals: z.array(z.object({ account: z.string(), points: Whole, xp: Whole })),
  /** What all accounts come to: nothing, or the books are wrong. */
  trial: z.object({ points: Whole, xp: Whole }),
  entryCount: Count,
  /** How far the journal can be downloaded: what is younger than two minutes is counted here already. */
  journalCount: Count,
  /** When the newest entry that is counted was booked; absent before any. */
  upTo: Instant.optional(),
  /** Whether every entry is counted; not in a rush, when the folding is behind by more than a page. */
  isWhole: z.boolean(),
  /** Members' points that can still be spent, by the last day of their lots; those that are set aside not counted. */
  lapsing: z.array(z.object({ expiresOn: z.string(), amount: Whole })),
  /** Whether the hourly audit has found everything in order; redeeming and payouts stop when not. */
  sound: z.boolean(),
  /** When it has last gone through the accounts. */
  auditedAt: Instant.optional(),
})

export const points = {
  /** What the caller has: points, XP, level, lots, what is set aside. */
  'points.getBalance': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ balance: Balance }),
    errors: [],
    idempotent: 'natural',
  }),
  /** The caller's entries with their reasons and what there was after each, the latest first. */
  'points.listStatement': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ lines: z.array(StatementLine), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * The whole statement as a file for spreadsheets, the oldest entry first, slice by slice: UTF-8 with a mark at its
   * beginning, CRLF, a head, amounts as whole numbers, instants in community time, formulas made harmless.
   */
  'points.exportStatement': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional() }),
    output: Slice,
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /** What earns points and how much at most, and the levels that XP make. */
  'points.listRules': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({
      rules: z.array(EarningRule.omit({ version: true, budget: true }).extend({ source: EarningSource })),
      memberDayMax: Count,
      levels: z
        .array(z.object({ level: z.number().int().positive(), beginsAt: Count, rights: z.array(LevelRight) }))
        .max(LEVELS_MAX),
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /** The community's books, live: every account sums to what its entries come to, and all of them to nothing. */
  'points.getBooks': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: Books,
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * The community's journal as a file, slice by slice, the oldest first: a line for each posting, without whose it is
   * and what it is about. Its columns sum to the totals of `points.getBooks` as far as the journal goes.
   */
  'points.exportBooks': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional() }),
    output: Slice,
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /** The adjustments of a month, for everybody: what and why, never whose. The latest first. PRODUCT 5.7. */
  'points.listAdjustments': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({
      month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ adjustments: z.array(PublicAdjustment), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  ...pointsDesk,
} as const
