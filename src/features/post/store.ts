/** Posts that this phone has seen: as cards of a feed, and as whole pages. One post, one place. */
import { create } from 'zustand'
import type { Input } from '../../../contract'
import type { ErrorCode } from '../../../contract/errors'
import type { FeedPage, PostCard } from '../../../contract/post-feeds'
import type { Comment, PostDetail } from '../../../contract/post-shapes'
import { toCallError } from '../../platform/call-error'
import { appendCards, type Columns, NO_COLUMNS, prependCard, withoutCard } from './feed'
import { ALL_POSTS, type FeedKey, fetchFeed, layoutOf } from './feed-key'

/** A comment that is on its way, or did not get through. */
export interface PendingComment {
  readonly requestId: string
  /** The words as they were written, with names. */
  readonly text: string
  readonly content: NewComment
  readonly failure?: ErrorCode
}
/** What the cloud is sent of a comment. */
export type NewComment = Omit<Input<'post.createComment'>, 'requestId' | 'postId'>

/** The replies below one comment, as far as they were asked for. */
export interface Replies {
  readonly comments: readonly Comment[]
  readonly nextCursor?: string
  readonly isLoading: boolean
}

/** A post's page. */
export interface PostPage {
  readonly post?: PostDetail
  readonly failure?: ErrorCode
  readonly comments: readonly Comment[]
  /** By the id of the comment they stand below. */
  readonly replies: Readonly<Record<string, Replies>>
  readonly pending: readonly PendingComment[]
  readonly nextCursor?: string
}

export interface Feed {
  readonly columns: Columns
  readonly nextCursor?: string
  /** What is being waited for. */
  readonly loading?: 'first' | 'more'
  readonly failure?: ErrorCode
  /** When the first page came, by this phone's clock: addresses of pictures do not live for ever. */
  readonly loadedAt: number
}

interface PostState {
  readonly cards: Readonly<Record<string, PostCard>>
  readonly pages: Readonly<Record<string, PostPage>>
  readonly feeds: Readonly<Record<FeedKey, Feed>>
}

export const EMPTY_FEED: Feed = { columns: NO_COLUMNS, loadedAt: 0 }
export const EMPTY_PAGE: PostPage = { comments: [], replies: {}, pending: [] }

export const usePostStore = create<PostState>(() => ({ cards: {}, pages: {}, feeds: {} }))

/** Changes some fields of a feed. */
export function patchFeed(key: FeedKey, patch: Partial<Feed>): void {
  usePostStore.setState(({ feeds }) => ({
    feeds: { ...feeds, [key]: { ...(feeds[key] ?? EMPTY_FEED), ...patch } },
  }))
}

/** Changes some fields of a post's page. */
export function patchPage(postId: string, change: (page: PostPage) => Partial<PostPage>): void {
  usePostStore.setState(({ pages }) => {
    const page = pages[postId] ?? EMPTY_PAGE
    return { pages: { ...pages, [postId]: { ...page, ...change(page) } } }
  })
}

/** Changes a comment of a post's page, or a reply, wherever it stands there. */
export function patchComment(
  postId: string,
  commentId: string,
  change: (comment: Comment) => Partial<Comment>,
): void {
  const changed = (comments: readonly Comment[]) =>
    comments.map((one) => (one.commentId === commentId ? { ...one, ...change(one) } : one))
  patchPage(postId, ({ comments, replies }) => ({
    comments: changed(comments),
    replies: Object.fromEntries(
      Object.entries(replies).map(([rootId, page]) => [
        rootId,
        { ...page, comments: changed(page.comments) },
      ]),
    ),
  }))
}

/** Changes a post wherever it stands. */
export function patchPost(
  postId: string,
  patch: Partial<Pick<PostCard & PostDetail, 'liked' | 'likeCount' | 'commentCount' | 'state'>>,
): void {
  usePostStore.setState(({ cards, pages }) => {
    const card = cards[postId]
    const page = pages[postId]
    return {
      cards: card ? { ...cards, [postId]: { ...card, ...patch } } : cards,
      pages: page?.post ? { ...pages, [postId]: { ...page, post: { ...page.post, ...patch } } } : pages,
    }
  })
}

/** Takes in the first page of a feed, in place of what was there, or a further page. */
export function receiveFeed(key: FeedKey, page: FeedPage, place: 'first' | 'more', now = Date.now()): void {
  usePostStore.setState(({ cards, feeds }) => {
    const before = place === 'more' ? (feeds[key] ?? EMPTY_FEED) : EMPTY_FEED
    const feed: Feed = {
      columns: appendCards(before.columns, page.posts, layoutOf(key)),
      nextCursor: page.nextCursor,
      loadedAt: place === 'first' ? now : before.loadedAt,
    }
    return { cards: { ...cards, ...byId(page.posts) }, feeds: { ...feeds, [key]: feed } }
  })
}

/** Asks for the first page of a feed. What is shown stays until the answer comes. */
export function loadFeed(key: FeedKey): Promise<void> {
  return requestFeed(key, 'first')
}

/** Asks for the next page; nothing happens at the end, or while one is under way. */
export async function loadMoreFeed(key: FeedKey): Promise<void> {
  const feed = usePostStore.getState().feeds[key]
  if (!feed?.nextCursor || feed.loading) return
  await requestFeed(key, 'more', feed.nextCursor)
}

/** Shows a new post of a board first in the feeds it belongs to. */
export function placeFirst(card: PostCard, boardId: string): void {
  usePostStore.setState(({ cards, feeds }) => {
    const touched = [ALL_POSTS, boardId, card.author.memberId].flatMap((key) => {
      const feed = feeds[key]
      return feed ? [[key, { ...feed, columns: prependCard(feed.columns, card) }] as const] : []
    })
    return { cards: { ...cards, [card.postId]: card }, feeds: { ...feeds, ...Object.fromEntries(touched) } }
  })
}

/** Takes a post out of every feed, and its page away. */
export function dropPost(postId: string): void {
  usePostStore.setState(({ cards, pages, feeds }) => ({
    cards: without(cards, postId),
    pages: without(pages, postId),
    feeds: Object.fromEntries(
      Object.entries(feeds).map(([key, feed]) => [
        key,
        { ...feed, columns: withoutCard(feed.columns, postId) },
      ]),
    ),
  }))
}

async function requestFeed(key: FeedKey, place: 'first' | 'more', cursor?: string): Promise<void> {
  patchFeed(key, { loading: place, failure: undefined })
  try {
    receiveFeed(key, await fetchFeed(key, cursor), place)
  } catch (error) {
    patchFeed(key, { loading: undefined, failure: toCallError(error).code })
  }
}

function byId(posts: readonly PostCard[]): Record<string, PostCard> {
  return Object.fromEntries(posts.map((post) => [post.postId, post]))
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _, ...others } = record
  return others
}
