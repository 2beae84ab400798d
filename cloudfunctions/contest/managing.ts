/** Contests as operators see and keep them. */
import type { ManagedContest } from '../../contract/contest-desk'
import type { ContestPlan } from '../../contract/contest-shapes'
import { temporaryUrls } from '../kit/files'
import type { Transaction } from '../kit/transaction'
import { CONTESTS, type ContestDocument } from './collections'
import { findAppealStates } from './result-store'
import { coverFileIds, managedContest } from './views'
import { findIdsIn } from './work-store'

/** Contests with what waits in each for somebody to decide, QUERY_LIMIT_MAX of either at most. */
export async function managedViews(
  contests: readonly ContestDocument[],
  now: number,
): Promise<ManagedContest[]> {
  const [urls, waiting] = await Promise.all([
    temporaryUrls(coverFileIds(contests)),
    Promise.all(contests.map(waitingIn)),
  ])
  return contests.map((contest, place) =>
    managedContest(contest, waiting[place] ?? { screening: 0, appeals: 0 }, { urls, now }),
  )
}

/** One contest as an action answers it. */
export async function managedView(contest: ContestDocument, now: number): Promise<ManagedContest> {
  const [view] = await managedViews([contest], now)
  if (!view) throw new Error(`no view of ${contest._id}`)
  return view
}

/** What waits in a contest; nothing does where nobody has entered yet, or where all is decided. */
async function waitingIn({ _id, state }: ContestDocument): Promise<ManagedContest['waiting']> {
  if (state !== 'announced') return { screening: 0, appeals: 0 }
  const [screening, appeals] = await Promise.all([findIdsIn(_id, 'screening'), findAppealStates(_id)])
  return { screening: screening.length, appeals: appeals.filter((each) => each === 'open').length }
}

/** Adds the draft of a contest. */
export async function addDraft(
  tx: Transaction,
  draft: {
    readonly _id: string
    readonly plan: ContestPlan
    readonly createdAt: number
    readonly rerunOf?: string
  },
): Promise<ContestDocument> {
  const contest: ContestDocument = {
    ...draft,
    schemaVersion: 1,
    state: 'draft',
    place: '',
    workCount: 0,
    resultVersion: 0,
  }
  await tx.collection<ContestDocument>(CONTESTS).add(contest)
  return contest
}
