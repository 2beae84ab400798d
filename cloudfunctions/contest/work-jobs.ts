/** What is put right about works afterwards: photos that were rejected late, and how many works take part. */

import { collection } from '../kit/cloud'
import type { Slice, SliceOutcome } from '../kit/jobs'
import type { Reconciliation } from '../kit/reconcile'
import { inTransaction } from '../kit/transaction'
import { findManyMedia } from '../media/store'
import { CONTESTS, type ContestDocument, WORKS, type WorkDocument } from './collections'
import { findContestsIn } from './contest-store'
import { type AnnouncedContest, isAnnounced } from './phase-rules'
import { rejected } from './screening'
import { moveWork } from './work-moving'
import { findInState, workIn } from './work-store'

const contests = collection<ContestDocument>(CONTESTS)
const works = collection<WorkDocument>(WORKS)

const WORKS_PER_SLICE = 50

/**
 * Takes out works whose photo had passed and was rejected since: the platform may answer twice, and a person overrules
 * it. One running contest after another, a page of its works in a slice.
 */
export async function dropRejected({ cursor, now }: Slice): Promise<SliceOutcome> {
  const [done = '', lastId = ''] = cursor?.split('|') ?? []
  const [contest] = await findContestsIn('announced', done, 1)
  if (!isAnnounced(contest)) return { handled: 0, repaired: 0 }
  const page = await findInState(contest._id, 'entered', lastId, WORKS_PER_SLICE)
  const photos = await findManyMedia(page.map(({ photo }) => photo.mediaId))
  const out = new Set(photos.filter(({ state }) => state === 'rejected').map(({ _id }) => _id))
  const dropped = page.filter(({ photo }) => out.has(photo.mediaId))
  await Promise.all(dropped.map((work) => drop(work, contest, now)))
  const last = page.length < WORKS_PER_SLICE ? undefined : page.at(-1)
  const next = last ? `${done}|${last._id}` : `${contest._id}|`
  return { next, handled: page.length, repaired: dropped.length }
}

function drop({ _id }: WorkDocument, contest: AnnouncedContest, now: number): Promise<void> {
  return inTransaction(async (tx) => {
    const work = await workIn(tx, _id)
    if (work.state === 'entered') await moveWork(tx, { work, contest, to: rejected(now), now })
  })
}

/** How many works take part in a contest that runs. */
export const workCounts: Reconciliation<ContestDocument, { seen: number; right: number }> = {
  documents: contests,
  where: { state: 'announced' },
  async look(page) {
    const drifts = new Map<string, { seen: number; right: number }>()
    await Promise.all(
      page.map(async ({ _id, workCount }) => {
        const right = await works.count({ contestId: _id, state: 'entered' })
        if (workCount !== right) drifts.set(_id, { seen: workCount, right })
      }),
    )
    return drifts
  },
  repair: async ({ _id }, { seen, right }) =>
    (await contests.updateWhere({ _id, workCount: seen }, { workCount: right })) === 1,
}
