/** Whom somebody follows, and who follows them: lists that go on. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import type { MemberRow } from '../../../contract/member-people'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'

export const FOLLOW_KINDS = ['following', 'followers'] as const
export type FollowKind = (typeof FOLLOW_KINDS)[number]

export interface FollowList {
  readonly members: readonly MemberRow[]
  readonly nextCursor?: string
  readonly isLoading: boolean
  readonly isLoaded: boolean
  readonly failure?: ErrorCode
}

export const NO_FOLLOWS: FollowList = { members: [], isLoading: false, isLoaded: false }

export const useFollowsStore = create<{ readonly lists: Readonly<Record<string, FollowList>> }>(() => ({
  lists: {},
}))

/** Names one list among all there are. */
export function followsKey(memberId: string, kind: FollowKind): string {
  return `${memberId} ${kind}`
}

/** Loads a list from its beginning; what is known stays on show meanwhile. */
export function openFollows(memberId: string, kind: FollowKind): Promise<void> {
  return load(memberId, kind)
}

/** Loads the next page of a list, if there is one. */
export async function loadMoreFollows(memberId: string, kind: FollowKind): Promise<void> {
  const { nextCursor, isLoading } = listNow(memberId, kind)
  if (nextCursor && !isLoading) await load(memberId, kind, nextCursor)
}

async function load(memberId: string, kind: FollowKind, cursor?: string): Promise<void> {
  const patch = (change: Partial<FollowList>) =>
    useFollowsStore.setState(({ lists }) => {
      const key = followsKey(memberId, kind)
      return { lists: { ...lists, [key]: { ...(lists[key] ?? NO_FOLLOWS), ...change } } }
    })
  patch({ isLoading: true, failure: undefined })
  try {
    const { members, nextCursor } = await call('member.listFollows', {
      memberId,
      kind,
      ...(cursor ? { cursor } : {}),
    })
    const before = cursor ? listNow(memberId, kind).members : []
    patch({ members: merged(before, members), nextCursor, isLoading: false, isLoaded: true })
  } catch (error) {
    patch({ isLoading: false, failure: toCallError(error).code })
  }
}

function listNow(memberId: string, kind: FollowKind): FollowList {
  return useFollowsStore.getState().lists[followsKey(memberId, kind)] ?? NO_FOLLOWS
}

function merged(before: readonly MemberRow[], more: readonly MemberRow[]): MemberRow[] {
  const known = new Set(before.map((one) => one.memberId))
  return [...before, ...more.filter((one) => !known.has(one.memberId))]
}
