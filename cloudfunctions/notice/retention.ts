/** Removes what the inbox and the messages have kept for long enough; the credits stay, they are a ledger. */
import { DAY_MS } from '../../contract/limits'
import { type Collection, collection, type Filter, lessThan } from '../kit/cloud'
import { readConfig } from '../kit/configs'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { forgetSome } from '../kit/retention'
import {
  MESSAGES,
  type MessageDocument,
  NOTICE_LIKES,
  NOTICES,
  type NoticeDocument,
  type NoticeLikeDocument,
} from './collections'
import { placesFrom } from './keys'
import { BUTLER_TASKS, type ButlerTaskDocument } from './service-collections'
import { type NoticeSettings, noticeConfig } from './settings'

/** A day of removing, each from the oldest on. */
function forgetting<T extends { readonly _id: string }>(
  name: string,
  documents: Collection<T>,
  olderThan: (before: number) => Filter<T>,
  daysOf: (settings: NoticeSettings) => number,
): Job {
  const run = async (slice: Slice): Promise<SliceOutcome> => {
    const days = daysOf((await readConfig(noticeConfig)).values)
    return forgetSome(documents, olderThan(slice.now - days * DAY_MS))
  }
  return { name, every: 'day', missed: 'latest', run }
}

export const retentionJobs: readonly Job[] = [
  forgetting(
    'notice.forgetNotices',
    collection<NoticeDocument>(NOTICES),
    (before) => ({ place: lessThan(placesFrom(before)) }),
    ({ noticeDays }) => noticeDays,
  ),
  forgetting(
    'notice.forgetLikes',
    collection<NoticeLikeDocument>(NOTICE_LIKES),
    (before) => ({ at: lessThan(before) }),
    ({ noticeDays }) => noticeDays,
  ),
  forgetting(
    'notice.forgetMessages',
    collection<MessageDocument>(MESSAGES),
    (before) => ({ at: lessThan(before) }),
    ({ messageDays }) => messageDays,
  ),
  forgetting(
    'notice.forgetTasks',
    collection<ButlerTaskDocument>(BUTLER_TASKS),
    (before) => ({ postedAt: lessThan(before) }),
    ({ noticeDays }) => noticeDays,
  ),
]
