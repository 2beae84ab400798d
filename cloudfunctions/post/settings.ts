/** What operators may change of posts. */
import * as z from 'zod'
import type { ConfigSpec } from '../kit/configs'

const Values = z.strictObject({
  /** So many members who report something hide it until a person has looked. PRODUCT 11.2. */
  reportsToHide: z.number().int().min(1).max(100).default(3),
})

/** How posts are moderated. */
export const postConfig: ConfigSpec<typeof Values> = { domain: 'post', flags: {}, values: Values }
