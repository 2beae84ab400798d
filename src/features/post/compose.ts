/** Publishing a draft, as a new post or as a new revision of one: what is missing is said before the cloud is asked. */
import type { Input } from '../../../contract'
import type { ErrorCode } from '../../../contract/errors'
import { DAY_MS, POST_EXCERPT_LENGTH, POST_TEXT_LENGTH_MAX } from '../../../contract/limits'
import type { MyProfile } from '../../../contract/member-shapes'
import type { PostCard } from '../../../contract/post-feeds'
import type { PostDetail } from '../../../contract/post-shapes'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { type CallError, toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { toast } from '../../platform/toast'
import { trayOf, type Upload, useMediaStore } from '../media/store'
import { offerGroup } from '../member/group'
import { adjustPostCount, askToJoinAgain, useMemberStore } from '../member/store'
import { offerMessages } from '../notice/offer'
import { celebrate } from '../points/joy'
import {
  attemptOf,
  clearDraft,
  closeDraft,
  type Draft,
  type DraftKey,
  type DraftPart,
  draftOf,
  editKey,
  entryOf,
  NEW_POST,
  openDraft,
  patchEntry,
  refuseDraft,
  useDraftStore,
} from './draft'
import { withNames, withTokens } from './mention-text'
import { openPost } from './page'
import { patchPost, placeFirst } from './store'

type NewPost = Input<'post.createPost'>
type Edit = Input<'post.editPost'>

/** What both ways of publishing share: the words and the photos, checked as far as a phone can. */
interface Ready {
  readonly draft: Draft
  readonly content: Pick<Edit, 'text' | 'photoIds' | 'topicNames' | 'location'>
  readonly videoId?: string
  readonly uploads: readonly Upload[]
}

/** Begins the edit of a post from the post as it is; an edit that was broken off goes on where it was. */
export function openEdit(post: PostDetail): void {
  const { kind, text, mentions, topics, location, photos, board } = post
  openDraft(editKey(post.postId), {
    draft: {
      kind,
      boardId: board.boardId,
      text: withNames(text, mentions),
      people: mentions,
      topicNames: topics.map(({ name }) => name),
      ...(location ? { location } : {}),
    },
    photos: photos.map(({ mediaId, thumbUrl, width, height }) => ({
      photo: { mediaId, thumbUrl, width, height },
    })),
  })
}

/**
 * Publishes the new post. On success its card stands first in the feed and the draft is gone; on a refusal the draft
 * is untouched and says what is wrong where it is wrong.
 * @returns whether it was published
 */
export async function publishPost(): Promise<boolean> {
  return publish(NEW_POST, newPostOf, async (ready, input) => {
    const made = await call('post.createPost', input)
    const { me } = useMemberStore.getState()
    if (me) placeFirst(cardOf(ready, input, me, made), input.boardId)
    adjustPostCount(1)
    clearDraft(NEW_POST)
    const words = wordsNow().compose
    toast(made.state === 'checking' ? words.publishedChecking : words.published)
    celebrate(made.earned)
    void offerGroup()
    void offerMessages(input.kind === 'question' ? 'ask' : 'publish')
  })
}

/**
 * Publishes the edit of a post as its new revision; others see the one before until it has passed.
 * @returns whether it was published
 */
export async function publishEdit(postId: string): Promise<boolean> {
  const key = editKey(postId)
  const editOf = ({ content }: Ready): Omit<Edit, 'requestId'> => ({ postId, ...content })
  return publish(key, editOf, async (_, input) => {
    const { state } = await call('post.editPost', input)
    patchPost(postId, { state })
    await openPost(postId)
    closeDraft(key)
    toast(state === 'checking' ? wordsNow().compose.editedChecking : wordsNow().compose.edited)
  })
}

async function publish<T extends object>(
  key: DraftKey,
  inputOf: (ready: Ready) => T | undefined,
  send: (ready: Ready, input: T & { requestId: string }) => Promise<void>,
): Promise<boolean> {
  if (entryOf(useDraftStore.getState(), key).publishing) return false
  const ready = checked(key)
  const input = ready && inputOf(ready)
  if (!input) return false
  // The same content, published again after no answer came, is the same intent.
  const { requestId } = attemptOf(key, JSON.stringify(input), newRequestId)
  patchEntry(key, { publishing: true, refusal: undefined })
  try {
    await send(ready, { requestId, ...input })
    return true
  } catch (error) {
    const failure = toCallError(error)
    refuseDraft(key, partOf(failure), sayRefusal(error, wordsNow()))
    if (failure.code === 'NOT_A_MEMBER') askToJoinAgain(() => {})
    return false
  }
}

/** The words and photos of a draft as the cloud wants them, or undefined after saying what is missing. */
function checked(key: DraftKey): Ready | undefined {
  const words = wordsNow().compose
  const draft = draftOf(key)
  const uploads = trayOf(useMediaStore.getState(), key)
  const text = withTokens(draft.text, draft.people).trim()
  if (text === '') return refuseDraft(key, 'text', words.textNeeded)
  if (text.length > POST_TEXT_LENGTH_MAX)
    return refuseDraft(key, 'text', words.tooLong(text.length - POST_TEXT_LENGTH_MAX))
  if (uploads.some(({ phase }) => phase === 'failed')) return refuseDraft(key, 'photos', words.photosFailed)
  if (uploads.some(({ phase }) => phase !== 'done')) return refuseDraft(key, 'photos', words.photosPending)
  const idsOf = (purpose: Upload['purpose']) =>
    uploads.flatMap((upload) =>
      upload.purpose === purpose && upload.done ? [upload.done.photo.mediaId] : [],
    )
  const [videoId] = idsOf('video')
  const content = {
    text,
    photoIds: idsOf('post'),
    ...(draft.topicNames.length > 0 ? { topicNames: [...draft.topicNames] } : {}),
    ...(draft.location ? { location: draft.location } : {}),
  }
  return { draft, content, uploads, ...(videoId ? { videoId } : {}) }
}

function newPostOf({ draft, content, videoId }: Ready): Omit<NewPost, 'requestId'> | undefined {
  const { boardId, kind } = draft
  if (kind === 'order' && content.photoIds.length === 0)
    return refuseDraft(NEW_POST, 'photos', wordsNow().compose.photoNeeded)
  const ofKind = kindPartOf(draft)
  if (!ofKind) return undefined
  if (boardId === undefined) return refuseDraft(NEW_POST, 'board', wordsNow().compose.boardNeeded)
  return { kind, boardId, ...content, ...(videoId ? { videoId } : {}), ...ofKind }
}

/** What the chosen kind brings besides, or undefined after saying what is missing. */
function kindPartOf(draft: Draft): Pick<NewPost, 'poll' | 'debate' | 'chain'> | undefined {
  const words = wordsNow().compose
  if (draft.kind === 'poll') {
    const options = draft.pollOptions.map((option) => option.trim()).filter((option) => option !== '')
    if (options.length < 2) return refuseDraft(NEW_POST, 'kind', words.pollOptionsNeeded)
    if (new Set(options).size < options.length) return refuseDraft(NEW_POST, 'kind', words.pollOptionsSame)
    const closing = draft.pollDays > 0 ? { closesAt: dayEndAfter(draft.pollDays) } : {}
    return { poll: { options, multiple: draft.pollMultiple, ...closing } }
  }
  if (draft.kind === 'debate') {
    const [first, second] = draft.sides
    if (first.trim() === '' || second.trim() === '') return refuseDraft(NEW_POST, 'kind', words.sidesNeeded)
    return { debate: { sides: [first.trim(), second.trim()] } }
  }
  if (draft.kind === 'chain') {
    const prompt = draft.chainPrompt.trim()
    return { chain: prompt === '' ? {} : { prompt } }
  }
  return {}
}

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000

/** The last minute of the day in so many days: the same all day long, so that a repeated tap is the same intent. */
function dayEndAfter(days: number): number {
  const today = Math.floor((Date.now() + SHANGHAI_OFFSET_MS) / DAY_MS)
  return (today + days + 1) * DAY_MS - SHANGHAI_OFFSET_MS - 1
}

const PARTS: Partial<Record<ErrorCode, DraftPart>> = {
  CONTENT_REJECTED: 'text',
  MEDIA_NOT_READY: 'photos',
  // The only thing a new post can name and not find is its board; its photos answer MEDIA_NOT_READY.
  NOT_FOUND: 'board',
}
const FIELDS: Readonly<Record<string, DraftPart>> = {
  text: 'text',
  photoIds: 'photos',
  videoId: 'photos',
  boardId: 'board',
  topicNames: 'topics',
  location: 'location',
  poll: 'kind',
  debate: 'kind',
  chain: 'kind',
}

function partOf(failure: CallError): DraftPart {
  const field = failure.invalidInput.field?.split('.')[0]
  return (field ? FIELDS[field] : undefined) ?? PARTS[failure.code] ?? 'whole'
}

/** The card as the cloud will show it: excerpt on one line, the first photo for its cover. */
function cardOf(
  { draft, uploads, videoId }: Ready,
  input: NewPost,
  me: MyProfile,
  made: Pick<PostCard, 'postId' | 'state' | 'createdAt'>,
): PostCard {
  const cover = uploads.find(({ purpose }) => purpose === 'post')?.done?.photo
  const line = draft.text.trim().replace(/\s+/g, ' ')
  const excerpt = line.length > POST_EXCERPT_LENGTH ? `${line.slice(0, POST_EXCERPT_LENGTH)}…` : line
  const { memberId, nickname, avatarUrl, mark } = me
  return {
    ...made,
    kind: draft.kind,
    excerpt,
    ...(cover ? { cover: { url: cover.thumbUrl, width: cover.width, height: cover.height } } : {}),
    photoCount: input.photoIds.length,
    ...(videoId ? { video: true as const } : {}),
    ...(draft.kind === 'question' ? { solved: false } : {}),
    author: { memberId, nickname, ...(avatarUrl ? { avatarUrl } : {}), ...(mark ? { mark } : {}) },
    likeCount: 0,
    commentCount: 0,
    liked: false,
  }
}
