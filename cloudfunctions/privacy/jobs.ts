/** What timers do for privacy: making exports, removing them in time, and erasing whoever has left. */
import { MINUTE_MS } from '../../contract/limits'
import { now as currentTime } from '../kit/clock'
import { deleteFiles } from '../kit/files'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { logFailure } from '../kit/log'
import type { DepartureDocument, ExportDocument } from './collections'
import { findDueDeparture, keepErased, keepProgress, postpone } from './departure-store'
import { PERSONAL_DATA } from './domains'
import { countAttempt, findExpired, findWaiting, keepFailed, keepReady, removeExport } from './export-store'
import { gather } from './gathering'

const ATTEMPTS_MAX = 3
const EXPIRED_PER_SLICE = 20
/** A departure that failed lets the others go first for so long. */
const POSTPONED_MS = 5 * MINUTE_MS

/** Makes the export that has waited longest. One that fails is begun again, three times in all. */
async function makeExport(slice: Slice): Promise<SliceOutcome> {
  const wanted = await findWaiting()
  if (!wanted) return { handled: 0, repaired: 0 }
  if (wanted.attempts >= ATTEMPTS_MAX) await keepFailed(wanted._id, slice.now)
  else if (await countAttempt(wanted._id)) await makeOne(wanted, slice)
  return { next: 'more', handled: 1, repaired: 1 }
}

async function makeOne(wanted: ExportDocument, slice: Slice): Promise<void> {
  const subject = { memberId: wanted._id, callerKey: wanted.callerKey }
  try {
    const path = `exports/${slice.randomKey()}${slice.randomKey()}.zip`
    const file = await gather(PERSONAL_DATA, subject, path, slice.now)
    // Whoever has left meanwhile waits for nothing.
    if (!(await keepReady(wanted._id, file, currentTime()))) await deleteFiles([file.fileId])
  } catch (error) {
    logFailure(slice.requestId, 'privacy.makeExports', error)
  }
}

async function removeExpired({ now }: Slice): Promise<SliceOutcome> {
  const expired = await findExpired(now, EXPIRED_PER_SLICE)
  for (const each of expired) await removeExport(each)
  const next = expired.length < EXPIRED_PER_SLICE ? undefined : 'more'
  return { next, handled: expired.length, repaired: expired.length }
}

/** Erases the next slice of whoever has left first. */
async function erase(slice: Slice): Promise<SliceOutcome> {
  const departure = await findDueDeparture(slice.now)
  if (!departure) return { handled: 0, repaired: 0 }
  try {
    const erased = await eraseNext(departure, slice.now)
    return { next: 'more', handled: 1, repaired: erased }
  } catch (error) {
    logFailure(slice.requestId, 'privacy.erase', error)
    await postpone(departure, slice.now + POSTPONED_MS)
    return { next: 'more', handled: 1, repaired: 0 }
  }
}

async function eraseNext(departure: DepartureDocument, now: number): Promise<number> {
  const { _id: memberId, callerKey, step, cursor } = departure
  const domain = PERSONAL_DATA[step]
  if (!domain || callerKey === undefined) {
    await keepErased(departure, now)
    return 0
  }
  const { erased, next } = await domain.eraseSlice({ memberId, callerKey }, cursor)
  await keepProgress(departure, { step: next === undefined ? step + 1 : step, cursor: next, erased })
  return erased
}

/** Every job of this domain. */
export const privacyJobs: readonly Job[] = [
  { name: 'privacy.makeExports', every: 'minute', missed: 'latest', run: makeExport },
  { name: 'privacy.removeExports', every: 'hour', missed: 'latest', run: removeExpired },
  { name: 'privacy.erase', every: 'minute', missed: 'latest', run: erase },
]
