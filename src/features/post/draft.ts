/** The post that is being written: kept at every change, published as one intent, given back when refused. */
import { create } from 'zustand'
import type { Input } from '../../../contract'
import type { ErrorCode } from '../../../contract/errors'
import { POST_EXCERPT_LENGTH, POST_TEXT_LENGTH_MAX } from '../../../contract/limits'
import type { MyProfile } from '../../../contract/member'
import type { PostCard } from '../../../contract/post-feeds'
import { wordsNow } from '../../i18n/words'
import { type CallError, toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { forget, hasFields, keep, recall } from '../../platform/storage'
import { toast } from '../../platform/toast'
import { clearUploads, restoreUploads, useMediaStore } from '../media/store'
import type { UploadedPhoto } from '../media/upload'
import { adjustPostCount, askToJoinAgain, useMemberStore } from '../member/store'
import { placeFirst } from './store'

/** What a refusal concerns: it is shown beside it. */
export type DraftPart = 'text' | 'photos' | 'board' | 'whole'

interface DraftState {
  readonly text: string
  readonly boardId?: string
  readonly publishing: boolean
  readonly refusal?: { readonly part: DraftPart; readonly sentence: string }
}

/** What storage holds of a draft. */
interface KeptDraft {
  readonly text: string
  readonly boardId?: string
  readonly photos: readonly UploadedPhoto[]
  /** The last attempt to publish: repeated word for word it is the same intent. */
  readonly attempt?: Attempt
}
interface Attempt {
  readonly requestId: string
  readonly content: string
}

const KEY = 'draft'
const EMPTY: DraftState = { text: '', publishing: false }

export const useDraftStore = create<DraftState>(() => EMPTY)

let attempt: Attempt | undefined
let isRestored = false

/** Brings back what was being written, once a visit; from then on every change is kept. */
export function restoreDraft(): void {
  if (isRestored) return
  isRestored = true
  const kept = recall(KEY, hasFields<KeptDraft>('text', 'photos'))
  if (kept) {
    attempt = kept.attempt
    useDraftStore.setState({ text: kept.text, boardId: kept.boardId })
    restoreUploads(kept.photos)
  }
  useDraftStore.subscribe(keepDraft)
  useMediaStore.subscribe(keepDraft)
}

/** Changes the text or the board; a refusal of what has changed no longer stands. */
export function editDraft(change: { text?: string; boardId?: string }): void {
  useDraftStore.setState({ ...change, refusal: undefined })
}

/**
 * Publishes the draft. On success the card stands first in the feed and the draft is gone; on a refusal the
 * draft is untouched and says what is wrong where it is wrong.
 * @returns whether it was published
 */
export async function publishDraft(): Promise<boolean> {
  const { publishing } = useDraftStore.getState()
  const ready = publishing ? undefined : checked()
  if (!ready) return false
  useDraftStore.setState({ publishing: true, refusal: undefined })
  try {
    const { me } = useMemberStore.getState()
    const { postId, state, createdAt } = await call('post.createPost', ready.input)
    if (me) placeFirst(cardOf(ready, me, { postId, state, createdAt }), ready.input.boardId)
    adjustPostCount(1)
    clearDraft()
    toast(state === 'checking' ? wordsNow().compose.publishedChecking : wordsNow().compose.published)
    return true
  } catch (error) {
    const failure = toCallError(error)
    useDraftStore.setState({ publishing: false, refusal: refusalOf(failure) })
    if (failure.code === 'NOT_A_MEMBER') askToJoinAgain(() => {})
    return false
  }
}

interface ReadyDraft {
  readonly input: Input<'post.createPost'>
  readonly photos: readonly UploadedPhoto[]
}

/** The draft as the cloud wants it, or undefined after saying what is missing. */
function checked(): ReadyDraft | undefined {
  const words = wordsNow().compose
  const { text, boardId } = useDraftStore.getState()
  const { uploads } = useMediaStore.getState()
  const trimmed = text.trim()
  if (trimmed === '') return refuse('text', words.textNeeded)
  if (text.length > POST_TEXT_LENGTH_MAX)
    return refuse('text', words.tooLong(text.length - POST_TEXT_LENGTH_MAX))
  if (uploads.some(({ phase }) => phase === 'failed')) return refuse('photos', words.photosFailed)
  if (uploads.some(({ phase }) => phase !== 'done')) return refuse('photos', words.photosPending)
  if (boardId === undefined) return refuse('board', words.boardNeeded)
  const photos = uploads.flatMap(({ done }) => (done ? [done] : []))
  const content = { boardId, text: trimmed, photoIds: photos.map(({ photo }) => photo.mediaId) }
  return { input: { requestId: requestIdFor(JSON.stringify(content)), ...content }, photos }
}

function refuse(part: DraftPart, sentence: string): undefined {
  useDraftStore.setState({ refusal: { part, sentence } })
  return undefined
}

/** The same content, published again after no answer came, is the same intent. */
function requestIdFor(content: string): string {
  if (attempt?.content !== content) attempt = { requestId: newRequestId(), content }
  return attempt.requestId
}

const PARTS: Partial<Record<ErrorCode, DraftPart>> = {
  CONTENT_REJECTED: 'text',
  MEDIA_NOT_READY: 'photos',
  // The only thing a new post can name and not find is its board; its photos answer MEDIA_NOT_READY.
  NOT_FOUND: 'board',
}
const FIELDS: Readonly<Record<string, DraftPart>> = { text: 'text', photoIds: 'photos', boardId: 'board' }

function refusalOf(failure: CallError): NonNullable<DraftState['refusal']> {
  const field = failure.invalidInput.field?.split('.')[0]
  const part = (field ? FIELDS[field] : undefined) ?? PARTS[failure.code] ?? 'whole'
  return { part, sentence: wordsNow().errors[failure.code] }
}

/** The card as the cloud will show it: excerpt on one line, the first photo for its cover. */
function cardOf(
  { input, photos }: ReadyDraft,
  me: MyProfile,
  made: Pick<PostCard, 'postId' | 'state' | 'createdAt'>,
): PostCard {
  const cover = photos[0]?.photo
  const line = input.text.replace(/\s+/g, ' ')
  const excerpt = line.length > POST_EXCERPT_LENGTH ? `${line.slice(0, POST_EXCERPT_LENGTH)}…` : line
  return {
    ...made,
    excerpt,
    ...(cover ? { cover: { url: cover.thumbUrl, width: cover.width, height: cover.height } } : {}),
    photoCount: photos.length,
    author: {
      memberId: me.memberId,
      nickname: me.nickname,
      ...(me.avatarUrl ? { avatarUrl: me.avatarUrl } : {}),
    },
    likeCount: 0,
    commentCount: 0,
    liked: false,
  }
}

function clearDraft(): void {
  attempt = undefined
  clearUploads()
  // The board stays: who posts twice usually posts to the same one.
  useDraftStore.setState({ ...EMPTY, boardId: useDraftStore.getState().boardId, refusal: undefined })
  forget(KEY)
}

function keepDraft(): void {
  const { text, boardId } = useDraftStore.getState()
  const photos = useMediaStore.getState().uploads.flatMap(({ done }) => (done ? [done] : []))
  if (text === '' && photos.length === 0) {
    forget(KEY)
    return
  }
  const kept: KeptDraft = { text, photos, ...(boardId ? { boardId } : {}), ...(attempt ? { attempt } : {}) }
  keep(KEY, kept)
}
