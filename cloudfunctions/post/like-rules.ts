/** Which of a day's likes count for their author's points (PRODUCT 5.2, 5.6). Pure. */
import type { LikeDocument } from './collections'

/** A day's likes of one author stand together, those of one post next to each other. */
export function placeOfLike(day: string, authorId: string, postId: string, memberId: string): string {
  return `${day}:${authorId}:${postId}:${memberId}`
}

/** What stands behind every like of an author's day. */
export function endOfAuthor(day: string, authorId: string): string {
  return `${day}:${authorId};`
}

/** The likes of a page by author, in their order. */
export function byAuthor(page: readonly PlacedLike[]): ReadonlyMap<string, readonly PlacedLike[]> {
  const groups = new Map<string, PlacedLike[]>()
  for (const like of page) {
    const [, authorId = ''] = like.place.split(':')
    groups.set(authorId, [...(groups.get(authorId) ?? []), like])
  }
  return groups
}

export type PlacedLike = Pick<LikeDocument, 'postId' | 'memberId'> & { readonly place: string }

/**
 * How many of an author's likes count, by post, the most liked first: none of their own, none of who is not `active`, and of one liker no
 * more than a pair of members may earn on a day.
 */
export function countedLikes(
  authorId: string,
  likes: readonly PlacedLike[],
  active: ReadonlySet<string>,
  pairDayMax: number,
): ReadonlyMap<string, number> {
  const given = new Map<string, number>()
  const counted = new Map<string, number>()
  for (const { postId, memberId } of likes) {
    const times = given.get(memberId) ?? 0
    if (memberId === authorId || !active.has(memberId) || times >= pairDayMax) continue
    given.set(memberId, times + 1)
    counted.set(postId, (counted.get(postId) ?? 0) + 1)
  }
  return new Map([...counted].sort(([, left], [, right]) => right - left))
}
