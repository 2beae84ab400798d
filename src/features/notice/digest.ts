/** The digest of a day: read by everybody, edited and sent by an operator; and who waits for a butler's word. */
import type { Input, Output } from '../../../contract'
import { CARDS_NAMED_MAX } from '../../../contract/limits'
import type { Digest } from '../../../contract/notice-digest'
import type { PostCard } from '../../../contract/post-feeds'
import { call } from '../../platform/cloud'

export type Draft = Input<'notice.saveDigest'>
export type Waiting = Output<'notice.listNewcomers'>['waiting'][number]
export type ReplyTimes = Output<'notice.getReplyTimes'>

/** A post as a line shows it. */
export type PostLine = Pick<PostCard, 'postId' | 'author' | 'kind'> & {
  /** Its beginning. */
  readonly text: string
  readonly coverUrl?: string
}

/** A digest with its posts, as they are now; those that are gone are left out. */
export interface FilledDigest {
  readonly digest: Digest
  readonly posts: ReadonlyMap<string, PostLine>
}

/**
 * The digest that was sent on a day.
 * @throws CallError NOT_FOUND, or no answer.
 */
export async function loadDigest(day: string): Promise<FilledDigest> {
  const { digest } = await call('notice.getDigest', { day })
  return fill(digest)
}

/**
 * Today's draft; nothing before the job has made it.
 * @throws CallError FORBIDDEN, or no answer.
 */
export async function loadDraft(): Promise<FilledDigest | undefined> {
  const { digest } = await call('notice.getDigestDraft', {})
  return digest && fill(digest)
}

/**
 * Saves a draft.
 * @throws CallError STALE_VERSION, DIGEST_SENT, CONTENT_REJECTED, BUSY or no answer.
 */
export async function saveDraft(draft: Draft): Promise<Digest> {
  return (await call('notice.saveDigest', draft)).digest
}

/**
 * Sends the digest to everybody who wants it.
 * @throws CallError STALE_VERSION or no answer.
 */
export async function sendDigest(day: string, version: number): Promise<Digest> {
  return (await call('notice.sendDigest', { day, version })).digest
}

/** Who waits for a first word, with what they wrote. */
export interface WaitingList {
  readonly waiting: readonly Waiting[]
  readonly posts: ReadonlyMap<string, PostLine>
}

/**
 * Who waits for a first word, the longest first.
 * @throws CallError FORBIDDEN, or no answer.
 */
export async function loadWaiting(): Promise<WaitingList> {
  const { waiting } = await call('notice.listNewcomers', {})
  // The longest waiting are at the head; further down an author's name is enough.
  return { waiting, posts: await loadPosts(waiting.map(({ postId }) => postId)) }
}

/**
 * How fast posts were answered lately, and how cases went.
 * @throws CallError FORBIDDEN, or no answer.
 */
export function loadReplyTimes(): Promise<ReplyTimes> {
  return call('notice.getReplyTimes', {})
}

async function fill(digest: Digest): Promise<FilledDigest> {
  return { digest, posts: await loadPosts([...digest.best, ...digest.questions]) }
}

/** The posts with these ids, in one call; those that are gone are left out. */
async function loadPosts(postIds: readonly string[]): Promise<ReadonlyMap<string, PostLine>> {
  const wanted = [...new Set(postIds)].slice(0, CARDS_NAMED_MAX)
  if (wanted.length === 0) return new Map()
  const { posts } = await call('post.listCards', { postIds: wanted })
  return new Map(posts.map((card) => [card.postId, toLine(card)]))
}

function toLine({ postId, excerpt, author, kind, cover }: PostCard): PostLine {
  return { postId, text: excerpt, author, kind, ...(cover ? { coverUrl: cover.url } : {}) }
}
