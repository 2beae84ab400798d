/** The photos of a post, edge to edge; several can be swiped. A tap opens them full size. Ids: `photos`, `photo-{n}`. */
import { Image, Swiper, SwiperItem, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { frameOf } from '../feed'
import './PostPhotos.scss'

type Photos = PostDetail['photos']

export function PostPhotos({ photos }: { readonly photos: Photos }) {
  const [index, setIndex] = useState(0)
  const first = photos[0]
  if (!first) return null
  const frame = frameOf(first)
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
