/**
 * What is kept of a person's posts, comments and deeds. One kind after another, each in slices: a cursor names the kind
 * and the last document of it.
 */
import { type Collection, collection, type Filter, greaterThan } from '../kit/cloud'
import type { PersonalData } from '../kit/personal'
import {
  type CommentDocument,
  type LikeDocument,
  POST_COMMENTS,
  POST_LIKES,
  POSTS,
  type PostDocument,
} from './collections'
import {
  type BallotDocument,
  type ChainEntryDocument,
  COMMENT_LIKES,
  type CommentLikeDocument,
  type FavouriteDocument,
  POST_BALLOTS,
  POST_CHAIN_ENTRIES,
  POST_FAVOURITES,
  POST_REPORTS,
  POST_REVISIONS,
  type ReportDocument,
  type RevisionDocument,
} from './engagement-collections'
import {
  eraseBallot,
  eraseComment,
  eraseCommentLike,
  eraseEntry,
  eraseFavourite,
  eraseLike,
  erasePost,
  eraseRevision,
} from './erasing'
import {
  type ExposureDocument,
  FEED_INBOXES,
  type FeedInboxDocument,
  type ImpressionDocument,
  POST_EXPOSURES,
  POST_IMPRESSIONS,
} from './feed-collections'

/** One kind of document, with what of it goes into an export and how one of it is erased. */
interface Kind {
  readonly section: string
  /** The next of a member's after `last`, oldest first. */
  next(memberId: string, last: string): Promise<readonly Step[]>
}

interface Step {
  readonly _id: string
  readonly record: Readonly<Record<string, unknown>>
  erase(): Promise<unknown>
}

const DOCUMENTS_PER_SLICE = 20

function kind<T extends { readonly _id: string }>(
  section: string,
  documents: Collection<T>,
  ofMember: (memberId: string) => Filter<T>,
  record: (document: T) => Step['record'],
  erase: (document: T) => Promise<unknown>,
): Kind {
  return {
    section,
    async next(memberId, last) {
      const beyond: Filter<{ _id: string }> = { _id: greaterThan(last) }
      const found = await documents.find({
        where: { ...ofMember(memberId), ...beyond },
        orderBy: ['_id', 'asc'],
        limit: DOCUMENTS_PER_SLICE,
      })
      return found.map((each) => ({ _id: each._id, record: record(each), erase: () => erase(each) }))
    },
  }
}

const reports = collection<ReportDocument>(POST_REPORTS)
const inboxes = collection<FeedInboxDocument>(FEED_INBOXES)
const exposures = collection<ExposureDocument>(POST_EXPOSURES)
const impressions = collection<ImpressionDocument>(POST_IMPRESSIONS)
const byAuthor = (authorId: string) => ({ authorId })
const byMember = (memberId: string) => ({ memberId })

/** How a document is erased on which nothing of anybody else's relies. */
function removing<T extends { readonly _id: string }>(
  documents: Collection<T>,
): (document: T) => Promise<unknown> {
  return ({ _id }) => documents.remove(_id)
}

/** These fields of a document, as they are. */
function only<T extends object>(document: T, ...fields: readonly (keyof T & string)[]): Step['record'] {
  return Object.fromEntries(fields.map((field) => [field, document[field]]))
}

const onPost = (mark: { readonly postId: string; readonly createdAt: number }) =>
  only(mark, 'postId', 'createdAt')

const KINDS: readonly Kind[] = [
  kind(
    'posts',
    collection<PostDocument>(POSTS),
    byAuthor,
    (post) => ({
      postId: post._id,
      kind: post.kind ?? 'post',
      ...only(post, 'text', 'topics', 'location', 'poll', 'debate', 'chain', 'photoIds', 'state'),
      ...only(post, 'createdAt', 'editedAt'),
    }),
    erasePost,
  ),
  kind(
    'revisions',
    collection<RevisionDocument>(POST_REVISIONS),
    byMember,
    (each) => only(each, 'postId', 'text', 'topics', 'location', 'photoIds', 'state', 'createdAt'),
    eraseRevision,
  ),
  kind(
    'comments',
    collection<CommentDocument>(POST_COMMENTS),
    byAuthor,
    (comment) => ({
      commentId: comment._id,
      ...only(comment, 'postId', 'rootId', 'text', 'photoIds', 'side', 'state', 'createdAt'),
    }),
    eraseComment,
  ),
  kind(
    'chainEntries',
    collection<ChainEntryDocument>(POST_CHAIN_ENTRIES),
    byAuthor,
    (entry) => only(entry, 'postId', 'text', 'state', 'createdAt'),
    eraseEntry,
  ),
  kind('likes', collection<LikeDocument>(POST_LIKES), byMember, onPost, eraseLike),
  kind(
    'commentLikes',
    collection<CommentLikeDocument>(COMMENT_LIKES),
    byMember,
    (like) => only(like, 'commentId', 'createdAt'),
    eraseCommentLike,
  ),
  kind('favourites', collection<FavouriteDocument>(POST_FAVOURITES), byMember, onPost, eraseFavourite),
  kind(
    'votes',
    collection<BallotDocument>(POST_BALLOTS),
    byMember,
    (vote) => only(vote, 'postId', 'choices', 'castAt'),
    eraseBallot,
  ),
  kind(
    'reports',
    reports,
    byMember,
    (report) => only(report, 'subjectId', 'reason', 'text', 'createdAt'),
    removing(reports),
  ),
  kind(
    'followingFeed',
    inboxes,
    byMember,
    ({ entries }) => ({ postCount: entries.length }),
    removing(inboxes),
  ),
  kind(
    'fairPlaces',
    exposures,
    byMember,
    (exposure) => ({ postId: exposure._id, ...only(exposure, 'openedAt', 'closedAt', 'shownTo') }),
    removing(exposures),
  ),
  kind(
    'shownNewAuthors',
    impressions,
    byMember,
    (shown) => only(shown, 'postId', 'at'),
    removing(impressions),
  ),
]

/** `{place of the kind}:{last id}`. */
function readCursor(cursor: string | undefined): { readonly place: number; readonly last: string } {
  const [place = '0', ...last] = (cursor ?? '0:').split(':')
  return { place: Number(place), last: last.join(':') }
}

async function slice(memberId: string, cursor: string | undefined) {
  const { place, last } = readCursor(cursor)
  const current = KINDS[place]
  if (!current) return undefined
  const steps = await current.next(memberId, last)
  const isMore = steps.length === DOCUMENTS_PER_SLICE
  const after = isMore ? `${place}:${steps.at(-1)?._id ?? ''}` : `${place + 1}:`
  return { current, steps, next: isMore || place + 1 < KINDS.length ? after : undefined }
}

export const personal: PersonalData = {
  domain: 'post',

  async exportOf({ memberId }, cursor) {
    const found = await slice(memberId, cursor)
    if (!found) return { parts: [] }
    const { current, steps, next } = found
    return { parts: [{ section: current.section, records: steps.map((step) => step.record) }], next }
  },

  async eraseSlice({ memberId }, cursor) {
    const found = await slice(memberId, cursor)
    if (!found) return { erased: 0 }
    await Promise.all(found.steps.map((step) => step.erase()))
    return { erased: found.steps.length, next: found.next }
  },
}
