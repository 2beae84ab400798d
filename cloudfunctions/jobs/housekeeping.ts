/** Removes what the kit has kept for as long as it was good for. */
import { DAY_MS, RATE_LIMIT_WINDOW_MAX_MS } from '../../contract/limits'
import { collection, lessThan } from '../kit/cloud'
import {
  type FactDocument,
  JOB_RUNS,
  type JobRunDocument,
  OUTBOX,
  RATE_LIMITS,
  type RateLimitDocument,
  REQUESTS,
  type RequestDocument,
} from '../kit/collections'
import { readConfig } from '../kit/configs'
import { timeDigits } from '../kit/id'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { forgetSome } from '../kit/retention'
import { jobsConfig } from './settings'

type Days = Awaited<ReturnType<typeof readConfig<typeof jobsConfig.values>>>['values']

const daily = (name: string, forget: (slice: Slice, days: Days) => Promise<SliceOutcome>): Job => ({
  name,
  every: 'day',
  missed: 'latest',
  run: async (slice) => forget(slice, (await readConfig(jobsConfig)).values),
})
const daysBefore = (slice: Slice, days: number) => slice.now - days * DAY_MS

export const housekeeping: readonly Job[] = [
  daily('requests.forget', (slice, { requestDays }) =>
    forgetSome(collection<RequestDocument>(REQUESTS), {
      createdAt: lessThan(daysBefore(slice, requestDays)),
    }),
  ),
  daily('rateLimits.forget', (slice) =>
    forgetSome(collection<RateLimitDocument>(RATE_LIMITS), {
      usedAt: lessThan(slice.now - RATE_LIMIT_WINDOW_MAX_MS),
    }),
  ),
  daily('outbox.forget', (slice, { factDays }) =>
    forgetSome(collection<FactDocument>(OUTBOX), {
      state: 'done',
      place: lessThan(timeDigits(daysBefore(slice, factDays))),
    }),
  ),
  daily('jobs.forgetRuns', (slice, { runDays }) =>
    forgetSome(collection<JobRunDocument>(JOB_RUNS), { startedAt: lessThan(daysBefore(slice, runDays)) }),
  ),
]
