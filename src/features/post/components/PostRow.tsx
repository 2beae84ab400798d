/**
 * One post in a feed of one column, with room to read. It listens to its own post only. Ids: `post-card-{postId}`,
 * `like-{postId}`, `post-row-author-{postId}`.
 */
import { Text, View } from '@tarojs/components'
import { memo } from 'react'
import type { PostCard } from '../../../../contract/post-feeds'
import { Avatar } from '../../../components/Avatar'
import { CardMark, sayMark } from '../../../components/CardMark'
import { Mark } from '../../../components/Mark'
import { MemberName } from '../../../components/MemberName'
import { Tappable } from '../../../components/Tappable'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { usePostStore } from '../store'
import { CardCover, sayPhotoCount } from './CardCover'
import { LikeButton } from './LikeButton'
import './PostRow.scss'

export const PostRow = memo(function PostRow({ postId }: { readonly postId: string }) {
  const card = usePostStore((store) => store.cards[postId])
  const words = useWords()
  if (!card) return null
  const { author, excerpt, topics, commentCount } = card
  const open = () => openPage('/pages/post/index', { postId })
  const about = topics?.map(({ name }) => `#${name}`).join(' ')
  return (
    <View className="post-row">
      <Author card={card} />
      <Tappable
        id={`post-card-${postId}`}
        role="link"
        label={[sayMark(card, words), sayPhotoCount(card), excerpt, about, author.nickname]
          .filter(Boolean)
          .join(' ')}
        onTap={open}
      >
        {card.cover ? <CardCover card={card} /> : <CardMark card={card} className="post-row-mark" />}
        <View className="post-row-words">{excerpt}</View>
        {about ? <View className="post-row-topics">{about}</View> : null}
      </Tappable>
      <View className="post-row-foot">
        <LikeButton id={`like-${postId}`} className="post-row-control" post={card} />
        <Tappable className="post-row-control" label={words.reading.comments(commentCount)} onTap={open}>
          <View className="icon-comment" />
          <Text>{commentCount > 0 ? String(commentCount) : ''}</Text>
        </Tappable>
      </View>
    </View>
  )
})

function Author({ card }: { readonly card: PostCard }) {
  const words = useWords()
  const { memberId, nickname, avatarUrl, mark } = card.author
  const time = sayTime(card.createdAt, Date.now(), words)
  return (
    <Tappable
      id={`post-row-author-${card.postId}`}
      className="post-row-author"
      role="link"
      label={[nickname, mark?.text, time].filter(Boolean).join(' ')}
      onTap={() => openPage('/packages/member/profile', { memberId })}
    >
      <Avatar nickname={nickname} url={avatarUrl} />
      <MemberName member={card.author} className="post-row-name" />
      {mark ? <Mark mark={mark} /> : null}
      <View className="post-row-time">{time}</View>
    </Tappable>
  )
}
