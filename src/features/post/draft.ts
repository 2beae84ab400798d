/**
 * What is being written, one draft for each intent: a new post, the edit of a post, a comment on a post. Every change
 * is kept on the phone, with the photos that are up or still to be sent, until it is published or given up.
 */
import { create } from 'zustand'
import type { PostKind } from '../../../contract/post-feeds'
import { sweepFiles } from '../../platform/keep-file'
import { forget, hasFields, keep, recall } from '../../platform/storage'
import {
  clearTray,
  fillTray,
  type KeptUpload,
  keptUploads,
  restoreTray,
  trayOf,
  useMediaStore,
} from '../media/store'
import type { UploadedPhoto } from '../media/upload'
import type { Mentioned } from './mention-text'
import type { ReplyTarget } from './reply'

/** `post`, `edit.{postId}` or `comment.{postId}`; the tray of its photos has the same name. */
export type DraftKey = string
export const NEW_POST: DraftKey = 'post'
export const editKey = (postId: string): DraftKey => `edit.${postId}`
export const commentKey = (postId: string): DraftKey => `comment.${postId}`

export interface DraftLocation {
  readonly name: string
  readonly latitude?: number
  readonly longitude?: number
}

/** What a member writes. Fields of other kinds than the chosen one stay: who switches back finds them. */
export interface Draft {
  readonly kind: PostKind
  readonly text: string
  /** Who was picked to be mentioned. */
  readonly people: readonly Mentioned[]
  readonly boardId?: string
  readonly topicNames: readonly string[]
  readonly location?: DraftLocation
  readonly pollOptions: readonly string[]
  readonly pollMultiple: boolean
  /** Days that a poll stays open; 0 for as long as the post stands. */
  readonly pollDays: number
  readonly sides: readonly [string, string]
  readonly chainPrompt: string
  /** Of a comment: whom it answers, and the side of a debate that it speaks for. */
  readonly replyTo?: ReplyTarget
  readonly side?: 0 | 1
}

/** What a refusal concerns: it is shown beside it. */
export type DraftPart = 'text' | 'photos' | 'topics' | 'location' | 'kind' | 'board' | 'whole'

export interface DraftEntry {
  readonly draft: Draft
  /** When it was written last, if it was brought back from an earlier visit. */
  readonly restoredAt?: number
  readonly publishing: boolean
  readonly refusal?: { readonly part: DraftPart; readonly sentence: string }
}

/** The last attempt to publish: repeated word for word it is the same intent. */
export interface Attempt {
  readonly requestId: string
  readonly content: string
}

interface KeptDraft {
  readonly draft: Draft
  readonly uploads: readonly KeptUpload[]
  readonly keptAt: number
  readonly attempt?: Attempt
}

/** Which drafts storage holds, the one written last at the end. */
interface DraftIndex {
  readonly keys: readonly DraftKey[]
}

/** Half-written comments add up; beyond these the one that has lain longest is let go. */
const DRAFTS_MAX = 20
const INDEX_KEY = 'drafts'
export const POLL_OPTIONS_FIRST = 2

export const EMPTY_DRAFT: Draft = {
  kind: 'post',
  text: '',
  people: [],
  topicNames: [],
  pollOptions: Array<string>(POLL_OPTIONS_FIRST).fill(''),
  pollMultiple: false,
  pollDays: 0,
  sides: ['', ''],
  chainPrompt: '',
}
const EMPTY_ENTRY: DraftEntry = { draft: EMPTY_DRAFT, publishing: false }

export const useDraftStore = create<{ readonly entries: Readonly<Record<DraftKey, DraftEntry>> }>(() => ({
  entries: {},
}))

/** The attempt that each draft's next publishing may be a repetition of. */
const attempts = new Map<DraftKey, Attempt>()
/** What each draft began as: one that still says this is not worth keeping. */
const beginnings = new Map<DraftKey, string>()
/** What storage holds already, so that the steps of an upload do not write it again. */
const written = new Map<DraftKey, string>()
let isWatching = false

/** The entry of a draft; an empty one until it is opened. */
export function entryOf({ entries }: { entries: Readonly<Record<DraftKey, DraftEntry>> }, key: DraftKey) {
  return entries[key] ?? EMPTY_ENTRY
}

/** The draft itself, for a store's verb. */
export function draftOf(key: DraftKey): Draft {
  return entryOf(useDraftStore.getState(), key).draft
}

/** What a draft starts from when nothing was kept of it. */
export interface DraftBeginning {
  readonly draft?: Partial<Draft>
  readonly photos?: readonly UploadedPhoto[]
}

/** Brings back what was being written, once a visit, or begins anew; from then on every change is kept. */
export function openDraft(key: DraftKey, beginning: DraftBeginning = {}): void {
  if (useDraftStore.getState().entries[key]) return
  watchDrafts()
  const fresh: Draft = { ...EMPTY_DRAFT, ...beginning.draft }
  if (beginning.photos) fillTray(key, beginning.photos)
  beginnings.set(key, contentOf(fresh, keptUploads(key)))
  const kept = recall(keptKey(key), hasFields<KeptDraft>('draft', 'uploads', 'keptAt'))
  if (!kept) {
    setEntry(key, { draft: fresh, publishing: false })
    return
  }
  if (kept.attempt) attempts.set(key, kept.attempt)
  setEntry(key, { draft: { ...fresh, ...kept.draft }, restoredAt: kept.keptAt, publishing: false })
  void restoreTray(key, withFreshAddresses(kept.uploads, beginning.photos ?? []))
}

/** Photos of the post that is being edited have come with it anew; their kept addresses have run out. */
function withFreshAddresses(
  uploads: readonly KeptUpload[],
  photos: readonly UploadedPhoto[],
): readonly KeptUpload[] {
  const byId = new Map(photos.map((each) => [each.photo.mediaId, each]))
  return uploads.map((upload) => {
    const fresh = upload.done && byId.get(upload.done.photo.mediaId)
    return fresh ? { ...upload, done: fresh } : upload
  })
}

/** Changes a draft; a refusal of what has changed no longer stands. */
export function editDraft(key: DraftKey, change: Partial<Draft>): void {
  const entry = entryOf(useDraftStore.getState(), key)
  setEntry(key, { ...entry, draft: { ...entry.draft, ...change }, refusal: undefined })
}

/** Says how publishing a draft fares. */
export function patchEntry(key: DraftKey, change: Partial<Omit<DraftEntry, 'draft'>>): void {
  setEntry(key, { ...entryOf(useDraftStore.getState(), key), ...change })
}

/** Says what is wrong with a draft, where it is wrong. */
export function refuseDraft(key: DraftKey, part: DraftPart, sentence: string): undefined {
  patchEntry(key, { publishing: false, refusal: { part, sentence } })
  return undefined
}

/** The attempt to publish this content: the same as the last one's when nothing has changed since. */
export function attemptOf(key: DraftKey, content: string, newId: () => string): Attempt {
  const last = attempts.get(key)
  const attempt = last?.content === content ? last : { requestId: newId(), content }
  attempts.set(key, attempt)
  keepDraft(key)
  return attempt
}

/** Lets a draft go: it has been published, or given up. The board stays: who posts twice usually posts to the same. */
export function clearDraft(key: DraftKey): void {
  const { kind, boardId } = draftOf(key)
  attempts.delete(key)
  clearTray(key)
  setEntry(key, {
    draft: { ...EMPTY_DRAFT, ...(key === NEW_POST ? { boardId } : { kind }) },
    publishing: false,
  })
  letGo(key)
}

/** Closes the draft of an edit that ended: the next edit begins from the post as it then is. */
export function closeDraft(key: DraftKey): void {
  clearDraft(key)
  useDraftStore.setState(({ entries }) => {
    const { [key]: _, ...others } = entries
    return { entries: others }
  })
}

function watchDrafts(): void {
  if (isWatching) return
  isWatching = true
  void sweepFiles(keysOfKeptFiles())
  useDraftStore.subscribe(({ entries }, before) => {
    for (const key of Object.keys(entries)) if (entries[key] !== before.entries[key]) keepDraft(key)
  })
  useMediaStore.subscribe((media, before) => {
    for (const key of Object.keys(useDraftStore.getState().entries))
      if (trayOf(media, key) !== trayOf(before, key)) keepDraft(key)
  })
}

function keepDraft(key: DraftKey): void {
  const entry = useDraftStore.getState().entries[key]
  if (!entry) return
  const uploads = keptUploads(key)
  const attempt = attempts.get(key)
  if (contentOf(entry.draft, uploads) === beginnings.get(key)) {
    letGo(key)
    return
  }
  const worth = JSON.stringify([entry.draft, uploads, attempt])
  if (written.get(key) === worth) return
  written.set(key, worth)
  const kept: KeptDraft = {
    draft: entry.draft,
    uploads,
    keptAt: Date.now(),
    ...(attempt ? { attempt } : {}),
  }
  keep(keptKey(key), kept)
  enlist(key)
}

/** What would be lost with a draft. Kind and board alone are chosen again in a moment. */
function contentOf(draft: Draft, uploads: readonly KeptUpload[]): string {
  const { kind: _, boardId: __, replyTo: ___, ...content } = draft
  return JSON.stringify([content, uploads.map(({ key, done }) => done?.photo.mediaId ?? key)])
}

function letGo(key: DraftKey): void {
  if (!written.has(key) && !indexOf().includes(key)) return
  written.delete(key)
  forget(keptKey(key))
  keep(INDEX_KEY, { keys: indexOf().filter((other) => other !== key) })
}

function enlist(key: DraftKey): void {
  const keys = indexOf()
  if (keys.at(-1) === key) return
  const others = keys.filter((other) => other !== key)
  const tooMany = others
    .filter((other) => other !== NEW_POST)
    .slice(0, Math.max(0, others.length + 1 - DRAFTS_MAX))
  for (const old of tooMany) forget(keptKey(old))
  keep(INDEX_KEY, { keys: [...others.filter((other) => !tooMany.includes(other)), key] })
}

function indexOf(): readonly DraftKey[] {
  return recall(INDEX_KEY, hasFields<DraftIndex>('keys'))?.keys ?? []
}

function keysOfKeptFiles(): readonly string[] {
  return indexOf().flatMap((key) => {
    const kept = recall(keptKey(key), hasFields<KeptDraft>('draft', 'uploads', 'keptAt'))
    return kept?.uploads.map((upload) => upload.key) ?? []
  })
}

function keptKey(key: DraftKey): string {
  return `draft.${key}`
}

function setEntry(key: DraftKey, entry: DraftEntry): void {
  useDraftStore.setState(({ entries }) => ({ entries: { ...entries, [key]: entry } }))
}
