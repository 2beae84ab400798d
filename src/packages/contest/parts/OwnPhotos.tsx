/**
 * The photos of my own posts, to choose one from: first the post, then its photo where it has several. Ids:
 * `own-post-{postId}`, `own-photo-{n}`, `own-posts-empty`, `own-posts-skeleton`.
 */
import { Image, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { useMemberStore } from '../../../features/member/store'
import { EMPTY_FEED, loadFeed, usePostStore } from '../../../features/post/store'
import { sayRefusal } from '../../../i18n/say-refusal'
import { useWords, wordsNow } from '../../../i18n/words'
import { call } from '../../../platform/cloud'
import { pictureProps } from '../../../platform/control-props'
import { toast } from '../../../platform/toast'
import './OwnPhotos.scss'

export interface OwnPhoto {
  readonly postId: string
  readonly photoId: string
}

interface OwnPhotosProps {
  readonly chosen: OwnPhoto | undefined
  readonly onChoose: (photo: OwnPhoto) => void
}

export function OwnPhotos({ chosen, onChoose }: OwnPhotosProps) {
  const { contest } = useWords()
  const memberId = useMemberStore((store) => store.me?.memberId) ?? ''
  const feed = usePostStore((store) => store.feeds[memberId]) ?? EMPTY_FEED
  const cards = usePostStore((store) => store.cards)
  const [post, setPost] = useState<PostDetail>()
  useEffect(() => void loadFeed(memberId), [memberId])
  const open = async (postId: string) => {
    try {
      const answer = await call('post.getPost', { postId })
      const [only, ...more] = answer.post.photos
      setPost(answer.post)
      if (only && more.length === 0) onChoose({ postId, photoId: only.mediaId })
    } catch (error) {
      toast(sayRefusal(error, wordsNow()))
    }
  }
  const withPhoto = [...feed.columns.left, ...feed.columns.right].flatMap((postId) => {
    const card = cards[postId]
    return card?.cover && !card.video ? [{ ...card, cover: card.cover }] : []
  })
  if (feed.loadedAt === 0) return <View id="own-posts-skeleton" className="skeleton own-skeleton" />
  if (withPhoto.length === 0) return <View id="own-posts-empty">{contest.noPosts}</View>
  return (
    <View>
      <View className="own-photos">
        {withPhoto.map(({ postId, cover, excerpt }) => (
          <Thumb
            key={postId}
            id={`own-post-${postId}`}
            url={cover.url}
            label={contest.choosePost(excerpt)}
            isChosen={postId === post?.postId}
            onTap={() => void open(postId)}
          />
        ))}
      </View>
      {post && post.photos.length > 1 ? (
        <View className="own-photos own-photos-inner">
          {post.photos.map(({ mediaId, thumbUrl }, at) => (
            <Thumb
              key={mediaId}
              id={`own-photo-${at + 1}`}
              url={thumbUrl}
              label={contest.choosePhoto(at + 1)}
              isChosen={mediaId === chosen?.photoId}
              onTap={() => onChoose({ postId: post.postId, photoId: mediaId })}
            />
          ))}
        </View>
      ) : null}
    </View>
  )
}

interface ThumbProps {
  readonly id: string
  readonly url: string
  readonly label: string
  readonly isChosen: boolean
  readonly onTap: () => void
}

function Thumb({ id, url, label, isChosen, onTap }: ThumbProps) {
  return (
    <Tappable
      id={id}
      className={isChosen ? 'own-photo own-photo-chosen' : 'own-photo'}
      role="radio"
      label={label}
      isSelected={isChosen}
      onTap={onTap}
    >
      <Image className="own-picture" src={url} mode="aspectFill" lazyLoad {...pictureProps('')} />
      {isChosen ? <View className="own-check icon-check" /> : null}
    </Tappable>
  )
}
