/** How each thing that a person has written or done is erased. Repeating any of it is harmless. */
import { collection, increasedBy, removed, replacedBy } from '../kit/cloud'
import { deleteFiles } from '../kit/files'
import { ballotKey } from './ballot-rules'
import {
  type CommentDocument,
  type LikeDocument,
  POST_COMMENTS,
  POSTS,
  type PostDocument,
} from './collections'
import { removeComment } from './comment-settling'
import {
  type BallotDocument,
  type ChainEntryDocument,
  type CommentLikeDocument,
  type FavouriteDocument,
  POST_BALLOTS,
  POST_CHAIN_ENTRIES,
  POST_REVISIONS,
  type RevisionDocument,
} from './engagement-collections'
import { removeLike, setCommentLike, setFavourite } from './marks'
import { removePost } from './settling'

const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)
const entries = collection<ChainEntryDocument>(POST_CHAIN_ENTRIES)
const revisions = collection<RevisionDocument>(POST_REVISIONS)
const ballots = collection<BallotDocument>(POST_BALLOTS)

/** Stands where a name was. */
const NOBODY = { nickname: '' }
const NO_WORDS = { text: '', mentionIds: [], tokens: [] }
const NO_PICTURES = { photos: [], photoIds: [] }

/** A post is taken away, and what it said with it. */
export async function erasePost(post: PostDocument): Promise<void> {
  await removePost(post)
  await posts.update(post._id, {
    ...NO_WORDS,
    ...NO_PICTURES,
    excerpt: '',
    topics: [],
    topicIds: [],
    author: replacedBy(NOBODY),
    location: removed<never>(),
    video: removed<never>(),
    poll: removed<never>(),
    debate: removed<never>(),
    chain: removed<never>(),
    shareCodeFileId: removed<string>(),
  })
  if (post.shareCodeFileId !== undefined) await deleteFiles([post.shareCodeFileId])
}

/** A revision is kept for moderation of somebody who is there. */
export async function eraseRevision({ _id }: RevisionDocument): Promise<void> {
  await revisions.remove(_id)
}

/** A comment that others have answered stays as an empty place above their words; any other is taken away. */
export async function eraseComment(comment: CommentDocument): Promise<void> {
  const isAnswered = comment.state === 'visible' && (comment.replyCount ?? 0) > 0
  if (!isAnswered) await removeComment(comment)
  await comments.update(comment._id, {
    ...NO_WORDS,
    photoIds: [],
    author: replacedBy(NOBODY),
    photo: removed<never>(),
  })
}

/** The place in the chain stays, and nobody is seen in it. */
export async function eraseEntry({ _id }: ChainEntryDocument): Promise<void> {
  await entries.update(_id, { text: '', state: 'removed', author: replacedBy(NOBODY) })
}

export async function eraseLike(like: LikeDocument): Promise<void> {
  await removeLike(like)
}

export async function eraseCommentLike({
  commentId,
  memberId,
  createdAt,
}: CommentLikeDocument): Promise<void> {
  await setCommentLike(commentId, memberId, false, createdAt)
}

export async function eraseFavourite(favourite: FavouriteDocument): Promise<void> {
  await setFavourite(favourite, false)
}

/** A vote goes, and is counted no more. */
export async function eraseBallot({ _id, postId, choices }: BallotDocument): Promise<void> {
  if ((await ballots.remove(_id)) === 0) return
  const fewer = choices.map((choice) => [`ballotCounts.${ballotKey(choice)}`, increasedBy(-1)] as const)
  await posts.update(postId, { voterCount: increasedBy(-1), ...Object.fromEntries(fewer) })
}
