/** How cases are shown: each side sees of the other what has passed its check. */
import type { CaseCard, CaseDetail } from '../../contract/notice-cases'
import { temporaryUrls } from '../kit/files'
import type { MediaDocument } from '../media/collections'
import { findManyMedia } from '../media/store'
import { type CaseViewer, isShownTurn, viewerMay } from './case-rules'
import { facesOf } from './faces'
import { cutTo } from './message-fields'
import type { CaseDocument, CaseTurn } from './service-collections'
import { type Faces, faceOf } from './views'

const EXCERPT_LENGTH_MAX = 60
/** Somebody who has left: the case stays readable. */
const GONE = { memberId: 'mbr_00000000', nickname: '' }

/** The cards of a page of cases. */
export async function caseCards(viewer: CaseViewer, found: readonly CaseDocument[]): Promise<CaseCard[]> {
  const faces = await facesOf(found.flatMap(({ memberId, butlerId }) => [memberId, butlerId]))
  return found.map((each) => cardOf(viewer, each, faces))
}

/** A case as its own page shows it. */
export async function caseDetail(viewer: CaseViewer, found: CaseDocument): Promise<CaseDetail> {
  const photoIds = found.turns.flatMap((turn) => turn.photoIds)
  const [faces, media] = await Promise.all([
    facesOf([found.memberId, found.butlerId]),
    findManyMedia([...new Set(photoIds)]),
  ])
  const shown = found.turns.map((turn) => ({ turn, photos: photosOf(viewer, turn, media) }))
  const fileIds = shown.flatMap(({ photos }) => photos.map(({ photo }) => photo.displayFileId))
  const urls = fileIds.length === 0 ? new Map<string, string>() : await temporaryUrls(fileIds)
  return {
    ...cardOf(viewer, found, faces),
    turns: shown.map(({ turn, photos }) => ({
      by: turn.by,
      mine: turn.authorId === viewer._id,
      text: isShownTurn(viewer._id, turn) ? turn.text : '',
      photos: photos.flatMap(({ mediaId, photo: { displayFileId, width, height } }) => {
        const url = urls.get(displayFileId)
        return url === undefined ? [] : [{ mediaId, url, width, height }]
      }),
      checking: turn.textVerdict !== 'pass' || turn.photoIds.some((mediaId) => isUndecided(mediaId, media)),
      at: turn.at,
    })),
    ...(found.ratingText === undefined ? {} : { ratingText: found.ratingText }),
    viewerMay: viewerMay(viewer, found),
  }
}

function cardOf(viewer: CaseViewer, found: CaseDocument, faces: Faces): CaseCard {
  const [first] = found.turns
  const butler = faceOf(found.butlerId, faces)
  return {
    caseId: found._id,
    kind: found.kind,
    state: found.state,
    excerpt: first && isShownTurn(viewer._id, first) ? cutTo(first.text, EXCERPT_LENGTH_MAX) : '',
    member: faceOf(found.memberId, faces) ?? GONE,
    ...(butler === undefined ? {} : { butler }),
    ...(found.state === 'open' ? { dueAt: found.dueAt } : {}),
    ...(found.stars === undefined ? {} : { stars: found.stars }),
    openedAt: found.openedAt,
  }
}

/** Whether the check of a photo has not ended yet. */
function isUndecided(mediaId: string, media: readonly MediaDocument[]): boolean {
  const state = media.find(({ _id }) => _id === mediaId)?.state
  return state !== 'passed' && state !== 'rejected'
}

/** The photos of a turn that this viewer sees: of the other side only those that have passed their check. */
function photosOf(viewer: CaseViewer, turn: CaseTurn, media: readonly MediaDocument[]) {
  return turn.photoIds.flatMap((mediaId) => {
    const found = media.find(({ _id }) => _id === mediaId)
    const isShown = found?.state === 'passed' || (turn.authorId === viewer._id && found?.state !== 'rejected')
    return found?.photo && isShown ? [{ mediaId, photo: found.photo }] : []
  })
}
