/** What timers do for contests. */
import type { Job } from '../kit/jobs'
import { anchorDays } from './anchoring'
import { countVotes } from './counting'
import { askAboutWorks, settleWaiting } from './settling'

/** Every job of this domain. */
export const contestJobs: readonly Job[] = [
  { name: 'contest.settleWorks', every: 'minute', missed: 'latest', run: settleWaiting },
  { name: 'contest.askAboutWorks', every: 'minute', missed: 'latest', run: askAboutWorks },
  { name: 'contest.anchorDays', every: 'minute', missed: 'latest', run: anchorDays },
  { name: 'contest.countVotes', every: 'minute', missed: 'latest', run: countVotes },
]
