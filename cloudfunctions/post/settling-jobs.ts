/**
 * What has passed its checks is shown by whoever learns of the last of them, right after writing it down. An instance
 * that died in between has left it waiting for nothing: so what waits for its photos is settled once more each hour.
 */
import { MINUTE_MS } from '../../contract/limits'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { settleComment } from './comment-settling'
import { findUncheckedComments } from './comment-store'
import { findUncheckedRevisions, settleRevision } from './revisions'
import { findUncheckedPosts, settlePost } from './settling'

/** Longer than a function may run: whoever wrote it has settled it by then, or never will. */
const SETTLED_WITHIN_MS = MINUTE_MS
const DOCUMENTS_PER_SLICE = 20

type Waiting = { readonly _id: string; readonly state: string }
type Find<T> = (before: number, cursor: string | undefined, limit: number, text: 'pass') => Promise<T[]>

/** Settles a slice of what waits; `repaired` are those that wait no longer. */
function settling<T extends Waiting>(find: Find<T>, settle: (waiting: T) => Promise<string>) {
  return async ({ now, cursor }: Slice): Promise<SliceOutcome> => {
    const found = await find(now - SETTLED_WITHIN_MS, cursor, DOCUMENTS_PER_SLICE, 'pass')
    const states = await Promise.all(found.map(settle))
    const last = found.length < DOCUMENTS_PER_SLICE ? undefined : found.at(-1)
    return {
      next: last?._id,
      handled: found.length,
      repaired: states.filter((state) => state !== 'checking').length,
    }
  }
}

const hourly = (name: string, run: Job['run']): Job => ({ name, every: 'hour', missed: 'latest', run })

/** The jobs of what waits for its photos. */
export const settlingJobs: readonly Job[] = [
  hourly('post.settlePosts', settling(findUncheckedPosts, settlePost)),
  hourly('post.settleComments', settling(findUncheckedComments, settleComment)),
  hourly('post.settleRevisions', settling(findUncheckedRevisions, settleRevision)),
]
