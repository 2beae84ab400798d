/** Who may enter, with which photo, and what becomes of a work when its checks have answered (PRODUCT 3.2). Pure. */
import type { ContestPlan, ContestStanding, EntryBar, Lineage } from '../../contract/contest-shapes'
import { ENTRANT_MEMBER_FOR_MS, PHOTO_DUPLICATE_DISTANCE_MAX, WORKS_PER_MEMBER } from '../../contract/limits'
import { canAny, type Role } from '../../contract/roles'
import { AppError } from '../kit/app-error'
import type { MediaDocument, MediaState, ProcessedPhoto } from '../media/collections'
import { hashDistance } from '../media/perceptual-hash'
import { photosNamed } from '../media/rules'
import type { PostDocument } from '../post/collections'
import type { WorkDocument } from './collections'

/** The `_id` of what somebody has in a contest. */
export function entrantIdOf(contestId: string, memberId: string): string {
  return `${contestId}:${memberId}`
}

/** Who wants to enter. */
export interface Entrant {
  readonly _id: string
  readonly joinedAt: number
  readonly roles: readonly Role[]
}

/** From when on a member may enter works. */
export function mayEnterAt({ joinedAt }: Pick<Entrant, 'joinedAt'>): number {
  return joinedAt + ENTRANT_MEMBER_FOR_MS
}

/** Why somebody cannot enter whatever the phase; undefined when they can. */
export function entryBarOf(
  entrant: Entrant,
  { jurorIds }: Pick<ContestPlan, 'jurorIds'>,
  workCount: number,
  now: number,
): EntryBar | undefined {
  if (canAny(entrant.roles, 'admin.open')) return 'staff'
  if (jurorIds.includes(entrant._id)) return 'juror'
  if (now < mayEnterAt(entrant)) return 'tooNew'
  return workCount >= WORKS_PER_MEMBER ? 'worksUsed' : undefined
}

/** The same as somebody is told on the contest's page. */
export function entryStanding(
  ...about: Parameters<typeof entryBarOf>
): Pick<ContestStanding, 'entryBar' | 'mayEnterAt'> {
  const entryBar = entryBarOf(...about)
  if (entryBar === undefined) return {}
  return entryBar === 'tooNew' ? { entryBar, mayEnterAt: mayEnterAt(about[0]) } : { entryBar }
}

/**
 * Refuses whom the rules keep out. How many works they have is asked again where it is decided.
 * @throws AppError NOT_ELIGIBLE or LIMIT_REACHED
 */
export function demandEntry(...about: Parameters<typeof entryBarOf>): void {
  const entryBar = entryBarOf(...about)
  if (entryBar === 'worksUsed') throw new AppError('LIMIT_REACHED')
  if (entryBar !== undefined) throw new AppError('NOT_ELIGIBLE')
}

/** Where a photo is taken from, and what is stored of it. */
export interface PhotoSource {
  readonly lineage: Lineage
  readonly photoId: string
  readonly media: MediaDocument | undefined
  /** The post that it is taken from, if it is. */
  readonly post: PostDocument | undefined
}

/**
 * The photo of a work, with where it stands: an upload of the author's own, or a photo of a post of theirs that others
 * can see.
 * @throws AppError MEDIA_NOT_READY for a photo that is not the author's own, or not completed; CONTENT_REJECTED for one
 *   that the platform has rejected; NOT_FOUND for a post that is not theirs or that nobody sees
 */
export function photoFrom(
  { lineage, photoId, media, post }: PhotoSource,
  author: { readonly memberId: string; readonly callerKey: string },
): { readonly photo: ProcessedPhoto; readonly state: MediaState } {
  if (lineage.from === 'post') demandOwnPost(post, photoId, author.memberId)
  const [named] = photosNamed(
    [photoId],
    media ? [media] : [],
    ({ ownerKey }) => ownerKey === author.callerKey,
  )
  if (!named || !media) throw new AppError('MEDIA_NOT_READY')
  if (media.state === 'rejected') throw new AppError('CONTENT_REJECTED')
  return { photo: named.photo, state: media.state }
}

function demandOwnPost(post: PostDocument | undefined, photoId: string, memberId: string): void {
  if (post?.state !== 'visible' || post.authorId !== memberId) throw new AppError('NOT_FOUND')
  if (!post.photos.some(({ mediaId }) => mediaId === photoId)) throw new AppError('MEDIA_NOT_READY')
}

/**
 * Refuses a photo that its author has entered in this contest already.
 * @param own their works in it that were not withdrawn
 * @throws AppError DUPLICATE_WORK
 */
export function demandNewPhoto(
  perceptualHash: string,
  own: readonly Pick<WorkDocument, 'perceptualHash'>[],
): void {
  const isKnown = own.some(
    (work) => hashDistance(work.perceptualHash, perceptualHash) <= PHOTO_DUPLICATE_DISTANCE_MAX,
  )
  if (isKnown) throw new AppError('DUPLICATE_WORK')
}

/** What a work's checks have come to. */
export interface Checks {
  readonly photo: MediaState | undefined
  readonly isUnchecked: boolean
  readonly isDoubtful: boolean
  readonly isSimilar: boolean
  /** The vote is over: what has not passed by then takes part only if a person says so. */
  readonly isLate: boolean
}

/**
 * What becomes of a work that is being checked: a rejected photo is out; one without an answer waits, and so do words;
 * what a person has to look at waits for them; the rest takes part. Nothing takes part by a failure.
 */
export function settledState({
  photo,
  isUnchecked,
  isDoubtful,
  isSimilar,
  isLate,
}: Checks): 'checking' | 'screening' | 'entered' | 'disqualified' {
  if (photo === 'rejected') return 'disqualified'
  if (photo !== 'passed' || isUnchecked) return 'checking'
  return isDoubtful || isSimilar || isLate ? 'screening' : 'entered'
}

/** A work that looks like another, and in how many of the hash's bits they differ. */
export interface NearWork {
  readonly work: Pick<WorkDocument, '_id' | 'authorId' | 'contestId' | 'state'>
  readonly distance: number
}

const SIMILAR_KEPT = 5

/** Those that a work resembles, the nearest first. Its author's own that was withdrawn from this contest is no other. */
export function similarTo(
  work: Pick<WorkDocument, '_id' | 'authorId' | 'contestId'>,
  near: readonly NearWork[],
): { readonly workId: string; readonly distance: number }[] {
  const isAnother = ({ work: other }: NearWork) =>
    other._id !== work._id &&
    !(other.state === 'withdrawn' && other.authorId === work.authorId && other.contestId === work.contestId)
  return near
    .filter(isAnother)
    .slice(0, SIMILAR_KEPT)
    .map(({ work: { _id: workId }, distance }) => ({ workId, distance }))
}
