/** The bookmark at the foot of a post's page: kept for oneself. Id: `post-favourite`. */
import { View } from '@tarojs/components'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { toggleFavourite } from '../deeds'

export function FavouriteButton({ post }: { readonly post: PostDetail }) {
  const words = useWords().writing
  const { postId, favourited, favouriteCount } = post
  return (
    <Tappable
      id="post-favourite"
      className={favourited ? 'bar-control favourited' : 'bar-control'}
      label={favourited ? words.unfavourite(favouriteCount) : words.favourite(favouriteCount)}
      isSelected={favourited}
      onTap={() => toggleFavourite(postId)}
    >
      <View className={favourited ? 'icon-bookmark-full' : 'icon-bookmark'} />
      {favouriteCount > 0 ? String(favouriteCount) : ''}
    </Tappable>
  )
}
