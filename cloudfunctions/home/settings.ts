/** What operators may change of the first screen. */
import * as z from 'zod'
import { TopicId } from '../../contract/shared'
import type { ConfigSpec } from '../kit/configs'

const Values = z.strictObject({
  /** The topic that today's strip shows; without it, what was talked about most yesterday. */
  topicId: TopicId.optional(),
})

/** What stands on the first screen. */
export const homeConfig: ConfigSpec<typeof Values> = { domain: 'home', flags: {}, values: Values }
