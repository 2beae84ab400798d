/** The short video of a post, in the place of photographs: still until it is tapped. Id: `post-video`. */
import { Video, View } from '@tarojs/components'
import type { PostDetail } from '../../../../contract/post-shapes'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { frameOf } from '../feed'
import './PostVideo.scss'

export function PostVideo({ video }: { readonly video: NonNullable<PostDetail['video']> }) {
  const { reading } = useWords()
  return (
    <View className="post-video-frame" style={frameOf(video)}>
      <Video
        id="post-video"
        className="post-video"
        src={video.url}
        poster={video.posterUrl}
        objectFit="contain"
        showCenterPlayBtn
        {...labelProps('group', reading.video)}
      />
    </View>
  )
}
