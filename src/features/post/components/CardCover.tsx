/** The first photo of a post in its true shape, within the bounds, with what there is to say about it on it. */
import { Image, Text, View } from '@tarojs/components'
import type { PostCard } from '../../../../contract/post-feeds'
import { CardMark } from '../../../components/CardMark'
import { pictureProps } from '../../../platform/control-props'
import { COVER_RATIO_MAX, COVER_RATIO_MIN, coverRatio } from '../feed'
import './CardCover.scss'

export function CardCover({ card }: { readonly card: PostCard }) {
  if (!card.cover) return null
  const count = sayPhotoCount(card)
  const ratio = coverRatio(card.cover)
  const shape = ratioClass(ratio)
  return (
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
      <CardMark card={card} className="cover-mark" />
      {card.video ? (
        <View className="cover-play">
          <View className="icon-play" />
        </View>
      ) : null}
      {count === '' ? null : <Text className="cover-count">{count}</Text>}
    </View>
  )
}

/** Pictures are cropped by their frame; only one whose own shape is between the bounds needs a frame of its own. */
function ratioClass(ratio: number): string {
  if (ratio === COVER_RATIO_MAX) return 'cover-tall'
  if (ratio === COVER_RATIO_MIN) return 'cover-wide'
  return ratio === 1 ? 'cover-square' : ''
}

/** How many photos there are inside, as a cover says it; '' for a single one. */
export function sayPhotoCount({ cover, photoCount }: Pick<PostCard, 'cover' | 'photoCount'>): string {
  return cover && photoCount > 1 ? String(photoCount) : ''
}
