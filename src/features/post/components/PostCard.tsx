/**
 * One post in a waterfall: its first photo, or its words set like a quotation. It listens to its own post only, so
 * that a like redraws one card. Ids: `post-card-{postId}`, `like-{postId}`.
 */
import { Image, Text, View } from '@tarojs/components'
import { memo } from 'react'
import type { PostCard as PostCardData } from '../../../../contract/post-feeds'
import { Avatar } from '../../../components/Avatar'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { COVER_RATIO_MAX, COVER_RATIO_MIN, coverRatio } from '../feed'
import { usePostStore } from '../store'
import { LikeButton } from './LikeButton'
import './PostCard.scss'

export const PostCard = memo(function PostCard({ postId }: { readonly postId: string }) {
  const card = usePostStore((store) => store.cards[postId])
  const words = useWords()
  if (!card) return null
  const { author, excerpt } = card
  return (
    <View className="post-card">
      <Tappable
        id={`post-card-${postId}`}
        role="link"
        label={words.post.openPost(author.nickname, excerpt)}
        onTap={() => openPage('/pages/post/index', { postId })}
      >
        {card.cover ? <Cover card={card} /> : <Quote card={card} />}
      </Tappable>
      <View className="card-foot">
        <Avatar nickname={author.nickname} url={author.avatarUrl} size="small" />
        <Text className="card-author">{author.nickname}</Text>
        <LikeButton id={`like-${card.postId}`} className="card-like" post={card} />
      </View>
    </View>
  )
})

/** Pictures are cropped by their frame; only one whose own shape is between the bounds needs a frame of its own. */
function ratioClass(ratio: number): string {
  if (ratio === COVER_RATIO_MAX) return 'cover-tall'
  if (ratio === COVER_RATIO_MIN) return 'cover-wide'
  return ratio === 1 ? 'cover-square' : ''
}

function Cover({ card }: { readonly card: PostCardData }) {
  const words = useWords()
  if (!card.cover) return null
  const ratio = coverRatio(card.cover)
  const shape = ratioClass(ratio)
  return (
    <>
      <View
        className={`cover ${shape}`}
        style={shape === '' ? { paddingBottom: `${Math.round(ratio * 1000) / 10}%` } : undefined}
      >
        <Image
          className="cover-picture"
          src={card.cover.url}
          mode="aspectFill"
          lazyLoad
          {...pictureProps('')}
        />
        {card.photoCount > 1 ? <Text className="cover-count">{String(card.photoCount)}</Text> : null}
        {card.state === 'visible' ? null : (
          <Text className="card-state">{words.post.states[card.state]}</Text>
        )}
      </View>
      <View className="card-caption">{card.excerpt}</View>
    </>
  )
}

const QUOTE_TINTS = ['quote-wheat', 'quote-sage', 'quote-clay'] as const

/** Words alone are set large on one of three grounds; the same post always on the same. */
function Quote({ card }: { readonly card: PostCardData }) {
  const words = useWords()
  const tint = QUOTE_TINTS[card.postId.charCodeAt(card.postId.length - 1) % QUOTE_TINTS.length]
  return (
    <View className={`quote ${tint}`}>
      <View className="icon-quote" />
      <View className="quote-words">{card.excerpt}</View>
      {card.state === 'visible' ? null : <Text className="card-state">{words.post.states[card.state]}</Text>}
    </View>
  )
}
