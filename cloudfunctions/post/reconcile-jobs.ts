/** The figures that posts, comments and topics carry, and what each is derived from. */
import { absent, type Collection, collection, holding, replacedBy } from '../kit/cloud'
import { fingerprint } from '../kit/fingerprint'
import type { Reconciliation } from '../kit/reconcile'
import { type AuthorSnippet, type CopyOfAuthor, MEMBERS, type MemberDocument } from '../member/collections'
import { correctPostCount, findManyMembers } from '../member/store'
import { authorSnippet } from '../member/views'
import { ballotKey } from './ballot-rules'
import {
  type CommentDocument,
  type LikeDocument,
  POST_COMMENTS,
  POST_LIKES,
  POSTS,
  type PostDocument,
  TOPICS,
  type TopicDocument,
} from './collections'
import {
  type BallotDocument,
  COMMENT_LIKES,
  type CommentLikeDocument,
  type FavouriteDocument,
  POST_BALLOTS,
  POST_FAVOURITES,
} from './engagement-collections'

const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)
const topics = collection<TopicDocument>(TOPICS)
const likes = collection<LikeDocument>(POST_LIKES)
const commentLikes = collection<CommentLikeDocument>(COMMENT_LIKES)
const favourites = collection<FavouriteDocument>(POST_FAVOURITES)
const ballots = collection<BallotDocument>(POST_BALLOTS)

/** A figure that is not what it is derived from. */
interface Drift<T> {
  readonly seen: T
  readonly right: T
}

/** What is wrong with these figures, if anything is. */
function driftOf<T>(seen: T, right: T): Drift<T> | undefined {
  return fingerprint(seen) === fingerprint(right) ? undefined : { seen, right }
}

/** Looks at each document by itself, all at once; keeps what is wrong. */
async function lookAtEach<T extends { readonly _id: string }, D>(
  documents: readonly T[],
  look: (document: T) => Promise<D | undefined>,
): Promise<ReadonlyMap<string, D>> {
  const drifts = new Map<string, D>()
  await Promise.all(
    documents.map(async (document) => {
      const drift = await look(document)
      if (drift !== undefined) drifts.set(document._id, drift)
    }),
  )
  return drifts
}

/** A figure that has not been counted yet is not there; a filter finds it by that. */
const asSeen = (count: number, stored: number | undefined) =>
  stored === undefined ? absent<number>() : count

type PostCounts = Required<Pick<PostDocument, 'likeCount' | 'commentCount' | 'favouriteCount'>>

/** The figures of a post: how many likes, favourites and visible comments there are. */
export const countsOfPosts: Reconciliation<PostDocument, Drift<PostCounts>> = {
  documents: posts,
  where: {},
  look: (page) =>
    lookAtEach(page, async ({ _id, likeCount, commentCount, favouriteCount = 0 }) => {
      const [ofLikes, ofComments, ofFavourites] = await Promise.all([
        likes.count({ postId: _id }),
        comments.count({ postId: _id, state: 'visible' }),
        favourites.count({ postId: _id }),
      ])
      const right = { likeCount: ofLikes, commentCount: ofComments, favouriteCount: ofFavourites }
      return driftOf({ likeCount, commentCount, favouriteCount }, right)
    }),
  async repair(post, { seen, right }) {
    const favouriteCount = asSeen(seen.favouriteCount, post.favouriteCount)
    return (await posts.updateWhere({ _id: post._id, ...seen, favouriteCount }, right)) === 1
  },
}

type BallotCounts = Required<Pick<PostDocument, 'voterCount' | 'ballotCounts'>>

/** The ballots of a poll or a debate: how many there are, in all and for each option. */
export const countsOfBallots: Reconciliation<PostDocument, Drift<BallotCounts>> = {
  documents: posts,
  where: {},
  look: (page) =>
    lookAtEach(
      page.filter((post) => post.poll ?? post.debate),
      async ({ _id: postId, poll, debate, voterCount = 0, ballotCounts = {} }) => {
        const places = (poll?.options ?? debate?.sides ?? []).map((_, place) => place)
        const [ofVoters, ...ofOptions] = await Promise.all([
          ballots.count({ postId }),
          ...places.map((place) => ballots.count({ postId, choices: holding(place) })),
        ])
        const keyed = (counts: readonly number[]) =>
          Object.fromEntries(places.map((place) => [ballotKey(place), counts[place] ?? 0]))
        const counted = places.map((place) => ballotCounts[ballotKey(place)] ?? 0)
        return driftOf(
          { voterCount, ballotCounts: keyed(counted) },
          { voterCount: ofVoters, ballotCounts: keyed(ofOptions) },
        )
      },
    ),
  async repair(post, { seen, right }) {
    const where = { _id: post._id, voterCount: asSeen(seen.voterCount, post.voterCount) }
    const repaired = { voterCount: right.voterCount, ballotCounts: replacedBy(right.ballotCounts) }
    return (await posts.updateWhere(where, repaired)) === 1
  },
}

type CommentCounts = Required<Pick<CommentDocument, 'likeCount' | 'replyCount'>>

/** The figures of a comment: its likes and the visible replies below it. */
export const countsOfComments: Reconciliation<CommentDocument, Drift<CommentCounts>> = {
  documents: comments,
  where: {},
  look: (page) =>
    lookAtEach(page, async ({ _id, likeCount = 0, replyCount = 0 }) => {
      const [ofLikes, ofReplies] = await Promise.all([
        commentLikes.count({ commentId: _id }),
        comments.count({ rootId: _id, state: 'visible' }),
      ])
      return driftOf({ likeCount, replyCount }, { likeCount: ofLikes, replyCount: ofReplies })
    }),
  async repair(comment, { seen, right }) {
    const where = {
      _id: comment._id,
      likeCount: asSeen(seen.likeCount, comment.likeCount),
      replyCount: asSeen(seen.replyCount, comment.replyCount),
    }
    return (await comments.updateWhere(where, right)) === 1
  },
}

/** How many visible posts a topic has. */
export const countsOfTopics: Reconciliation<TopicDocument, Drift<Pick<TopicDocument, 'postCount'>>> = {
  documents: topics,
  where: {},
  look: (page) =>
    lookAtEach(page, async ({ _id, postCount }) =>
      driftOf({ postCount }, { postCount: await posts.count({ topicIds: holding(_id), state: 'visible' }) }),
    ),
  repair: async ({ _id }, { seen, right }) => (await topics.updateWhere({ _id, ...seen }, right)) === 1,
}

/** How many posts of a member are not removed. */
export const postCountsOfMembers: Reconciliation<MemberDocument, Drift<number>> = {
  documents: collection<MemberDocument>(MEMBERS),
  where: {},
  look: (page) =>
    lookAtEach(page, async ({ _id, postCount }) =>
      driftOf(postCount, await posts.count({ authorId: _id, removed: false })),
    ),
  repair: ({ _id }, { seen, right }) => correctPostCount(_id, seen, right),
}

/** The copies of their authors that documents carry: two that met while a member changed their name may differ. */
export function authorsOf<T extends CopyOfAuthor>(
  documents: Collection<T>,
): Reconciliation<T, Drift<AuthorSnippet>> {
  return {
    documents,
    where: {},
    async look(page) {
      const authors = await findManyMembers([...new Set(page.map((document) => document.authorId))])
      const right = new Map(authors.map((author) => [author._id, authorSnippet(author)]))
      return lookAtEach(page, async ({ authorId, author }) => {
        const snippet = right.get(authorId)
        return snippet && driftOf(author, snippet)
      })
    },
    async repair({ _id }, { seen, right }) {
      const copies = collection<CopyOfAuthor>(documents.name)
      const where = { _id, 'author.nickname': seen.nickname }
      return (await copies.updateWhere(where, { author: replacedBy(right) })) === 1
    },
  }
}
