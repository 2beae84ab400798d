/**
 * What waits for the platform's check longer than it should: asked again a few times, further and further apart, then
 * left to a person. Nothing is shown because it has waited.
 */
import { MINUTE_MS } from '../../contract/limits'
import { ASKS_MAX, isTimeToAsk, TEXT_PATIENCE_MS } from '../kit/asking-rules'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { checkText } from '../kit/text-check'
import type { MediaDocument } from '../media/collections'
import {
  applyEarlyAnswer,
  countAsk,
  findWaitingPhotos,
  holdPhoto,
  keepTrace,
  requestCheck,
} from '../media/store'
import { findManyMembers, findMember, findWearer } from '../member/store'
import { findUncheckedEntries, keepEntryVerdict } from './chain-store'
import { settleComment } from './comment-settling'
import { findCommentsOfPhoto, findUncheckedComments, keepCommentVerdict } from './comment-store'
import { wordsOf } from './kind-rules'
import { findReviserOfPhoto, findUncheckedRevisions, keepRevisionVerdict } from './revisions'
import { findPostOfPhoto, findUncheckedPosts, keepPostVerdict } from './settling'
import { settleShowing } from './showing'

const DOCUMENTS_PER_SLICE = 20
/** The platform promises its answer about a photo within half an hour. PLATFORM 1 (mediaCheckAsync). */
const PHOTO_PATIENCE_MS = 30 * MINUTE_MS

/** Asks again about photos whose answer never came. */
export async function askAboutPhotos(slice: Slice): Promise<SliceOutcome> {
  const before = slice.now - PHOTO_PATIENCE_MS
  const photos = await findWaitingPhotos(before, slice.cursor, DOCUMENTS_PER_SLICE)
  const due = photos.filter((photo) => isTimeToAsk(photo.asks ?? 0, photo.askedAt, slice.now))
  await Promise.all(due.map((photo) => askAboutPhoto(photo, slice)))
  return outcomeOf(photos, due.length)
}

async function askAboutPhoto(media: MediaDocument, slice: Slice): Promise<void> {
  if ((media.asks ?? 0) >= ASKS_MAX || !media.photo) return holdPhoto(media._id)
  await countAsk(media._id, slice.now)
  const openid = await openidBehind(media._id)
  // A photo that nobody shows waits without being asked about: the platform wants to know for whom.
  if (openid === undefined) return
  const caller = { openid, requestId: slice.requestId, now: slice.now }
  const traceId = await requestCheck(caller, media._id, media.purpose, media.photo.displayFileId)
  if (!traceId) return
  await keepTrace(media._id, traceId)
  await applyEarlyAnswer(media._id, traceId)
  await settleShowing(media._id)
}

/** The openid of who shows this photo, as an avatar or beside their words. */
async function openidBehind(mediaId: string): Promise<string | undefined> {
  const [wearer, post, reviserId, [comment]] = await Promise.all([
    findWearer(mediaId),
    findPostOfPhoto(mediaId),
    findReviserOfPhoto(mediaId),
    findCommentsOfPhoto(mediaId),
  ])
  const authorId = post?.authorId ?? reviserId ?? comment?.authorId
  return wearer?.openid ?? (authorId === undefined ? undefined : (await findMember(authorId))?.openid)
}

/** Asks again about the texts of posts that could not be checked when they were written. */
export async function askAboutPosts(slice: Slice): Promise<SliceOutcome> {
  const posts = await findUncheckedPosts(slice.now - TEXT_PATIENCE_MS, slice.cursor, DOCUMENTS_PER_SLICE)
  const asked = await askAboutTexts(posts, slice, 'forum', (post, verdict) =>
    keepPostVerdict(post, verdict, slice.now),
  )
  return outcomeOf(posts, asked)
}

/** Asks again about what authors have written anew. */
export async function askAboutRevisions(slice: Slice): Promise<SliceOutcome> {
  const before = slice.now - TEXT_PATIENCE_MS
  const found = await findUncheckedRevisions(before, slice.cursor, DOCUMENTS_PER_SLICE)
  const revisions = found.map((revision) => ({ ...revision, authorId: revision.memberId }))
  const asked = await askAboutTexts(revisions, slice, 'forum', (revision, verdict) =>
    keepRevisionVerdict(revision, verdict, slice.now),
  )
  return outcomeOf(revisions, asked)
}

/** Asks again about entries of chains. They are few: which of them are new is not asked. */
export async function askAboutEntries(slice: Slice): Promise<SliceOutcome> {
  const entries = await findUncheckedEntries(slice.cursor, DOCUMENTS_PER_SLICE)
  const asked = await askAboutTexts(entries, slice, 'comment', (entry, verdict) =>
    keepEntryVerdict(entry, verdict, slice.now),
  )
  return outcomeOf(entries, asked)
}

/** Asks again about comments. */
export async function askAboutComments(slice: Slice): Promise<SliceOutcome> {
  const before = slice.now - TEXT_PATIENCE_MS
  const comments = await findUncheckedComments(before, slice.cursor, DOCUMENTS_PER_SLICE)
  const asked = await askAboutTexts(comments, slice, 'comment', async (comment, verdict) => {
    const kept = await keepCommentVerdict(comment, verdict, slice.now)
    if (kept) await settleComment(kept)
  })
  return outcomeOf(comments, asked)
}

/** A text with the other words that were checked along with it. */
interface UncheckedText extends Omit<Parameters<typeof wordsOf>[1], 'text'> {
  readonly authorId: string
  readonly text: string
  readonly textAsks?: number
  readonly textAskedAt?: number
}

/** Asks about those that are due and keeps each verdict; answers how many were. */
async function askAboutTexts<T extends UncheckedText>(
  texts: readonly T[],
  slice: Slice,
  scene: 'forum' | 'comment',
  keep: (text: T, verdict: 'pass' | 'review' | 'risky' | 'unknown') => Promise<void>,
): Promise<number> {
  const due = texts.filter((text) => isTimeToAsk(text.textAsks ?? 0, text.textAskedAt, slice.now))
  const authors = await findManyMembers([...new Set(due.map((text) => text.authorId))])
  const openids = new Map(authors.map((author) => [author._id, author.openid]))
  await Promise.all(
    due.map(async (text) => {
      const openid = openids.get(text.authorId)
      const verdict =
        openid === undefined
          ? 'unknown'
          : await checkText({ openid, requestId: slice.requestId }, scene, wordsOf(text.text, text))
      // Asked in vain for the last time: from now on it counts as one that a person has to look at.
      const isLast = (text.textAsks ?? 0) + 1 >= ASKS_MAX
      await keep(text, verdict === 'unknown' && isLast ? 'review' : verdict)
    }),
  )
  return due.length
}

function outcomeOf(page: readonly { readonly _id: string }[], repaired: number): SliceOutcome {
  const last = page.length < DOCUMENTS_PER_SLICE ? undefined : page.at(-1)
  return { next: last?._id, handled: page.length, repaired }
}
