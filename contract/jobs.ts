/** What timers do. Nobody can ask for it by name. */
import * as z from 'zod'
import { action } from './action'

export const jobs = {
  /** Each minute: every job that is due. Answers the runs `{job}:{period}` that ended well and those that failed. */
  'jobs.runDue': action({
    auth: 'timer',
    effect: 'write',
    event: 'each-minute',
    input: z.strictObject({}),
    output: z.object({ done: z.array(z.string()), failed: z.array(z.string()) }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
