/** When a result is made, and why (PRODUCT 3.8). Pure. */
import type { ResultVersion } from '../../contract/contest-proof'
import { RESULT_VERSIONS_MAX } from '../../contract/limits'
import type { ContestDocument } from './collections'
import { type AnnouncedContest, COUNT_AFTER_MS, voteDays } from './phase-rules'

/** Whether the log is whole: its last day is published and was looked through for fraud. */
export function isLogClosed({ plan, quarantinedTo }: AnnouncedContest): boolean {
  return quarantinedTo !== undefined && quarantinedTo === voteDays(plan).at(-1)
}

/** Whether the public notice is over by the clock; open appeals prolong it. */
export function isNoticeOver({ noticeUntil }: AnnouncedContest, now: number): boolean {
  return now >= noticeUntil + COUNT_AFTER_MS
}

/**
 * Why a version of the result is to be made now; undefined when none is. The first comes before the final one however
 * late it is, and when there have been too many already, what was decided since shows in the final one.
 */
export function versionWanted(
  contest: AnnouncedContest,
  now: number,
  hasOpenAppeal: boolean,
): ResultVersion['why'] | undefined {
  const { state, resultVersion, recountAsks = 0, heardAsks = 0, recountWanted = 'reviewed' } = contest
  if (state !== 'announced' || !isLogClosed(contest)) return undefined
  if (resultVersion === 0) return 'closed'
  if (isNoticeOver(contest, now) && !hasOpenAppeal) return 'final'
  return recountAsks > heardAsks && resultVersion < RESULT_VERSIONS_MAX - 1 ? recountWanted : undefined
}

/** Whether the result is frozen: it can be sealed, paid and shown with what was drawn. */
export function isFinal({ state }: Pick<ContestDocument, 'state'>): boolean {
  return state === 'final' || state === 'paid' || state === 'archived'
}

/** Whether every work shows the rank that it has in the latest version of the result. */
export function isRanked({ resultVersion, rankedVersion = 0 }: ContestDocument): boolean {
  return rankedVersion === resultVersion
}
