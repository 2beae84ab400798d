/** What is offered while somebody types a topic or a name: asked a moment after the last key, the last answer wins. */
import { useEffect, useState } from 'react'
import { NICKNAME_LENGTH_MAX } from '../../../contract/limits'
import type { Topic } from '../../../contract/post-feeds'
import type { MemberCard } from '../../../contract/shared'
import { call } from '../../platform/cloud'

/** Typing on within this time asks only once. */
const TYPING_PAUSE_MS = 200

/** Topics like what has been typed; before anything is typed the liveliest ones. */
export async function suggestTopics(text: string): Promise<readonly Topic[]> {
  const { topics } = await (text === '' ? call('post.listTopics', {}) : call('post.suggestTopics', { text }))
  return topics
}

/** Members whom the caller may want to mention: followed and recently met, then whoever is called what was typed. */
export async function suggestMembers(text: string): Promise<readonly MemberCard[]> {
  if (text === '') return (await call('member.recommendMentions', {})).members
  const [near, found] = await Promise.all([
    call('member.recommendMentions', { text: text.slice(0, NICKNAME_LENGTH_MAX) }),
    call('member.searchMembers', { text }),
  ])
  const known = new Set(near.members.map(({ memberId }) => memberId))
  return [...near.members, ...found.members.filter(({ memberId }) => !known.has(memberId))]
}

/**
 * Suggestions for a text, while `isOn`. Without an answer the ones before stay: typing is never interrupted by an error.
 * @param ask must be the same function at every drawing.
 */
export function useSuggestions<T>(
  ask: (text: string) => Promise<readonly T[]>,
  text: string,
  isOn: boolean,
): { readonly items: readonly T[]; readonly isTold: boolean } {
  const [answer, setAnswer] = useState<{ readonly items: readonly T[]; readonly isTold: boolean }>({
    items: [],
    isTold: false,
  })
  const wanted = text.trim()
  useEffect(() => {
    if (!isOn) return
    let isCurrent = true
    const timer = setTimeout(
      () => {
        ask(wanted).then(
          (items) => isCurrent && setAnswer({ items, isTold: true }),
          () => undefined,
        )
      },
      wanted === '' ? 0 : TYPING_PAUSE_MS,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [ask, wanted, isOn])
  return answer
}
