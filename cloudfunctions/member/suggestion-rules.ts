/** Whom a member may want to follow or to mention. Pure. */
import type { SuggestedMember } from '../../contract/member-people'
import type { Actor } from '../kit/actor'

/** What is looked at of somebody who may be suggested. */
export type Candidate = Pick<Actor, '_id' | 'standing' | 'lastPostAt'>

/** Why somebody was found: for an interest in common, for living in the same city, or because they are active. */
export interface Found<T extends Candidate> {
  readonly because: SuggestedMember['because']
  /** The interest in common. */
  readonly boardId?: string
  readonly members: readonly T[]
}

/** Somebody who is suggested, and why. */
export interface Suggestion<T extends Candidate> {
  readonly member: T
  readonly because: SuggestedMember['because']
  readonly boardId?: string
}

/**
 * Takes turns through what was found, so that every interest has somebody before any has two; nobody twice, and
 * nobody of `excluded`.
 */
export function suggest<T extends Candidate>(
  found: readonly Found<T>[],
  excluded: ReadonlySet<string>,
  max: number,
): Suggestion<T>[] {
  const taken = new Set(excluded)
  const suggestions: Suggestion<T>[] = []
  let before = -1
  while (suggestions.length > before && suggestions.length < max) {
    before = suggestions.length
    for (const { members, because, boardId } of found) {
      const member = members.find(({ _id, standing }) => standing === 'active' && !taken.has(_id))
      if (!member) continue
      taken.add(member._id)
      suggestions.push({ member, because, ...(boardId === undefined ? {} : { boardId }) })
    }
  }
  return suggestions.slice(0, max)
}

/** Those whose nickname has this text in it, those whose begins with it first; all of them for no text. */
export function namedLike<T extends Pick<Actor, 'nickname'>>(members: readonly T[], text: string): T[] {
  const wanted = fold(text)
  const places = members.map((member) => ({ member, at: fold(member.nickname).indexOf(wanted) }))
  const begins = places.filter(({ at }) => at === 0)
  const holds = places.filter(({ at }) => at > 0)
  return [...begins, ...holds].map(({ member }) => member)
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()
