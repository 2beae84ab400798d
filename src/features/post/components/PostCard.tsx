/**
 * One post in a waterfall: its first photo, or its words set like a quotation. It listens to its own post only, so
 * that a like redraws one card. Ids: `post-card-{postId}`, `like-{postId}`.
 */
import { View } from '@tarojs/components'
import { memo } from 'react'
import type { PostCard as PostCardData } from '../../../../contract/post-feeds'
import { Avatar } from '../../../components/Avatar'
import { CardMark, sayMark } from '../../../components/CardMark'
import { MemberName } from '../../../components/MemberName'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { usePostStore } from '../store'
import { CardCover, sayPhotoCount } from './CardCover'
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
        label={[sayMark(card, words), sayPhotoCount(card), excerpt, author.nickname]
          .filter(Boolean)
          .join(' ')}
        onTap={() => openPage('/pages/post/index', { postId })}
      >
        {card.cover ? <Cover card={card} /> : <Quote card={card} />}
      </Tappable>
      <View className="card-foot">
        <Avatar nickname={author.nickname} url={author.avatarUrl} size="small" />
        <MemberName member={author} className="card-author" />
        {author.mark ? <View className={`card-author-mark ${MARK_ICONS[author.mark.kind]}`} /> : null}
        <LikeButton id={`like-${postId}`} className="card-like" post={card} />
      </View>
    </View>
  )
})

/** In half a screen's width the mark beside a name is its sign alone; its words stand on the post. */
const MARK_ICONS = { v: 'icon-check', instructor: 'icon-star-full', title: 'icon-star' } as const

function Cover({ card }: { readonly card: PostCardData }) {
  return (
    <>
      <CardCover card={card} />
      <View className="card-caption">{card.excerpt}</View>
    </>
  )
}

const QUOTE_TINTS = ['quote-wheat', 'quote-sage', 'quote-clay'] as const

/** Words alone are set large on one of three grounds; the same post always on the same. */
function Quote({ card }: { readonly card: PostCardData }) {
  const tint = QUOTE_TINTS[card.postId.charCodeAt(card.postId.length - 1) % QUOTE_TINTS.length]
  const isPlain = card.kind === 'post' && !card.featured && card.state === 'visible'
  return (
    <View className={`quote ${tint}`}>
      {isPlain ? <View className="icon-quote" /> : <CardMark card={card} className="quote-mark" />}
      <View className="quote-words">{card.excerpt}</View>
    </View>
  )
}
