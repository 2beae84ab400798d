/** Whom members follow and find. PRODUCT 1.2, 2.4, 2.7. */
import * as z from 'zod'
import { action } from './action'
import {
  MEMBERS_FOUND_MAX,
  MEMBERS_SUGGESTED_MAX,
  MENTION_CANDIDATES_MAX,
  MINUTE_MS,
  NICKNAME_LENGTH_MAX,
} from './limits'
import { SkillTier } from './member-shapes'
import { BoardId, Count, Cursor, MemberCard, MemberId, PageSize } from './shared'

/** A member in a list of people. */
export const MemberRow = MemberCard.extend({ skillTier: SkillTier, followed: z.boolean() })
export type MemberRow = z.output<typeof MemberRow>

/** Somebody worth following: for an interest or a city in common, or because they are active. */
export const SuggestedMember = MemberRow.extend({
  because: z.enum(['interest', 'city', 'active']),
  /** The interest in common. */
  boardId: BoardId.optional(),
  postCount: Count,
})
export type SuggestedMember = z.output<typeof SuggestedMember>

export const memberPeople = {
  /** States the end that is wanted (followed or not). LIMIT_REACHED: who follows FOLLOWS_MAX may follow no more. */
  'member.setFollow': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ memberId: MemberId, followed: z.boolean() }),
    output: z.object({ followed: z.boolean() }),
    errors: ['NOT_FOUND', 'LIMIT_REACHED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS, trustedMax: 150 },
  }),
  /** Whom somebody follows, or who follows them, the latest first. */
  'member.listFollows': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      memberId: MemberId,
      kind: z.enum(['following', 'followers']),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ members: z.array(MemberRow), nextCursor: Cursor.optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** People worth following, by the survey's answers; none whom the caller follows already. */
  'member.suggestMembers': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ members: z.array(SuggestedMember).max(MEMBERS_SUGGESTED_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Members whose nickname has this text in it, best first. */
  'member.searchMembers': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ text: z.string().trim().min(1).max(NICKNAME_LENGTH_MAX) }),
    output: z.object({ members: z.array(MemberCard).max(MEMBERS_FOUND_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Whom the caller may want to mention: followed or met lately, with this text in their nickname. */
  'member.recommendMentions': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ text: z.string().trim().max(NICKNAME_LENGTH_MAX).optional() }),
    output: z.object({ members: z.array(MemberCard).max(MENTION_CANDIDATES_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
