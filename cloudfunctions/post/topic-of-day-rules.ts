/** What a day was about. Pure. */

/** What is looked at of a day's posts. */
interface Talk {
  readonly topicIds?: readonly string[]
  readonly likeCount: number
  readonly commentCount: number
}

/** A comment is worth as much as so many likes: a topic of the day is to be talked about. */
const COMMENT_WEIGHT = 3

/** The topic that posts, comments and likes were about most; undefined when the posts have none. */
export function livelyTopic(posts: readonly Talk[]): string | undefined {
  const scores = new Map<string, number>()
  for (const { topicIds = [], likeCount, commentCount } of posts) {
    const score = COMMENT_WEIGHT * (1 + Math.max(0, commentCount)) + Math.max(0, likeCount)
    for (const topicId of new Set(topicIds)) scores.set(topicId, (scores.get(topicId) ?? 0) + score)
  }
  const [best] = [...scores].sort(([leftId, left], [rightId, right]) =>
    left === right ? (leftId < rightId ? -1 : 1) : right - left,
  )
  return best?.[0]
}
