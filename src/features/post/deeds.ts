/**
 * What a member does on a post's page besides commenting. Each is shown at once, said to the cloud after, and taken
 * back with a word when it did not take.
 */
import type { Input } from '../../../contract'
import type { PostCard } from '../../../contract/post-feeds'
import type { Debate, Poll, PostDetail, Side } from '../../../contract/post-shapes'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { tick } from '../../platform/haptic'
import { newRequestId } from '../../platform/request-id'
import { toast } from '../../platform/toast'
import { askToJoinAgain, whenMember } from '../member/store'
import { toggle } from '../member/toggle'
import { patchPage, usePostStore } from './store'
import { withChoices, withSide } from './votes'

/** Puts a post aside for oneself, or lets it go. */
export function toggleFavourite(postId: string): void {
  const isOn = () => postOf(postId)?.favourited ?? false
  toggle({
    key: `favourite ${postId}`,
    isOn,
    show: (favourited) => {
      if (isOn() === favourited) return
      patchDetail(postId, ({ favouriteCount }) => ({
        favourited,
        favouriteCount: Math.max(0, favouriteCount + (favourited ? 1 : -1)),
      }))
    },
    tell: async (favourited) => (await call('post.setFavourite', { postId, favourited })).favourited,
    sayFailed: () => wordsNow().writing.favouriteFailed,
  })
}

/** Votes in a poll, or votes anew. */
export function castPoll(postId: string, choices: readonly number[]): void {
  vote<Poll>(postId, {
    shown: ({ poll }) => poll && withChoices(poll, choices),
    put: (poll) => ({ poll }),
    agreed: ({ poll }) => poll,
    tell: async () => (await call('post.castPoll', { postId, choices: [...choices] })).poll,
    sayFailed: () => wordsNow().writing.pollFailed,
  })
}

/** Takes a side in a debate, or changes it. */
export function takeSide(postId: string, side: Side): void {
  vote<Debate>(postId, {
    shown: ({ debate }) => debate && withSide(debate, side),
    put: (debate) => ({ debate }),
    agreed: ({ debate }) => debate,
    tell: async () => (await call('post.takeSide', { postId, side })).debate,
    sayFailed: () => wordsNow().writing.sideFailed,
  })
}

interface Vote<T> {
  /** What the post shows once this vote counts. */
  readonly shown: (post: PostDetail) => T | undefined
  readonly put: (value: T) => Partial<PostDetail>
  /** What the post shows now. */
  readonly agreed: (post: PostDetail) => T | undefined
  readonly tell: () => Promise<T>
  readonly sayFailed: () => string
}

/** The last vote on each post: the answer to one before it no longer counts. */
const turns = new Map<string, object>()

function vote<T>(postId: string, { shown, put, agreed, tell, sayFailed }: Vote<T>): void {
  void whenMember(async () => {
    const post = postOf(postId)
    const before = post && agreed(post)
    const next = post && shown(post)
    if (before === undefined || next === undefined) return
    const turn = {}
    turns.set(postId, turn)
    patchDetail(postId, () => put(next))
    tick()
    try {
      const answer = await tell()
      if (turns.get(postId) === turn) patchDetail(postId, () => put(answer))
    } catch (error) {
      const { code } = toCallError(error)
      if (turns.get(postId) === turn) patchDetail(postId, () => put(before))
      if (code === 'NOT_A_MEMBER') askToJoinAgain(() => vote(postId, { shown, put, agreed, tell, sayFailed }))
      else toast(code === 'INTERNAL' || code === 'BUSY' ? sayFailed() : sayRefusal(error, wordsNow()))
    }
  })
}

/** The last attempt to join each chain: the same words again are the same intent. */
const joinings = new Map<string, { readonly requestId: string; readonly text: string }>()

/**
 * Joins a chain with one line.
 * @returns why it was refused: the words stay in their field.
 */
export async function joinChain(postId: string, text: string): Promise<string | undefined> {
  const last = joinings.get(postId)
  const joining = last?.text === text ? last : { requestId: newRequestId(), text }
  joinings.set(postId, joining)
  try {
    const { entry, entryCount } = await call('post.joinChain', { postId, ...joining })
    patchDetail(postId, ({ chain }) => {
      if (!chain) return {}
      const others = chain.first.entries.filter(({ number }) => number !== entry.number)
      return {
        chain: {
          ...chain,
          entryCount,
          mine: entry.number,
          first: { ...chain.first, entries: [...others, entry] },
        },
      }
    })
    tick()
    return undefined
  } catch (error) {
    if (toCallError(error).code === 'NOT_A_MEMBER') askToJoinAgain(() => {})
    return sayRefusal(error, wordsNow())
  }
}

/** Marks a comment as the answer to one's own question; the one that is marked already no longer is it. */
export async function toggleSolved(postId: string, commentId: string): Promise<void> {
  const before = postOf(postId)?.solvedCommentId
  const wanted = before === commentId ? undefined : commentId
  showSolved(postId, wanted)
  try {
    const { solvedCommentId } = await call('post.setSolved', { postId, commentId: wanted ?? null })
    showSolved(postId, solvedCommentId)
    if (solvedCommentId) toast(wordsNow().writing.solveDone)
  } catch (error) {
    showSolved(postId, before)
    toast(sayRefusal(error, wordsNow()))
  }
}

function showSolved(postId: string, solvedCommentId: string | undefined): void {
  patchDetail(postId, () => ({ solvedCommentId }))
  patchCard(postId, { solved: solvedCommentId !== undefined })
}

/** Picks a post for the featured feed, or takes it out. For operators. */
export async function toggleFeatured(postId: string): Promise<void> {
  const before = postOf(postId)?.featured ?? false
  showFeatured(postId, !before)
  try {
    const { featured } = await call('post.setFeatured', { postId, featured: !before })
    showFeatured(postId, featured)
    toast(featured ? wordsNow().writing.featured : wordsNow().writing.unfeatured)
  } catch (error) {
    showFeatured(postId, before)
    toast(sayRefusal(error, wordsNow()))
  }
}

function showFeatured(postId: string, featured: boolean): void {
  patchDetail(postId, () => ({ featured }))
  patchCard(postId, { featured: featured ? true : undefined })
}

export type ReportSubject = Input<'post.report'>['subject']
export type ReportReason = Input<'post.report'>['reason']

/**
 * Tells the operators of something.
 * @returns whether it was told; why not has been said.
 */
export async function report(subject: ReportSubject, reason: ReportReason, text: string): Promise<boolean> {
  const words = text.trim()
  try {
    const said = words === '' ? {} : { text: words }
    await call('post.report', { requestId: newRequestId(), subject, reason, ...said })
    toast(wordsNow().writing.reportDone)
    return true
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
    return false
  }
}

function postOf(postId: string): PostDetail | undefined {
  return usePostStore.getState().pages[postId]?.post
}

function patchDetail(postId: string, change: (post: PostDetail) => Partial<PostDetail>): void {
  patchPage(postId, ({ post }) => (post ? { post: { ...post, ...change(post) } } : {}))
}

function patchCard(postId: string, patch: Partial<PostCard>): void {
  usePostStore.setState(({ cards }) => {
    const card = cards[postId]
    return card ? { cards: { ...cards, [postId]: { ...card, ...patch } } } : {}
  })
}
