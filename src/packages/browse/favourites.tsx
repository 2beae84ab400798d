/** What I have put aside for myself. Ids: `page-favourites`, `favourites-empty`, and those of PostFeed. */
import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { PostFeed } from '../../features/post/components/PostFeed'
import { FAVOURITES } from '../../features/post/feed-key'
import { loadFeed, loadMoreFeed } from '../../features/post/store'
import { useWords } from '../../i18n/words'
import { openTab } from '../../platform/navigate'
import './favourites.scss'

const load = () => void loadFeed(FAVOURITES)

export default function FavouritesPage() {
  const { reading, community } = useWords()
  // Each time it is seen: what was let go on a post's page is gone from here.
  useDidShow(load)
  useReachBottom(() => void loadMoreFeed(FAVOURITES))
  const empty = (
    <StateView
      id="favourites-empty"
      drawing="plate"
      title={reading.favouritesEmptyTitle}
      hint={reading.favouritesEmptyHint}
      action={{ label: community.discover, onTap: () => openTab('community') }}
    />
  )
  return (
    <PageFrame name="favourites" title={reading.favourites}>
      <View className="favourites">
        <PostFeed feedKey={FAVOURITES} empty={empty} onRetry={load} />
      </View>
    </PageFrame>
  )
}
