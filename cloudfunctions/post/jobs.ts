/** What timers do for posts: derived figures, copies of authors, and what waits for a check. */
import { HOUR_MS } from '../../contract/limits'
import { type Collection, collection, replacedBy } from '../kit/cloud'
import { fingerprint } from '../kit/fingerprint'
import type { Job } from '../kit/jobs'
import type { Migration } from '../kit/migrations'
import { type Reconciliation, reconciling } from '../kit/reconcile'
import { type AuthorSnippet, type CopyOfAuthor, MEMBERS, type MemberDocument } from '../member/collections'
import { correctPostCount, findManyMembers } from '../member/store'
import { authorSnippet } from '../member/views'
import {
  type CommentDocument,
  type LikeDocument,
  POST_COMMENTS,
  POST_LIKES,
  POSTS,
  type PostDocument,
} from './collections'
import { draftDigest } from './digest'
import { askAboutComments, askAboutPhotos, askAboutPosts } from './unchecked'

const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)
const likes = collection<LikeDocument>(POST_LIKES)

/** A figure that is not what it is derived from. */
interface Drift {
  readonly seen: Readonly<Record<string, number>>
  readonly right: Readonly<Record<string, number>>
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

/** The figures of a post: how many likes and visible comments there are. */
const countsOfPosts: Reconciliation<PostDocument, Drift> = {
  documents: posts,
  where: {},
  look: (page) =>
    lookAtEach(page, async ({ _id, likeCount, commentCount }) => {
      const [ofLikes, ofComments] = await Promise.all([
        likes.count({ postId: _id }),
        comments.count({ postId: _id, state: 'visible' }),
      ])
      const isRight = likeCount === ofLikes && commentCount === ofComments
      return isRight
        ? undefined
        : { seen: { likeCount, commentCount }, right: { likeCount: ofLikes, commentCount: ofComments } }
    }),
  repair: async ({ _id }, { seen, right }) => (await posts.updateWhere({ _id, ...seen }, right)) === 1,
}

/** How many posts of a member are not removed. */
const postCountsOfMembers: Reconciliation<MemberDocument, { seen: number; right: number }> = {
  documents: collection<MemberDocument>(MEMBERS),
  where: {},
  look: (page) =>
    lookAtEach(page, async ({ _id, postCount }) => {
      const right = await posts.count({ authorId: _id, removed: false })
      return postCount === right ? undefined : { seen: postCount, right }
    }),
  repair: ({ _id }, { seen, right }) => correctPostCount(_id, seen, right),
}

/** The copies of their authors that documents carry: two that met while a member changed their name may differ. */
function authorsOf<T extends CopyOfAuthor>(
  documents: Collection<T>,
): Reconciliation<T, { seen: AuthorSnippet; right: AuthorSnippet }> {
  return {
    documents,
    where: {},
    async look(page) {
      const authors = await findManyMembers([...new Set(page.map((document) => document.authorId))])
      const right = new Map(authors.map((author) => [author._id, authorSnippet(author)]))
      return lookAtEach(page, async ({ authorId, author }) => {
        const snippet = right.get(authorId)
        const differs = snippet !== undefined && fingerprint(snippet) !== fingerprint(author)
        return differs ? { seen: author, right: snippet } : undefined
      })
    },
    async repair({ _id }, { seen, right }) {
      const copies = collection<CopyOfAuthor>(documents.name)
      const where = { _id, 'author.nickname': seen.nickname }
      return (await copies.updateWhere(where, { author: replacedBy(right) })) === 1
    },
  }
}

/** Every job of this domain. */
export const postJobs: readonly Job[] = [
  { name: 'post.askAboutPhotos', every: 'minute', missed: 'latest', run: askAboutPhotos },
  { name: 'post.askAboutPosts', every: 'minute', missed: 'latest', run: askAboutPosts },
  { name: 'post.askAboutComments', every: 'minute', missed: 'latest', run: askAboutComments },
  { name: 'post.draftDigest', every: 'day', missed: 'latest', afterMs: 7.5 * HOUR_MS, run: draftDigest },
  { name: 'post.reconcileCounts', every: 'day', missed: 'latest', run: reconciling(countsOfPosts) },
  { name: 'post.reconcilePostCounts', every: 'day', missed: 'latest', run: reconciling(postCountsOfMembers) },
  { name: 'post.reconcileAuthors', every: 'day', missed: 'latest', run: reconciling(authorsOf(posts)) },
  {
    name: 'post.reconcileCommentAuthors',
    every: 'day',
    missed: 'latest',
    run: reconciling(authorsOf(comments)),
  },
]

/** A comment says what the platform said of its text: one that could not be checked is asked about again. */
export const commentVerdicts: Migration<CommentDocument> = {
  name: 'post_comments:1-2',
  collection: POST_COMMENTS,
  from: 1,
  to: 2,
  upgrade: ({ state }) => ({ textVerdict: state === 'checking' ? 'unknown' : 'pass' }),
}
