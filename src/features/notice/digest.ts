/** The digest of a day: read by everybody, edited and sent by an operator; and who waits for a butler's word. */
import type { Input, Output } from '../../../contract'
import type { Digest } from '../../../contract/notice-digest'
import type { PostDetail } from '../../../contract/post'
import { call } from '../../platform/cloud'

export type Draft = Input<'notice.saveDigest'>
export type Waiting = Output<'notice.listNewcomers'>['waiting'][number]
export type ReplyTimes = Output<'notice.getReplyTimes'>

/** Posts that one screen asks for at once. */
const LINES_LOADED_MAX = 12

/** A post as a line shows it. */
export type PostLine = Pick<PostDetail, 'postId' | 'text' | 'author' | 'kind'> & {
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
  return { waiting, posts: await loadPosts(waiting.slice(0, LINES_LOADED_MAX).map(({ postId }) => postId)) }
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

/** The posts with these ids, side by side: a digest has a handful of them. */
async function loadPosts(postIds: readonly string[]): Promise<ReadonlyMap<string, PostLine>> {
  const answers = await Promise.allSettled(
    [...new Set(postIds)].map((postId) => call('post.getPost', { postId })),
  )
  const posts = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? [toLine(answer.value.post)] : [],
  )
  return new Map(posts.map((post) => [post.postId, post]))
}

function toLine({ postId, text, author, kind, photos }: PostDetail): PostLine {
  return { postId, text, author, kind, ...(photos[0] ? { coverUrl: photos[0].thumbUrl } : {}) }
}
