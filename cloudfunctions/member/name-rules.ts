/** Which names fit best what somebody looks for. Pure. */
import { countMatches, normalised } from '../kit/ngrams'

interface Named {
  readonly _id: string
  readonly nickname: string
  readonly lastPostAt?: number
}

/**
 * Members whose nickname has at least half of the tokens, each once: those called exactly so first, then those whose
 * name begins so, then those with the most of it, then whoever published last.
 */
export function rankNames<T extends Named>(
  text: string,
  tokens: readonly string[],
  found: readonly T[],
): T[] {
  const wanted = normalised(text)
  const distinct = [...new Map(found.map((member) => [member._id, member])).values()]
  const ranked = distinct.map((member) => {
    const name = normalised(member.nickname)
    const matched = countMatches(tokens, member.nickname)
    return { member, matched, begins: name === wanted ? 2 : name.startsWith(wanted) ? 1 : 0 }
  })
  return ranked
    .filter(({ matched, begins }) => begins > 0 || (matched > 0 && matched * 2 >= tokens.length))
    .sort(
      (left, right) =>
        right.begins - left.begins ||
        right.matched - left.matched ||
        (right.member.lastPostAt ?? 0) - (left.member.lastPostAt ?? 0) ||
        (left.member._id < right.member._id ? -1 : 1),
    )
    .map(({ member }) => member)
}
