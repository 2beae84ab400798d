/** What a first screen needs, in one call; and what a phone reports when it fails. */
import * as z from 'zod'
import { action } from './action'
import { BOARDS_MAX, CLIENT_ERROR_LENGTH_MAX } from './limits'
import { MyProfile } from './member'
import { Board, FeedPage } from './post'
import { BoardId, Done, PageSize } from './shared'

export const home = {
  /** The 社区 tab in one call: who I am, the boards, the first page of the feed. */
  'home.getCommunity': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ boardId: BoardId.optional(), limit: PageSize.optional() }),
    output: z.object({
      member: MyProfile.optional(),
      boards: z.array(Board).max(BOARDS_MAX),
      feed: FeedPage,
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /** A phone tells of an error it met, with the requestId of the call if there was one. Only logged. */
  'home.reportClientError': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      message: z.string().max(CLIENT_ERROR_LENGTH_MAX),
      stack: z.string().max(CLIENT_ERROR_LENGTH_MAX).optional(),
      page: z.string().max(200).optional(),
      /** The action that failed and the request id that the cloud answered with. */
      action: z.string().max(100).optional(),
      requestId: z.string().max(100).optional(),
      clientVersion: z.string().max(50).optional(),
    }),
    output: Done,
    errors: [],
    idempotent: 'natural',
  }),
} as const
