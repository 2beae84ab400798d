/** What timers do for contests. */
import { HOUR_MS } from '../../contract/limits'
import type { Job } from '../kit/jobs'
import { reconciling } from '../kit/reconcile'
import { anchorDays } from './anchoring'
import { sealResults } from './bundling'
import { countVotes } from './counting'
import { payPrizes } from './paying'
import { quarantineVotes } from './quarantining'
import { keepRanks } from './ranking'
import { askAboutWorks, settleWaiting } from './settling'
import { archivePaid, numberWorks, tellDisqualified, tellEntrants } from './timing'
import { countStale, reconcileVotes } from './vote-reconciling'
import { dropRejected, workCounts } from './work-jobs'

/** Every job of this domain. */
export const contestJobs: readonly Job[] = [
  { name: 'contest.settleWorks', every: 'minute', missed: 'latest', run: settleWaiting },
  { name: 'contest.askAboutWorks', every: 'minute', missed: 'latest', run: askAboutWorks },
  { name: 'contest.numberWorks', every: 'minute', missed: 'latest', run: numberWorks },
  { name: 'contest.tellEntrants', every: 'minute', missed: 'latest', run: tellEntrants },
  { name: 'contest.tellDisqualified', every: 'minute', missed: 'latest', run: tellDisqualified },
  { name: 'contest.dropRejected', every: 'hour', missed: 'latest', run: dropRejected },
  { name: 'contest.reconcileWorks', every: 'day', missed: 'latest', run: reconciling(workCounts) },
  { name: 'contest.archivePaid', every: 'day', missed: 'latest', run: archivePaid },
  { name: 'contest.anchorDays', every: 'minute', missed: 'latest', run: anchorDays },
  { name: 'contest.quarantineVotes', every: 'minute', missed: 'latest', run: quarantineVotes },
  { name: 'contest.countStale', every: 'minute', missed: 'latest', run: countStale },
  {
    name: 'contest.reconcileVotes',
    every: 'day',
    missed: 'latest',
    afterMs: 5 * HOUR_MS,
    run: reconcileVotes,
  },
  { name: 'contest.countVotes', every: 'minute', missed: 'latest', run: countVotes },
  { name: 'contest.keepRanks', every: 'minute', missed: 'latest', run: keepRanks },
  { name: 'contest.sealResults', every: 'minute', missed: 'latest', run: sealResults },
  { name: 'contest.payPrizes', every: 'minute', missed: 'latest', run: payPrizes },
]
