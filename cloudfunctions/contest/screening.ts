/** What operators see and decide of works. */
import type { ScreenedWork } from '../../contract/contest-desk'
import type { DisqualifyReason } from '../../contract/contest-shapes'
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { type Patch, removed } from '../kit/cloud'
import { temporaryUrls } from '../kit/files'
import type { WorkDocument } from './collections'
import { screenedWork, workFileIds } from './views'
import { findManyWorks } from './work-store'

/** Works with those that they resemble. */
export async function screenedViews(
  works: readonly WorkDocument[],
  viewerId: string,
): Promise<ScreenedWork[]> {
  const similarIds = [...new Set(works.flatMap(({ similar = [] }) => similar.map(({ workId }) => workId)))]
  const similar = await findManyWorks(similarIds.slice(0, QUERY_LIMIT_MAX))
  const urls = await temporaryUrls(workFileIds([...works, ...similar]))
  return works.map((work) => screenedWork(work, similar, { urls, viewerId }))
}

/** Who decides, and when. */
interface Deed {
  readonly by: string
  readonly at: number
}

/** What becomes of a work that a person lets take part. */
export function entered({ by, at }: Deed) {
  return {
    state: 'entered',
    waiting: removed<true>(),
    reason: removed<DisqualifyReason>(),
    untold: removed<true>(),
    decidedBy: by,
    decidedAt: at,
  } as const satisfies Patch<WorkDocument>
}

/** What becomes of a work that a person takes out. Words that could not be checked are left to a person from then on. */
export function disqualified(work: WorkDocument, reason: DisqualifyReason, { by, at }: Deed) {
  return {
    state: 'disqualified',
    reason,
    waiting: removed<true>(),
    ...(work.unchecked ? { unchecked: removed<true>(), doubtful: true as const } : {}),
    untold: true,
    decidedBy: by,
    decidedAt: at,
  } as const satisfies Patch<WorkDocument>
}

/** What becomes of a work that the platform has rejected. */
export function rejected(at: number) {
  return {
    state: 'disqualified',
    reason: 'rejected',
    decidedAt: at,
    untold: true,
  } as const satisfies Patch<WorkDocument>
}
