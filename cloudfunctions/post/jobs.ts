/** What timers do for posts: derived figures, copies of authors, and what waits for a check. */
import { HOUR_MS } from '../../contract/limits'
import { collection } from '../kit/cloud'
import type { Job } from '../kit/jobs'
import type { Migration } from '../kit/migrations'
import { documentTokens } from '../kit/ngrams'
import { type Reconciliation, reconciling } from '../kit/reconcile'
import { callerFieldIn } from '../member/store'
import { type CommentDocument, POST_COMMENTS, POSTS, type PostDocument } from './collections'
import { draftDigest } from './digest'
import {
  type ChainEntryDocument,
  type FavouriteDocument,
  POST_CHAIN_ENTRIES,
  POST_FAVOURITES,
} from './engagement-collections'
import {
  authorsOf,
  countsOfBallots,
  countsOfComments,
  countsOfPosts,
  countsOfTopics,
  postCountsOfMembers,
} from './reconcile-jobs'
import { settlingJobs } from './settling-jobs'
import { tellOverdue } from './telling'
import {
  askAboutComments,
  askAboutEntries,
  askAboutPhotos,
  askAboutPosts,
  askAboutRevisions,
} from './unchecked'

const daily = <T extends { readonly _id: string }, D>(name: string, what: Reconciliation<T, D>): Job => ({
  name: `post.reconcile${name}`,
  every: 'day',
  missed: 'latest',
  run: reconciling(what),
})

/** Every job of this domain. */
export const postJobs: readonly Job[] = [
  { name: 'post.tellOverdue', every: 'minute', missed: 'latest', run: tellOverdue },
  { name: 'post.askAboutPhotos', every: 'minute', missed: 'latest', run: askAboutPhotos },
  { name: 'post.askAboutPosts', every: 'minute', missed: 'latest', run: askAboutPosts },
  { name: 'post.askAboutComments', every: 'minute', missed: 'latest', run: askAboutComments },
  { name: 'post.draftDigest', every: 'day', missed: 'latest', afterMs: 7.5 * HOUR_MS, run: draftDigest },
  { name: 'post.askAboutRevisions', every: 'minute', missed: 'latest', run: askAboutRevisions },
  { name: 'post.askAboutEntries', every: 'minute', missed: 'latest', run: askAboutEntries },
  daily('Counts', countsOfPosts),
  daily('Ballots', countsOfBallots),
  daily('Comments', countsOfComments),
  daily('Topics', countsOfTopics),
  daily('PostCounts', postCountsOfMembers),
  daily('Authors', authorsOf(collection<PostDocument>(POSTS))),
  daily('CommentAuthors', authorsOf(collection<CommentDocument>(POST_COMMENTS))),
  daily('ChainAuthors', authorsOf(collection<ChainEntryDocument>(POST_CHAIN_ENTRIES))),
  ...settlingJobs,
]

/** A comment says what the platform said of its text: one that could not be checked is asked about again. */
export const commentVerdicts: Migration<CommentDocument> = {
  name: 'post_comments:1-2',
  collection: POST_COMMENTS,
  from: 1,
  to: 2,
  upgrade: ({ state }) => ({ textVerdict: state === 'checking' ? 'unknown' : 'pass' }),
}

/** A post says of what kind it is and whether it is picked, and is found by its words. */
export const postKinds: Migration<PostDocument> = {
  name: 'posts:1-2',
  collection: POSTS,
  from: 1,
  to: 2,
  upgrade: ({ text, state, createdAt }) => ({
    kind: 'post',
    featured: false,
    tokens: documentTokens(text),
    ...(state === 'visible' ? { visibleAt: createdAt } : {}),
  }),
}

/** What a member keeps is found by who calls. */
export const favouriteCallers: Migration<FavouriteDocument> = {
  name: 'post_favourites:1-2',
  collection: POST_FAVOURITES,
  from: 1,
  to: 2,
  upgrade: ({ memberId }, tx) => callerFieldIn(tx, memberId),
}
