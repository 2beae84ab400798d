/** What is stored of photos, and the platform's checks of them. */
import { between, collection, increasedBy, oneOf } from '../kit/cloud'
import { temporaryUrls } from '../kit/files'
import { idsFrom } from '../kit/id'
import { logFailure } from '../kit/log'
import { type CheckScene, requestPhotoCheck } from '../kit/open-apis'
import {
  MEDIA,
  MEDIA_CHECKS,
  type MediaCheckDocument,
  type MediaDocument,
  type MediaPurposeStored,
  type ProcessedPhoto,
  type ProcessedVideo,
} from './collections'
import { statesOverruledBy } from './rules'

const media = collection<MediaDocument>(MEDIA)
const checks = collection<MediaCheckDocument>(MEDIA_CHECKS)

/** A document of media, or undefined. */
export function findMedia(mediaId: string): Promise<MediaDocument | undefined> {
  return media.get(mediaId)
}

/** Those of these media that exist, in no order. */
export function findManyMedia(mediaIds: readonly string[]): Promise<MediaDocument[]> {
  return media.getMany(mediaIds)
}

/** Keeps a place to upload to; answers the one that was kept before under this id, if any. */
export async function keepRequested(document: MediaDocument): Promise<MediaDocument> {
  return (await media.addOrGet(document)) ?? document
}

/**
 * Turns a requested place into a photo that is being checked under `traceId`, once: false when somebody else has.
 * Photo and trace id are written together, so that no answer about other bytes can ever count for these.
 */
export async function keepProcessed(
  mediaId: string,
  photo: ProcessedPhoto,
  traceId?: string,
): Promise<boolean> {
  const changed = await media.updateWhere(
    { _id: mediaId, state: 'requested' },
    { photo, state: 'checking', ...(traceId === undefined ? {} : { traceId }) },
  )
  return changed === 1
}

/** Turns a requested place into a video that waits for a person, once: false when somebody else has. */
export async function keepVideo(mediaId: string, video: ProcessedVideo): Promise<boolean> {
  return (await media.updateWhere({ _id: mediaId, state: 'requested' }, { video, state: 'held' })) === 1
}

/** Writes down what a person has decided of a photo or a video: it overrules whatever was there. */
export async function keepPersonsDecision(mediaId: string, decision: 'passed' | 'rejected'): Promise<void> {
  await media.updateWhere(
    { _id: mediaId, state: oneOf(['checking', 'held', 'passed', 'rejected']) },
    {
      state: decision,
    },
  )
}

/** Binds a photo that could not be checked before to the check that was asked for now. */
export async function keepTrace(mediaId: string, traceId: string): Promise<void> {
  await media.updateWhere({ _id: mediaId, state: 'checking' }, { traceId })
}

/**
 * Asks the platform to check a picture and keeps the trace id, by which its answer will be known. Undefined when
 * the platform could not be asked: the photo stays `checking`.
 */
export async function requestCheck(
  caller: { readonly openid: string; readonly requestId: string; readonly now: number },
  mediaId: string,
  purpose: MediaPurposeStored,
  displayFileId: string,
): Promise<string | undefined> {
  const scene: CheckScene = purpose === 'avatar' ? 'profile' : 'forum'
  try {
    const url = (await temporaryUrls([displayFileId])).get(displayFileId)
    if (!url) throw new Error(`no address for ${displayFileId}`)
    const traceId = await requestPhotoCheck(caller.openid, scene, url)
    const early = await checks.addOrGet({ _id: traceId, schemaVersion: 1, mediaId, createdAt: caller.now })
    if (early) await checks.update(traceId, { mediaId })
    return traceId
  } catch (error) {
    logFailure(caller.requestId, 'mediaCheckAsync', error)
    return undefined
  }
}

/** Takes into account an answer that came before the photo was written down. */
export async function applyEarlyAnswer(mediaId: string, traceId: string): Promise<void> {
  const check = await checks.get(traceId)
  if (check?.answer) await keepDecision(mediaId, traceId, check.answer)
}

/** Writes an answer down under its trace id; answers the photo that it is about, if that is known yet. */
export async function keepAnswer(
  traceId: string,
  answer: 'passed' | 'rejected',
  now: number,
): Promise<string | undefined> {
  const known = await checks.addOrGet({ _id: traceId, schemaVersion: 1, answer, createdAt: now })
  if (!known) return undefined
  await checks.update(traceId, { answer })
  return known.mediaId
}

/** Writes what was decided of a photo under this trace id. Repeating it, or doing it late, changes nothing. */
export async function keepDecision(
  mediaId: string,
  traceId: string,
  decision: 'passed' | 'rejected',
): Promise<void> {
  await media.updateWhere(
    { _id: mediaId, traceId, state: oneOf(statesOverruledBy(decision)) },
    { state: decision },
  )
}

/** Photos made before `before` (epoch milliseconds) that still wait for the platform, oldest first, after `cursor`. */
export function findWaitingPhotos(
  before: number,
  cursor: string | undefined,
  limit: number,
): Promise<MediaDocument[]> {
  const made = between(cursor ?? '', idsFrom('med', before))
  return media.find({ where: { state: 'checking', _id: made }, orderBy: ['_id', 'asc'], limit })
}

/** Counts that the platform is being asked again about a photo. */
export async function countAsk(mediaId: string, now: number): Promise<void> {
  await media.updateWhere({ _id: mediaId, state: 'checking' }, { asks: increasedBy(1), askedAt: now })
}

/** Leaves a photo to a person; a late answer of the platform still counts. */
export async function holdPhoto(mediaId: string): Promise<void> {
  await media.updateWhere({ _id: mediaId, state: 'checking' }, { state: 'held' })
}
