/** What operators see of a member and give them: tags, tiers, certifications and honours. PRODUCT 1.3, 1.4. */
import * as z from 'zod'
import { action } from './action'
import { HOUR_MS, MARK_REASON_LENGTH_MAX, MARK_TEXT_LENGTH_MAX } from './limits'
import { SkillTier, Title } from './member-shapes'
import { Count, Instant, MemberId, RequestId, TitleId } from './shared'

/** What somebody's behaviour says of them (PRODUCT 1.4), for operators only. */
export const Persona = z.enum(['organiser', 'influencer', 'asker', 'sharer', 'challenger', 'onlooker'])
export type Persona = z.output<typeof Persona>

/** What a member has done, counted in the last hundred of their posts and in all their comments and likes. */
export const Deeds = z.object({
  posts: Count,
  /** Posts with a photo or a video. */
  works: Count,
  questions: Count,
  /** Chains and polls begun. */
  gatherings: Count,
  debates: Count,
  likesReceived: Count,
  comments: Count,
  likesGiven: Count,
  /** Posts of theirs that stand hidden. */
  hidden: Count,
})
export type Deeds = z.output<typeof Deeds>

const MarkText = z.string().trim().min(1).max(MARK_TEXT_LENGTH_MAX)
const MarkReason = z.string().trim().min(1).max(MARK_REASON_LENGTH_MAX)

export const memberHonours = {
  /** Gives a certification (`v`) or an honour; without `days` it stays. LIMIT_REACHED: they have TITLES_MAX already. */
  'member.grantMark': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      memberId: MemberId,
      kind: z.enum(['v', 'title']),
      text: MarkText,
      reason: MarkReason,
      days: z.number().int().min(1).max(3650).optional(),
    }),
    output: z.object({ titles: z.array(Title) }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'LIMIT_REACHED'],
    idempotent: 'requestId',
    rateLimit: { max: 100, windowMs: HOUR_MS },
  }),
  /** Takes a certification or an honour back, and says why. */
  'member.withdrawMark': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({ memberId: MemberId, titleId: TitleId, words: MarkReason }),
    output: z.object({ titles: z.array(Title) }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED'],
    idempotent: 'natural',
    rateLimit: { max: 100, windowMs: HOUR_MS },
  }),
  /** Confirms a tier for a member, an instructor's included. */
  'member.proveTier': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({ memberId: MemberId, skillTier: SkillTier }),
    output: z.object({ skillTier: SkillTier, tierProven: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 100, windowMs: HOUR_MS },
  }),
  /** What a member's behaviour says of them. `countedAt` is absent as long as nothing was counted. */
  'member.getPersona': action({
    auth: 'member.moderate',
    effect: 'read',
    input: z.strictObject({ memberId: MemberId }),
    output: z.object({ personas: z.array(Persona), deeds: Deeds, countedAt: Instant.optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
} as const
