/** Schemas that several domains speak in. */
import * as z from 'zod'
import {
  MARK_TEXT_LENGTH_MAX,
  NICKNAME_LENGTH_MAX,
  PAGE_SIZE_MAX,
  REQUEST_ID_LENGTH_MAX,
  REQUEST_ID_LENGTH_MIN,
  TITLE_COLOURS_MAX,
} from './limits'

/** Made by the client once per intent; repeating a call with it never does the work twice. */
export const RequestId = z
  .string()
  .min(REQUEST_ID_LENGTH_MIN)
  .max(REQUEST_ID_LENGTH_MAX)
  .regex(/^[A-Za-z0-9_-]+$/)

/** An id carries its kind: `pst_` and twenty-odd characters of lower-case base 32. */
const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{8,40}$`))
export const MemberId = id('mbr')
export const PostId = id('pst')
export const CommentId = id('cmt')
export const MediaId = id('med')
export const BoardId = id('brd')
export const GroupId = id('grp')
export const TitleId = id('ttl')
export const TopicId = id('top')
export const NoticeId = id('ntc')
export const CaseId = id('cas')
export const ChallengeId = id('chl')
export const ProofId = id('prf')
export const ItemId = id('itm')
export const OrderId = id('ord')
export const CouponId = id('cpn')
export const ContestId = id('cst')
export const WorkId = id('wrk')
export const AppealId = id('apl')

/** Opaque keyset position, made by the server, returned as it was. */
export const Cursor = z.string().min(1).max(200)
export const PageSize = z.number().int().min(1).max(PAGE_SIZE_MAX)

/** An instant: epoch milliseconds by the server's clock. */
export const Instant = z.number().int().nonnegative()
/** A day of the community, in Asia/Shanghai. */
export const Day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
export const Count = z.number().int().nonnegative()

/** The one mark that stands beside a name (PRODUCT 1.4): a verified expert, a certified instructor, or an honour. */
export const Mark = z.object({
  kind: z.enum(['v', 'instructor', 'title']),
  text: z.string().min(1).max(MARK_TEXT_LENGTH_MAX),
})
export type Mark = z.output<typeof Mark>

/** Which of the colours a name wears that its level has gained it, from 1 (PRODUCT 5.9). */
export const TitleColour = z.number().int().min(1).max(TITLE_COLOURS_MAX)

/** How a member is shown to others: by an internal id, never by an openid. */
export const MemberCard = z.object({
  memberId: MemberId,
  nickname: z.string().max(NICKNAME_LENGTH_MAX),
  /** Temporary address; absent when the member has no picture of their own. */
  avatarUrl: z.string().optional(),
  mark: Mark.optional(),
  /** Absent for the usual one. */
  titleColour: TitleColour.optional(),
})
export type MemberCard = z.output<typeof MemberCard>

/**
 * Where a text or a picture stands (PRODUCT 11.2). Only `visible` is shown to others;
 * the author sees their own in every state but `removed`.
 */
export const ContentState = z.enum(['checking', 'visible', 'hidden', 'rejected', 'removed'])
export type ContentState = z.output<typeof ContentState>

/** Nothing to say: the refusals say the rest. */
export const Done = z.object({})
