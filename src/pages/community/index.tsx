/** The community tab: photographs. Ids: `page-community`, `compose-open`, and those of BoardPills and PostFeed. */
import { View } from '@tarojs/components'
import Taro, { useDidShow, useLoad, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { BoardPills } from '../../features/home/components/BoardPills'
import {
  openCommunity,
  refreshCommunity,
  refreshStaleCommunity,
  useHomeStore,
} from '../../features/home/store'
import { whenMember } from '../../features/member/store'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadMoreFeed } from '../../features/post/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './index.scss'

const compose = () => whenMember(() => openPage('/packages/compose/index', {}))

export default function CommunityPage() {
  const words = useWords()
  const feedKey = useHomeStore((store) => store.feedKey)
  useLoad(() => void openCommunity())
  useDidShow(() => refreshStaleCommunity())
  useReachBottom(() => void loadMoreFeed(useHomeStore.getState().feedKey))
  usePullDownRefresh(async () => {
    await refreshCommunity()
    Taro.stopPullDownRefresh()
  })
  const empty = (
    <StateView
      id="feed-empty"
      drawing="plate"
      title={words.community.emptyTitle}
      hint={words.community.emptyHint}
      action={{ id: 'feed-empty-compose', label: words.community.compose, onTap: compose }}
    />
  )
  return (
    <PageFrame name="community" title={words.name} tab="community">
      <BoardPills />
      <View className="community-feed">
        <PostFeed feedKey={feedKey} empty={empty} onRetry={() => void refreshCommunity()} />
      </View>
      <Tappable id="compose-open" className="compose-open" label={words.community.compose} onTap={compose}>
        <View className="icon-plus" />
      </Tappable>
    </PageFrame>
  )
}
