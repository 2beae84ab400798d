/** Members: who they are and how they are shown. PRODUCT 1.1. */
import * as z from 'zod'
import { action } from './action'
import { MINUTE_MS, NICKNAME_LENGTH_MAX } from './limits'
import { ROLES, type Role } from './roles'
import { Count, Instant, MediaId, MemberCard, MemberId, RequestId } from './shared'

export const Nickname = z.string().trim().min(1).max(NICKNAME_LENGTH_MAX)

/** What a member sees of themself. */
export const MyProfile = MemberCard.extend({
  roles: z.array(z.enum(Object.keys(ROLES) as [Role, ...Role[]])),
  postCount: Count,
  joinedAt: Instant,
})
export type MyProfile = z.output<typeof MyProfile>

/** What others see of a member. */
export const MemberProfile = MemberCard.extend({ postCount: Count, joinedAt: Instant })
export type MemberProfile = z.output<typeof MemberProfile>

export const member = {
  /** Who WeChat says I am. `member` is absent for a guest who has not joined. One read. */
  'member.getMe': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ member: MyProfile.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Joins with a nickname and perhaps a picture; joining again answers the member there is. */
  'member.join': action({
    auth: 'guest',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, nickname: Nickname, avatarMediaId: MediaId.optional() }),
    output: z.object({ member: MyProfile }),
    errors: ['CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /** Changes nickname or picture; posts and comments already made follow. */
  'member.updateProfile': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      nickname: Nickname.optional(),
      avatarMediaId: MediaId.optional(),
    }),
    output: z.object({ member: MyProfile }),
    errors: ['CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /** Another member's page. */
  'member.getMember': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ memberId: MemberId }),
    output: z.object({ member: MemberProfile }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
} as const
