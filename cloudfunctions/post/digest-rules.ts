/** What of a day's posts stands in the next day's digest. Pure. */
import type { PostDocument } from './collections'

export type Candidate = Pick<
  PostDocument,
  '_id' | 'authorId' | 'likeCount' | 'commentCount' | 'kind' | 'solved' | 'featured'
>

/**
 * The best by likes, then by comments, then the earlier; one of each author, so that many are seen. Questions stand in
 * a list of their own.
 */
export function bestOf(posts: readonly Candidate[], count: number): string[] {
  const ranked = [...posts]
    .filter(({ kind, likeCount }) => kind !== 'question' && likeCount > 0)
    .sort((a, b) => b.likeCount - a.likeCount || b.commentCount - a.commentCount || (a._id < b._id ? -1 : 1))
  const authors = new Set<string>()
  const best: string[] = []
  for (const { _id, authorId } of ranked) {
    if (best.length === count) break
    if (authors.has(authorId)) continue
    authors.add(authorId)
    best.push(_id)
  }
  return best
}

/** Questions that nobody has solved, each once: those that operators picked first, then those with the fewest answers, the latest. */
export function openQuestionsOf(posts: readonly Candidate[], count: number): string[] {
  const once = [...new Map(posts.map((each) => [each._id, each])).values()]
  return once
    .filter(({ kind, solved }) => kind === 'question' && solved !== true)
    .sort(
      (a, b) =>
        Number(b.featured ?? false) - Number(a.featured ?? false) ||
        a.commentCount - b.commentCount ||
        (a._id < b._id ? 1 : -1),
    )
    .slice(0, count)
    .map(({ _id }) => _id)
}
