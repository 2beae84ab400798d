/** What operators may change of members. */
import * as z from 'zod'
import type { ConfigSpec } from '../kit/configs'

const Values = z.strictObject({
  /** How long whoever has left has to wait before they may join again. */
  rejoinAfterDays: z.number().int().min(0).max(365).default(7),
})

export const memberConfig: ConfigSpec<typeof Values> = { domain: 'member', flags: {}, values: Values }
