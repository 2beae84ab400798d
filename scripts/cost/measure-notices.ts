/** Measures what is told: an inbox of more than a page, consents, a case from both sides, a digest. */
import { MEMBERS } from '../../cloudfunctions/kit/actor'
import { callerKey, timeOrderedId } from '../../cloudfunctions/kit/id'
import { periodOf } from '../../cloudfunctions/kit/period'
import {
  DIGESTS,
  type DigestDocument,
  NOTICES,
  type NoticeDocument,
} from '../../cloudfunctions/notice/collections'
import { noticeIdOf, placeOf } from '../../cloudfunctions/notice/keys'
import { BUTLER_TASKS, type ButlerTaskDocument } from '../../cloudfunctions/notice/service-collections'
import type { ActionName, Input } from '../../contract/index'
import type { Database } from '../../emulator/types'

const NOTICES_COUNT = 30
const TASKS_COUNT = 60

/** Who measures, as whom, in which community. */
export interface NoticeMeasuring {
  readonly database: Database
  readonly viewerOpenid: string
  /** Members whose deeds are told. */
  readonly memberIds: readonly string[]
  readonly newcomerOpenid: string
  newRequestId(): string
  measure<A extends ActionName>(action: A, input: Input<A>, openid?: string): Promise<unknown>
  call<A extends ActionName>(action: A, input: Input<A>, openid?: string): Promise<unknown>
}

/** Measures every action of notices. The viewer becomes an operator for it. */
export async function measureNotices(measuring: NoticeMeasuring): Promise<void> {
  await prepare(measuring)
  const { measure, newRequestId, newcomerOpenid } = measuring
  await measure('notice.getUnread', {})
  await measure('notice.listNotices', { group: 'comments' })
  await measure('notice.markRead', {})
  await measure('notice.getTemplates', {})
  const templates = [{ templateId: 'tpl_reply', accepted: true }]
  await measure('notice.recordConsent', { requestId: newRequestId(), templates })
  const words = () => ({ requestId: newRequestId(), text: '烤箱温度不准', photoIds: [] })
  const opened = await measure('notice.openCase', { ...words(), kind: 'feedback' }, newcomerOpenid)
  const caseId = caseIdOf(opened)
  await measure('notice.listMyCases', {}, newcomerOpenid)
  await measure('notice.listCases', { state: 'open' })
  await measure('notice.answerCase', { ...words(), caseId })
  await measure('notice.replyToCase', { ...words(), caseId }, newcomerOpenid)
  await measuring.call('notice.answerCase', { ...words(), caseId })
  await measure('notice.getCase', { caseId }, newcomerOpenid)
  await measure('notice.closeCase', { caseId })
  await measure('notice.rateCase', { caseId, stars: 5 }, newcomerOpenid)
  await measure('notice.listNewcomers', {})
  await measure('notice.getReplyTimes', {})
  const day = periodOf('day', Date.now())
  const contents = { greeting: '早上好', best: [], questions: [], slots: [] }
  await measure('notice.getDigestDraft', {})
  await measure('notice.saveDigest', { day, version: 1, ...contents })
  await measure('notice.sendDigest', { day, version: 2 })
  await measure('notice.getDigest', { day })
}

async function prepare({ database, viewerOpenid, memberIds }: NoticeMeasuring): Promise<void> {
  const [viewer] = await database.find(MEMBERS, { query: { openid: viewerOpenid } })
  const viewerId = String(viewer?._id)
  const role = { $set: { roles: ['operator'] } }
  await database.modify(MEMBERS, {
    query: { _id: viewerId },
    data: role,
    multi: false,
    merge: true,
    upsert: false,
  })
  const at = Date.now()
  const fromOf = (n: number) => memberIds[n % memberIds.length] ?? viewerId
  const notices = Array.from({ length: NOTICES_COUNT }, (_, n): NoticeDocument => {
    const _id = noticeIdOf(viewerId, `cost:${n}`)
    const told = { _id, to: viewerId, group: 'comments', kind: 'comment', fromIds: [fromOf(n)] } as const
    return {
      ...told,
      schemaVersion: 2,
      callerKey: callerKey(viewerOpenid),
      count: 1,
      at,
      place: placeOf(at - n, _id),
    }
  })
  const tasks = Array.from({ length: TASKS_COUNT }, (_, n): ButlerTaskDocument => {
    const _id = timeOrderedId(
      'pst',
      at - n,
      Uint8Array.from({ length: 8 }, () => n),
    )
    const waiting = {
      kind: 'newcomer',
      state: 'waiting',
      told: true,
      postedAt: at - n,
      dueAt: at - n,
    } as const
    return { _id, schemaVersion: 1, memberId: fromOf(n), ...waiting }
  })
  const draft: DigestDocument = {
    _id: periodOf('day', at),
    schemaVersion: 1,
    state: 'draft',
    version: 1,
    greeting: '',
    best: [],
    questions: [],
    slots: [],
    draftedAt: at,
  }
  await database.importDocuments(
    NOTICES,
    notices.map((notice) => ({ ...notice })),
  )
  await database.importDocuments(
    BUTLER_TASKS,
    tasks.map((task) => ({ ...task })),
  )
  await database.importDocuments(DIGESTS, [{ ...draft }])
}

function caseIdOf(opened: unknown): string {
  const found: unknown = opened instanceof Object ? Reflect.get(opened, 'case') : undefined
  const caseId: unknown = found instanceof Object ? Reflect.get(found, 'caseId') : undefined
  if (typeof caseId !== 'string') throw new Error('the answer has no case')
  return caseId
}
