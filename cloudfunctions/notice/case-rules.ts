/** Who may do what with a case, what each side sees of it, and whose photos it takes. Pure. */

import { CASE_TURNS_MAX } from '../../contract/limits'
import type { CaseState } from '../../contract/notice-cases'
import { canAny, type Role } from '../../contract/roles'
import { AppError } from '../kit/app-error'
import type { MediaDocument } from '../media/collections'
import type { CaseDocument, CaseTurn } from './service-collections'

/** Who looks at a case. */
export interface CaseViewer {
  readonly _id: string
  readonly roles: readonly Role[]
}

/** Whether somebody may see a case at all: whose it is, and who answers cases. */
export function maySee(viewer: CaseViewer, found: Pick<CaseDocument, 'memberId'>): boolean {
  return found.memberId === viewer._id || canAny(viewer.roles, 'case.answer')
}

/** What a viewer may do with a case as it is. Nobody answers or closes their own. */
export function viewerMay(viewer: CaseViewer, found: CaseDocument) {
  const isMine = found.memberId === viewer._id
  const hasRoom = found.state !== 'closed' && found.turns.length < CASE_TURNS_MAX
  const answers = !isMine && canAny(viewer.roles, 'case.answer')
  return {
    reply: isMine && hasRoom,
    answer: answers && hasRoom,
    close: answers && found.state === 'answered',
    rate: isMine && isRatable(found),
  }
}

/** Whether a case can be rated: it was answered, and not rated yet. */
export function isRatable(found: Pick<CaseDocument, 'state' | 'firstAnsweredAt' | 'stars'>): boolean {
  return found.firstAnsweredAt !== undefined && found.stars === undefined && found.state !== 'open'
}

/** The state after something was said. */
export function stateAfter(by: CaseTurn['by']): CaseState {
  return by === 'butler' ? 'answered' : 'open'
}

/** Whether a side sees what was said: its own side always, the other only what has passed its check. */
export function isShownTurn(viewerId: string, turn: CaseTurn): boolean {
  return turn.authorId === viewerId || turn.textVerdict === 'pass'
}

/**
 * The photos that may stand in a case: the caller's own, completed.
 * @throws AppError MEDIA_NOT_READY; CONTENT_REJECTED for one that the platform rejected; INVALID_INPUT for one twice
 */
export function demandPhotos(
  photoIds: readonly string[],
  found: readonly MediaDocument[],
  callerKey: string,
): void {
  if (new Set(photoIds).size !== photoIds.length)
    throw new AppError('INVALID_INPUT', { field: 'photoIds', rule: 'other' })
  const byId = new Map(found.map((media) => [media._id, media]))
  for (const photoId of photoIds) {
    const media = byId.get(photoId)
    if (!media?.photo || media.ownerKey !== callerKey || media.purpose !== 'post')
      throw new AppError('MEDIA_NOT_READY')
    if (media.state === 'rejected') throw new AppError('CONTENT_REJECTED')
  }
}

/**
 * Whether words that cannot wait for a person may be kept: only what was passed.
 * @throws AppError CONTENT_REJECTED, or BUSY when the check could not be made
 */
export function demandPassed(verdict: 'pass' | 'review' | 'risky' | 'unknown'): void {
  if (verdict === 'unknown') throw new AppError('BUSY')
  if (verdict !== 'pass') throw new AppError('CONTENT_REJECTED')
}
