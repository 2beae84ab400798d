/**
 * The foot of a post's page: a word to say, the heart, the bookmark. Ids: `post-like`, `post-favourite`, `post-share`,
 * and those of CommentComposer.
 */
import { Button as NativeButton, View } from '@tarojs/components'
import type { PostDetail } from '../../../../contract/post-shapes'
import { useWords } from '../../../i18n/words'
import { CAN_SHARE } from '../../../platform/can-share'
import { fieldProps } from '../../../platform/control-props'
import { CommentComposer } from './CommentComposer'
import { FavouriteButton } from './FavouriteButton'
import { LikeButton } from './LikeButton'
import './PostBar.scss'

export function PostBar({ post }: { readonly post: PostDetail }) {
  return (
    <View className="post-bar">
      <CommentComposer post={post}>
        <LikeButton id="post-like" className="bar-control" post={post} />
        <FavouriteButton post={post} />
        {CAN_SHARE ? <ShareControl /> : null}
      </CommentComposer>
    </View>
  )
}

/** WeChat opens its own list of friends only from a button of its own. */
function ShareControl() {
  const words = useWords()
  return (
    <NativeButton
      id="post-share"
      className="bar-control native-button native-plain"
      openType="share"
      {...fieldProps(words.post.share)}
    >
      <View className="icon-share" />
    </NativeButton>
  )
}
