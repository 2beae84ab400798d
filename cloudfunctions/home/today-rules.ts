/** What the first screen shows to whom, and in which order. Pure. */
import type { Today } from '../../contract/home'
import type { UnreadCounts } from '../../contract/notice'

/** The boards of a member's interests first, in the order in which they named them; the others as they stand. */
export function orderBoards<T extends { readonly _id: string }>(
  boards: readonly T[],
  interests: readonly string[],
): T[] {
  const placeOf = (board: T) => {
    const place = interests.indexOf(board._id)
    return place < 0 ? interests.length : place
  }
  return [...boards].sort((left, right) => placeOf(left) - placeOf(right))
}

/** What other people did that a member has not looked at yet; undefined when there is nothing. */
export function newsOf({ likes, comments, mentions, follows }: UnreadCounts): Today['news'] {
  return likes + comments + mentions + follows > 0 ? { likes, comments, mentions, follows } : undefined
}

/** How many notices other people have caused. */
export function countNews(news: Today['news']): number {
  return news ? news.likes + news.comments + news.mentions + news.follows : 0
}
