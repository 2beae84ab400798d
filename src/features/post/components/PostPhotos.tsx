/** The photos of a post, edge to edge; several can be swiped. A tap opens them full size. Ids: `photos`, `photo-{n}`. */
import { Image, Swiper, SwiperItem, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { PostDetail } from '../../../../contract/post'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import './PostPhotos.scss'

type Photos = PostDetail['photos']

/** The frame is as tall as the first photo, within these bounds (height by width); others are shown whole inside. */
const FRAME_RATIO_MIN = 0.66
const FRAME_RATIO_MAX = 1.34

export function PostPhotos({ photos }: { readonly photos: Photos }) {
  const [index, setIndex] = useState(0)
  const first = photos[0]
  if (!first) return null
  const ratio = Math.min(FRAME_RATIO_MAX, Math.max(FRAME_RATIO_MIN, first.height / first.width))
  const frame = { paddingBottom: `${Math.round(ratio * 1000) / 10}%` }
  if (photos.length === 1) {
    return (
      <View id="photos" className="photos" style={frame}>
        <Photo photos={photos} index={0} />
      </View>
    )
  }
  return (
    <View id="photos">
      <View className="photos" style={frame}>
        <Swiper className="photos-swiper" circular onChange={({ detail }) => setIndex(detail.current)}>
          {photos.map(({ mediaId }, at) => (
            <SwiperItem key={mediaId}>
              <Photo photos={photos} index={at} />
            </SwiperItem>
          ))}
        </Swiper>
      </View>
      <View className="dots">
        {photos.map(({ mediaId }, at) => (
          <View key={mediaId} className={at === index ? 'dot dot-here' : 'dot'} />
        ))}
      </View>
    </View>
  )
}

function Photo({ photos, index }: { readonly photos: Photos; readonly index: number }) {
  const words = useWords()
  const photo = photos[index]
  if (!photo) return null
  const preview = () => {
    Taro.previewImage({ urls: photos.map(({ url }) => url), current: photo.url })
  }
  return (
    <Tappable
      id={`photo-${index + 1}`}
      className="photo"
      label={words.post.photo(index + 1, photos.length)}
      onTap={preview}
    >
      <Image
        className="photo-picture"
        src={photo.url}
        mode={index === 0 ? 'aspectFill' : 'aspectFit'}
        {...pictureProps('')}
      />
    </Tappable>
  )
}
