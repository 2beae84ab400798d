/** What may be posted, who sees it and what becomes of it. Pure. */
import { POST_EXCERPT_LENGTH } from '../../contract/limits'
import type { ContentState } from '../../contract/shared'
import { AppError } from '../kit/app-error'
import type { MediaDocument, MediaState } from '../media/collections'
import { photosNamed } from '../media/rules'
import type { KeptTextVerdict, PostDocument, PostPhoto, PostVideo } from './collections'
import { withoutMentions } from './mention-rules'

/** The beginning of a text on one line, `…` at its end when there is more. Whom it names is left out. */
export function excerptOf(text: string): string {
  const line = withoutMentions(text).replace(/\s+/gu, ' ').trim()
  const characters = Array.from(line)
  // The bound is in UTF-16 units, as the contract's schema counts; a pair is never cut in two.
  let excerpt = ''
  for (const character of characters) {
    if (excerpt.length + character.length > POST_EXCERPT_LENGTH) return `${excerpt}…`
    excerpt += character
  }
  return excerpt
}

/**
 * Where a text with its photos stands. Only what was passed whole is visible; nothing is visible by a failure.
 * @param text what the platform said of the text
 * @param photos where each photo stands
 * @throws AppError CONTENT_REJECTED for a risky text: it is not even kept
 */
export function decideState(
  text: KeptTextVerdict | 'risky',
  photos: readonly MediaState[],
): Extract<ContentState, 'checking' | 'visible' | 'rejected'> {
  if (text === 'risky') throw new AppError('CONTENT_REJECTED')
  if (photos.includes('rejected')) return 'rejected'
  return text === 'pass' && photos.every((state) => state === 'passed') ? 'visible' : 'checking'
}

/** The states that a later decision may overrule; never what a person or the author has decided. */
export function statesOverruledBy(decided: 'checking' | 'visible' | 'rejected'): readonly ContentState[] {
  if (decided === 'rejected') return ['checking', 'visible']
  return decided === 'visible' ? ['checking'] : []
}

/**
 * The photos of a post, in the order asked for, as it keeps them.
 * @param found what is stored under these ids, in any order
 * @throws AppError INVALID_INPUT for a photo twice; MEDIA_NOT_READY for one that is missing, another's, no photo
 *   of a post, or not completed
 */
export function photosFrom(
  photoIds: readonly string[],
  found: readonly MediaDocument[],
  callerKey: string,
): PostPhoto[] {
  if (new Set(photoIds).size !== photoIds.length) {
    throw new AppError('INVALID_INPUT', { field: 'photoIds', rule: 'other' })
  }
  const named = photosNamed(photoIds, found, ({ ownerKey }) => ownerKey === callerKey)
  return named.map(({ mediaId, photo: { thumbFileId, displayFileId, width, height } }) => {
    return { mediaId, thumbFileId, displayFileId, width, height }
  })
}

/** Whether this viewer may see it: others what is visible, its author all but what is removed. */
export function isShownTo(
  viewerId: string | undefined,
  content: { readonly authorId: string; readonly state: ContentState },
): boolean {
  if (content.state === 'visible') return true
  return content.state !== 'removed' && viewerId !== undefined && content.authorId === viewerId
}

/** Two lists that are each ordered by id, oldest first, as one. */
export function mergeById<T extends { readonly _id: string }>(a: readonly T[], b: readonly T[]): T[] {
  return [...a, ...b].sort((left, right) => (left._id < right._id ? -1 : 1))
}

/** The `_id` of what one member does to one subject once: a like, a favourite, a vote, an entry, a report. */
export function likeId(subjectId: string, memberId: string): string {
  return `${subjectId}:${memberId}`
}

/** Whether its author has written it anew since the revision that stands there. */
export function hasNewerRevision(post: Pick<PostDocument, 'revisionId' | 'latestRevisionId'>): boolean {
  return post.latestRevisionId !== post.revisionId
}

/**
 * The video of a post as it keeps it.
 * @throws AppError MEDIA_NOT_READY as for photos
 */
export function videoFrom(video: MediaDocument | undefined, callerKey: string): PostVideo {
  if (!video?.video || video.ownerKey !== callerKey) throw new AppError('MEDIA_NOT_READY')
  const { fileId, width, height } = video.video
  return { mediaId: video._id, fileId, width, height }
}
