/**
 * What sort of post this is, as one small sign on its card: where it stands while others do not see it, else its kind,
 * else that it was picked. An ordinary post has none.
 */
import { Text, View } from '@tarojs/components'
import type { PostCard, PostKind } from '../../contract/post-feeds'
import { useWords, type Words } from '../i18n/words'
import './CardMark.scss'

type Marked = Pick<PostCard, 'kind' | 'solved' | 'featured' | 'state'>

const ICONS: Record<Exclude<PostKind, 'post'>, string> = {
  question: 'question',
  chain: 'chain',
  debate: 'debate',
  order: 'camera',
  poll: 'poll',
}

export function CardMark({ card, className }: { readonly card: Marked; readonly className: string }) {
  const words = useWords()
  const mark = markOf(card, words)
  if (!mark) return null
  return (
    <View className={`card-mark ${className}`}>
      {mark.icon ? <View className={`card-mark-icon icon-${mark.icon}`} /> : null}
      <Text>{mark.text}</Text>
    </View>
  )
}

/** The sign in words, for whoever hears the card read out. */
export function sayMark(card: Marked, words: Words): string {
  return markOf(card, words)?.text ?? ''
}

function markOf({ kind, solved, featured, state }: Marked, words: Words) {
  const { reading, post } = words
  if (state !== 'visible') return { text: post.states[state] }
  if (solved) return { text: reading.solved, icon: 'solved' }
  if (kind !== 'post') return { text: reading.kinds[kind], icon: ICONS[kind] }
  return featured ? { text: reading.featured, icon: 'star' } : undefined
}
