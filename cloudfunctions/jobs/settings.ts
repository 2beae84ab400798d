/** What operators may change of the jobs. */
import * as z from 'zod'
import type { ConfigSpec } from '../kit/configs'

const days = (byDefault: number) => z.number().int().min(1).max(3650).default(byDefault)

const Values = z.strictObject({
  /** How long a claim by requestId is kept: longer than any phone asks again. */
  requestDays: days(30),
  /** How long facts that were consumed are kept. */
  factDays: days(30),
  /** How long the runs of jobs are kept. */
  runDays: days(7),
})

/** How long the kit keeps what it needs for a while only. */
export const jobsConfig: ConfigSpec<typeof Values> = { domain: 'jobs', flags: {}, values: Values }
