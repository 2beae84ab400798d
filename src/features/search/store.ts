/**
 * Searching: topics while one types, then the first hits of every kind in one call, then more of one kind. An answer
 * to a search that is not wanted any more is dropped.
 */
import { create } from 'zustand'
import type { Output } from '../../../contract'
import type { ErrorCode } from '../../../contract/errors'
import { NICKNAME_LENGTH_MAX, SEARCH_TEXT_LENGTH_MAX } from '../../../contract/limits'
import type { AnswerHit, PostHit, Topic } from '../../../contract/post-feeds'
import type { MemberCard } from '../../../contract/shared'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { rememberSearch } from './history'

export const KINDS = ['all', 'posts', 'answers', 'members', 'topics'] as const
export type Kind = (typeof KINDS)[number]

export interface Hits {
  readonly posts: readonly PostHit[]
  readonly answers: readonly AnswerHit[]
  readonly members: readonly MemberCard[]
  readonly topics: readonly Topic[]
}

interface SearchState {
  /** What stands in the field. */
  readonly text: string
  /** What was searched for; absent before the first search and while something new is typed. */
  readonly asked?: string
  readonly kind: Kind
  /** Only questions that have an answer. */
  readonly solvedOnly: boolean
  readonly suggestions: readonly Topic[]
  readonly hits?: Hits
  readonly nextCursor?: string
  readonly isLoading: boolean
  readonly failure?: ErrorCode
}

/** A pause in typing after which topics are asked for. */
const SUGGEST_DELAY_MS = 250

const NO_HITS: Hits = { posts: [], answers: [], members: [], topics: [] }
const AT_FIRST: SearchState = { text: '', kind: 'all', solvedOnly: false, suggestions: [], isLoading: false }

export const useSearchStore = create<SearchState>(() => AT_FIRST)

let suggestTimer: ReturnType<typeof setTimeout> | undefined

/** Begins with an empty field, or with a search that somebody was led to. */
export function openSearch(text: string): void {
  useSearchStore.setState(AT_FIRST, true)
  if (text !== '') void search(text)
}

/** Takes in what is typed; topics that fit are suggested after a short pause. */
export function typeSearch(typed: string): void {
  const text = typed.slice(0, SEARCH_TEXT_LENGTH_MAX)
  const { text: before, suggestions } = useSearchStore.getState()
  if (text === before) return
  useSearchStore.setState({ ...AT_FIRST, text, suggestions }, true)
  clearTimeout(suggestTimer)
  if (text.trim() === '') useSearchStore.setState({ suggestions: [] })
  else suggestTimer = setTimeout(() => void suggest(text.trim()), SUGGEST_DELAY_MS)
}

/** Searches for a text, in every kind. */
export function search(text: string): Promise<void> {
  const asked = text.trim().slice(0, SEARCH_TEXT_LENGTH_MAX)
  if (asked === '') return Promise.resolve()
  clearTimeout(suggestTimer)
  rememberSearch(asked)
  useSearchStore.setState({ text: asked, asked, suggestions: [], hits: undefined })
  return load()
}

/** Shows one kind of hits. */
export function chooseKind(kind: Kind): Promise<void> {
  useSearchStore.setState({ kind, hits: undefined, solvedOnly: false })
  return load()
}

/** Shows only solved questions among the posts, or all posts again. */
export function chooseSolved(solvedOnly: boolean): Promise<void> {
  useSearchStore.setState({ kind: 'posts', solvedOnly, hits: undefined })
  return load()
}

/** Searches once more, after it failed. */
export function searchAgain(): Promise<void> {
  return load()
}

/** Loads the next page of the kind that is shown, if there is one. */
export async function loadMoreHits(): Promise<void> {
  const { nextCursor, isLoading } = useSearchStore.getState()
  if (nextCursor && !isLoading) await load(nextCursor)
}

/** What an answer is about; an answer that comes when this has changed is dropped. */
type Question = Pick<SearchState, 'asked' | 'kind' | 'solvedOnly'>

async function load(cursor?: string): Promise<void> {
  const { asked, kind, solvedOnly, hits: before = NO_HITS } = useSearchStore.getState()
  if (asked === undefined) return
  const question: Question = { asked, kind, solvedOnly }
  useSearchStore.setState({ isLoading: true, failure: undefined, nextCursor: undefined })
  try {
    const found = await ask(asked, question, cursor)
    if (!isStillWanted(question)) return
    const hits = cursor ? joined(before, found.hits) : found.hits
    useSearchStore.setState({ hits, nextCursor: found.nextCursor, isLoading: false })
  } catch (error) {
    if (!isStillWanted(question)) return
    useSearchStore.setState({ isLoading: false, nextCursor: cursor, failure: toCallError(error).code })
  }
}

async function ask(
  text: string,
  { kind, solvedOnly }: Question,
  cursor?: string,
): Promise<{ hits: Hits; nextCursor?: string }> {
  const input = { text, ...(cursor ? { cursor } : {}) }
  switch (kind) {
    case 'all':
      return { hits: await call('home.search', { text }) }
    case 'posts': {
      const found = await call('post.searchPosts', { ...input, ...(solvedOnly ? { solved: true } : {}) })
      return { hits: { ...NO_HITS, posts: found.hits }, nextCursor: found.nextCursor }
    }
    case 'answers': {
      const found = await call('post.searchAnswers', input)
      return { hits: { ...NO_HITS, answers: found.hits }, nextCursor: found.nextCursor }
    }
    case 'members':
      return { hits: { ...NO_HITS, members: (await searchMembers(text)).members } }
    case 'topics':
      return { hits: { ...NO_HITS, topics: (await call('post.suggestTopics', { text })).topics } }
  }
}

function searchMembers(text: string): Promise<Output<'member.searchMembers'>> {
  return call('member.searchMembers', { text: text.slice(0, NICKNAME_LENGTH_MAX) })
}

async function suggest(text: string): Promise<void> {
  try {
    const { topics } = await call('post.suggestTopics', { text })
    const { text: typed, asked } = useSearchStore.getState()
    if (typed.trim() === text && asked === undefined) useSearchStore.setState({ suggestions: topics })
  } catch {
    // A suggestion that does not come is not missed: searching itself says what failed.
  }
}

function isStillWanted(question: Question): boolean {
  const { asked, kind, solvedOnly } = useSearchStore.getState()
  return asked === question.asked && kind === question.kind && solvedOnly === question.solvedOnly
}

/** Further hits behind those that are there; one that is there already is passed over. */
function joined(before: Hits, more: Hits): Hits {
  const posts = new Set(before.posts.map(({ post }) => post.postId))
  const answers = new Set(before.answers.map(({ commentId }) => commentId))
  return {
    ...before,
    posts: [...before.posts, ...more.posts.filter(({ post }) => !posts.has(post.postId))],
    answers: [...before.answers, ...more.answers.filter(({ commentId }) => !answers.has(commentId))],
  }
}

export function countHits({ posts, answers, members, topics }: Hits): number {
  return posts.length + answers.length + members.length + topics.length
}
