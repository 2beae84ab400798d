/** The heart, with how many have given theirs. It draws itself alike on a card and at the foot of a post's page. */
import { View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { toggleLike } from '../like'

interface LikeButtonProps {
  readonly id: string
  /** The class of the place it stands in. */
  readonly className: string
  readonly post: { readonly postId: string; readonly liked: boolean; readonly likeCount: number }
}

export function LikeButton({ id, className, post }: LikeButtonProps) {
  const words = useWords()
  const { postId, liked, likeCount } = post
  return (
    <Tappable
      id={id}
      className={liked ? `${className} liked` : className}
      label={liked ? words.post.unlike(likeCount) : words.post.like(likeCount)}
      isSelected={liked}
      onTap={() => toggleLike(postId)}
    >
      <View className={liked ? 'icon-heart-full' : 'icon-heart'} />
      {likeCount > 0 ? String(likeCount) : ''}
    </Tappable>
  )
}
