/** What is kept of a person's posts, comments and deeds. */
import { collection } from '../kit/cloud'
import type { PersonalData } from '../kit/personal'
import { kind, only, type PersonalKind, personalOf, removing } from '../kit/personal-kinds'
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

const reports = collection<ReportDocument>(POST_REPORTS)
const inboxes = collection<FeedInboxDocument>(FEED_INBOXES)
const exposures = collection<ExposureDocument>(POST_EXPOSURES)
const impressions = collection<ImpressionDocument>(POST_IMPRESSIONS)
const byAuthor = (authorId: string) => ({ authorId })
const byMember = (memberId: string) => ({ memberId })

const onPost = (mark: { readonly postId: string; readonly createdAt: number }) =>
  only(mark, 'postId', 'createdAt')

const KINDS: readonly PersonalKind[] = [
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

export const personal: PersonalData = personalOf('post', KINDS)
