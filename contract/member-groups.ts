/** The WeChat groups that members are offered. PRODUCT 1.6. */
import * as z from 'zod'
import { action } from './action'
import { DAY_MS, GROUP_NAME_LENGTH_MAX } from './limits'
import { City, distinct, SurveyNeed } from './member-shapes'
import { GroupId, MediaId, RequestId } from './shared'

/** The WeChat group that is offered (PRODUCT 1.6). */
export const WechatGroup = z.object({
  groupId: GroupId,
  name: z.string().max(GROUP_NAME_LENGTH_MAX),
  city: City.optional(),
  needs: z.array(SurveyNeed),
  /** The picture of the group's code, at a temporary address. */
  codeUrl: z.string(),
})
export type WechatGroup = z.output<typeof WechatGroup>

export const memberGroups = {
  /** The one WeChat group that fits the caller's need and city, if there is one. */
  'member.offerGroup': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ group: WechatGroup.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Makes a WeChat group known, or changes one. Its code is a photo: it is offered once its check has passed. */
  'member.saveGroup': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      /** Absent for a new one. */
      groupId: GroupId.optional(),
      name: z.string().trim().min(1).max(GROUP_NAME_LENGTH_MAX),
      needs: distinct(SurveyNeed, SurveyNeed.options.length),
      city: City.optional(),
      /** The channel that who comes by this group is counted under. */
      channel: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
      codePhotoId: MediaId,
      open: z.boolean(),
    }),
    output: z.object({ groupId: GroupId }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 100, windowMs: DAY_MS },
  }),
} as const
