/** What timers do for contests. */
import type { Job } from '../kit/jobs'

/** Every job of this domain. */
export const contestJobs: readonly Job[] = []
