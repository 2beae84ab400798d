/** A post or an answer that was found, with the words that say why. Ids: `hit-{postId}`, `answer-{commentId}`. */
import { Image, Text, View } from '@tarojs/components'
import type { AnswerHit, Highlights, PostHit } from '../../../../contract/post-feeds'
import { CardMark, sayMark } from '../../../components/CardMark'
import { Tappable } from '../../../components/Tappable'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { piecesOf } from '../highlight'
import './HitRows.scss'

export function PostHitRow({ hit: { post, excerpt, highlights } }: { readonly hit: PostHit }) {
  const words = useWords()
  const { postId, author, createdAt, likeCount, cover } = post
  const foot = [
    author.nickname,
    sayTime(createdAt, Date.now(), words),
    ...(likeCount > 0 ? [words.reading.likes(likeCount)] : []),
  ].join(' · ')
  return (
    <Tappable
      id={`hit-${postId}`}
      className="hit"
      role="link"
      label={[sayMark(post, words), excerpt, foot].filter(Boolean).join(' ')}
      onTap={() => openPage('/pages/post/index', { postId })}
    >
      <View className="hit-words">
        <CardMark card={post} className="hit-mark" />
        <Excerpt excerpt={excerpt} highlights={highlights} />
        <View className="hit-foot">{foot}</View>
      </View>
      {cover ? (
        <Image className="hit-picture" src={cover.url} mode="aspectFill" lazyLoad {...pictureProps('')} />
      ) : null}
    </Tappable>
  )
}

export function AnswerRow({ hit }: { readonly hit: AnswerHit }) {
  const words = useWords()
  const { commentId, postId, excerpt, highlights, author, solves, createdAt } = hit
  const foot = `${author.nickname} · ${sayTime(createdAt, Date.now(), words)}`
  return (
    <Tappable
      id={`answer-${commentId}`}
      className="hit"
      role="link"
      label={[solves ? words.search.solves : '', excerpt, foot].filter(Boolean).join(' ')}
      onTap={() => openPage('/pages/post/index', { postId })}
    >
      <View className="hit-words">
        {solves ? (
          <View className="hit-solves">
            <View className="icon-solved" />
            {words.search.solves}
          </View>
        ) : null}
        <Excerpt excerpt={excerpt} highlights={highlights} />
        <View className="hit-foot">{foot}</View>
      </View>
    </Tappable>
  )
}

interface ExcerptProps {
  readonly excerpt: string
  readonly highlights: Highlights
}

/** What was searched for is heavier and on a ground of its own: colour alone would not do. */
function Excerpt({ excerpt, highlights }: ExcerptProps) {
  return (
    <View className="hit-excerpt">
      {piecesOf(excerpt, highlights).map(({ text, isFound }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of an excerpt never change places.
        <Text key={at} className={isFound ? 'hit-found' : ''}>
          {text}
        </Text>
      ))}
    </View>
  )
}
