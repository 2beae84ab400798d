/** The first photo of a post in its true shape, within the bounds, with what there is to say about it on it. */
import { Image, Text, View } from '@tarojs/components'
import type { PostCard } from '../../../../contract/post-feeds'
import { CardMark } from '../../../components/CardMark'
import { decorationProps, pictureProps } from '../../../platform/control-props'
import { COVER_RATIO_MAX, COVER_RATIO_MIN, coverRatio } from '../feed'
import './CardCover.scss'

export function CardCover({ card }: { readonly card: PostCard }) {
  if (!card.cover) return null
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
      {card.photoCount > 1 ? <PhotoCount count={card.photoCount} /> : null}
    </View>
  )
}

/** More to see inside; whoever listens is told there. */
function PhotoCount({ count }: { readonly count: number }) {
  return (
    <Text className="cover-count" {...decorationProps()}>
      {String(count)}
    </Text>
  )
}

/** Pictures are cropped by their frame; only one whose own shape is between the bounds needs a frame of its own. */
function ratioClass(ratio: number): string {
  if (ratio === COVER_RATIO_MAX) return 'cover-tall'
  if (ratio === COVER_RATIO_MIN) return 'cover-wide'
  return ratio === 1 ? 'cover-square' : ''
}
