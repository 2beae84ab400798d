/** Appeals: what they are called, and who may decide them. Pure. PRODUCT 3.8. */
import { createHash } from 'node:crypto'
import type { Appeal } from '../../contract/contest-shapes'
import { DAY_MS } from '../../contract/limits'
import { randomDigits, timeDigits } from '../kit/id'
import type { AppealDocument } from './result-collections'

/** So long an appeal waits for another operator where there is none. */
const LONE_AFTER_MS = DAY_MS
const ID_DIGITS = 20

/** What a member appeals against. */
export type AppealSubject = Pick<AppealDocument, 'contestId' | 'memberId' | 'kind' | 'workId'>

/** The name of a member's appeal about something: there is never a second. */
export function appealIdOf({ contestId, memberId, kind, workId }: AppealSubject): string {
  const digest = createHash('sha256').update([contestId, memberId, kind, workId].join('|'), 'utf8').digest()
  return `apl_${randomDigits(digest, ID_DIGITS)}`
}

/** Where an appeal stands among all others, the oldest first; as long as a cursor carries. */
export function appealPlaceOf(appealId: string, at: number): string {
  return `apl_${timeDigits(at)}${appealId.slice('apl_'.length)}`
}

/** What is known of somebody who wants to decide. */
export interface Decider {
  readonly memberId: string
  /** Whether they have decided what the appeal is about. */
  readonly isConcerned: boolean
  /** Whether anybody else of the staff may decide. */
  readonly isLone: boolean
}

/** Whether somebody may decide an appeal: nobody their own; whoever is concerned only when there is nobody else. */
export function mayDecide({ memberId, at }: AppealDocument, decider: Decider, now: number): boolean {
  if (memberId === decider.memberId) return false
  return !decider.isConcerned || (decider.isLone && now >= at + LONE_AFTER_MS)
}

/** An appeal as whoever made it and the operators see it. */
export function appealView(appeal: AppealDocument): Appeal {
  const { _id: appealId, contestId, kind, workId, words, state, reason, at, decidedAt } = appeal
  return {
    appealId,
    contestId,
    kind,
    ...(workId === '' ? {} : { workId }),
    words,
    state,
    ...(reason === undefined ? {} : { reason }),
    at,
    ...(decidedAt === undefined ? {} : { decidedAt }),
  }
}
