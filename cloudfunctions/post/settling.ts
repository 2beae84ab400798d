/** Where posts stand, what puts them there, and what follows when others begin or cease to see one. */
import type { ContentState } from '../../contract/shared'
import { now } from '../kit/clock'
import { between, collection, greaterThan, holding } from '../kit/cloud'
import { idsFrom } from '../kit/id'
import { findManyMedia } from '../media/store'
import { stopWaiting } from '../notice/store'
import { shownNow } from './announcement-rules'
import { POSTS, type PostDocument } from './collections'
import { decideState, hasNewerRevision, statesOverruledBy } from './rules'
import { TOLD_BY, tellOfPost } from './telling'
import { countTopics } from './used-topics'

const posts = collection<PostDocument>(POSTS)

/** What is looked at when a post's state changes. */
const SETTLED_BY = [
  ...TOLD_BY,
  'photoIds',
  'textVerdict',
  'state',
  'revision',
  'revisionId',
  'latestRevisionId',
  'topicIds',
  'visibleAt',
] as const satisfies readonly (keyof PostDocument)[]
export type SettledPost = Pick<PostDocument, (typeof SETTLED_BY)[number] | '_id'>

/**
 * Brings a post from the state and revision that it was read in to another state, and does what follows from it. False
 * when it is not in them any more.
 */
export async function changeState(post: SettledPost, to: ContentState): Promise<boolean> {
  const at = now()
  const shown = to === 'visible' ? shownNow(post, at) : {}
  const changed = await posts.updateWhere(
    { _id: post._id, revision: post.revision, state: post.state },
    {
      state: to,
      ...(to === 'removed' ? { removed: true } : {}),
      ...shown,
      // What it earns by that, or loses, a job finds: meanwhile it may have been paid.
      awardDueSince: at,
    },
  )
  if (changed === 0) return false
  await followUp({ ...post, ...shown }, post.state, to)
  return true
}

/**
 * What follows when a post has come from one state to another; `from` is undefined for one that is new. A post that
 * others see now carries what was written along with it: `shownNow`.
 */
export async function followUp(
  post: SettledPost,
  from: ContentState | undefined,
  to: ContentState,
): Promise<void> {
  if (from === to) return
  const topicIds = post.topicIds ?? []
  if (to === 'visible') await Promise.all([countTopics(topicIds, 1), tellOfPost(post)])
  else if (from === 'visible') await Promise.all([countTopics(topicIds, -1), stopWaiting(post._id)])
}

/**
 * Brings a post to what its photos' checks have come to. It reads the photos after one was decided, and creating a
 * post reads them after writing it: one of the two sees the other. Answers the state the post is in now, as far as
 * this knows.
 */
export async function settlePost(post: SettledPost): Promise<ContentState> {
  let current = post
  for (;;) {
    const decided = decideState(current.textVerdict, await statesOfPhotos(current.photoIds))
    // What its author has written anew meanwhile is not shown first in the words that they took back.
    const isOver = decided === 'visible' && hasNewerRevision(current)
    if (isOver || !statesOverruledBy(decided).includes(current.state)) return current.state
    if (await changeState(current, decided)) return decided
    const again = await posts.get(current._id)
    if (!again) return current.state
    current = again
  }
}

/** Where these photos stand, in their order. One whose document is gone counts as not checked. */
export async function statesOfPhotos(photoIds: readonly string[]) {
  const photos = await findManyMedia(photoIds)
  return photoIds.map((mediaId) => photos.find((photo) => photo._id === mediaId)?.state ?? 'checking')
}

/** Takes a post away; false when it was away already. */
export async function removePost(post: SettledPost): Promise<boolean> {
  let current = post
  while (current.state !== 'removed') {
    if (await changeState(current, 'removed')) return true
    const again = await posts.get(current._id)
    if (!again) return false
    current = again
  }
  return false
}

const SETTLED_AT_ONCE = 20

/** Settles the posts that show this photo or video, however many. */
export async function settlePostsOfPhoto(mediaId: string): Promise<void> {
  let after: string | undefined
  do {
    const found = await posts.find({
      where: { photoIds: holding(mediaId), ...(after === undefined ? {} : { _id: greaterThan(after) }) },
      orderBy: ['_id', 'asc'],
      limit: SETTLED_AT_ONCE,
      fields: SETTLED_BY,
    })
    await Promise.all(found.map(settlePost))
    after = found.length < SETTLED_AT_ONCE ? undefined : found.at(-1)?._id
  } while (after !== undefined)
}

/**
 * Posts made before `before` (epoch milliseconds) that wait, after `cursor`: for the check of their text or, when that
 * has passed, for their photos.
 */
export function findUncheckedPosts(
  before: number,
  cursor: string | undefined,
  limit: number,
  textVerdict: 'unknown' | 'pass' = 'unknown',
): Promise<PostDocument[]> {
  const made = between(cursor ?? '', idsFrom('pst', before))
  return posts.find({
    where: { state: 'checking', textVerdict, _id: made },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** Keeps what the platform says of this revision's text now, or that it was asked in vain. */
export async function keepPostVerdict(
  post: PostDocument,
  verdict: PostDocument['textVerdict'] | 'risky',
  at: number,
): Promise<void> {
  const asked = { textAsks: (post.textAsks ?? 0) + 1, textAskedAt: at }
  await posts.updateWhere(
    { _id: post._id, revision: post.revision, state: 'checking', textVerdict: 'unknown' },
    verdict === 'risky' ? { ...asked, state: 'rejected' } : { ...asked, textVerdict: verdict },
  )
  const kept = verdict === 'pass' ? await posts.get(post._id) : undefined
  if (kept) await settlePost(kept)
}

/** A post that shows this photo, whatever its state. */
export async function findPostOfPhoto(mediaId: string): Promise<Pick<PostDocument, 'authorId'> | undefined> {
  const [found] = await posts.find({ where: { photoIds: holding(mediaId) }, limit: 1, fields: ['authorId'] })
  return found
}
