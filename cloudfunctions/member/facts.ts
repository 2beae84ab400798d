/** What members do that others have to follow. Pure. */
import type { Title } from '../../contract/member-shapes'
import type { Fact } from '../kit/outbox'
import type { FollowDocument } from './collections'

export const SHOWN_ANEW = 'member.shownAnew'
export const FOLLOWED = 'member.followed'
export const UNFOLLOWED = 'member.unfollowed'
export const TITLE_LAPSED = 'member.titleLapsed'

/** Longer than any function may run: whatever was being written with the old name is there by then. */
const SETTLED_AFTER_MS = 30_000

/**
 * A member is shown under another name or picture: all that carries a copy has to follow, also what was being written
 * while it changed.
 */
export function shownAnew(memberId: string, cause: string): Fact {
  return { kind: SHOWN_ANEW, cause, key: memberId, payload: { memberId }, delayMs: SETTLED_AFTER_MS }
}

/**
 * Somebody follows a member: each time anew, after they had stopped. The payload is `{ followerId, followedId }`.
 */
export function followed({ _id, place, followerId, followedId }: FollowDocument): Fact {
  return { kind: FOLLOWED, cause: place, key: _id, payload: { followerId, followedId } }
}

/** Somebody follows a member no longer. The payload is that of `followed`. */
export function unfollowed(follow: FollowDocument): Fact {
  return { ...followed(follow), kind: UNFOLLOWED }
}

/** A title does not hold any more, by time, for idleness or because it was taken back: its owner is told, once. */
export function titleLapsed(memberId: string, { titleId, text }: Pick<Title, 'titleId' | 'text'>): Fact {
  return { kind: TITLE_LAPSED, cause: titleId, key: memberId, payload: { titleId, text } }
}

/** Whom a fact `member.followed` or `member.unfollowed` is about; undefined for one that is not whole. */
export function followOf(
  payload: Readonly<Record<string, unknown>>,
): { readonly followerId: string; readonly followedId: string } | undefined {
  const { followerId, followedId } = payload
  return typeof followerId === 'string' && typeof followedId === 'string'
    ? { followerId, followedId }
    : undefined
}
