/** The one photo of a comment; a tap opens it full size. Id: `comment-photo-{commentId}`. */
import { Image } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { Comment } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import './CommentPhoto.scss'

interface CommentPhotoProps {
  readonly commentId: string
  readonly photo: NonNullable<Comment['photo']>
}

/** The longer side of it, in pixels. */
const SIDE = 160

export function CommentPhoto({ commentId, photo }: CommentPhotoProps) {
  const { reading } = useWords()
  const { width, height, url, thumbUrl } = photo
  const scale = SIDE / Math.max(width, height)
  const size = { width: `${Math.round(width * scale)}px`, height: `${Math.round(height * scale)}px` }
  return (
    <Tappable
      id={`comment-photo-${commentId}`}
      className="comment-photo"
      label={reading.commentPhoto}
      onTap={() => {
        Taro.previewImage({ urls: [url], current: url })
      }}
    >
      <Image
        className="comment-picture"
        style={size}
        src={thumbUrl}
        mode="aspectFill"
        lazyLoad
        {...pictureProps('')}
      />
    </Tappable>
  )
}
