/**
 * The community tab: what is new today, then photographs. Ids: `page-community`, `compose-open`, `feed-empty…`, and
 * those of FeedSwitch, TodayStrip, BoardPills, SuggestedMembers and PostFeed.
 */
import { View } from '@tarojs/components'
import Taro, { useDidShow, useLoad, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { BoardPills } from '../../features/home/components/BoardPills'
import { FeedSwitch } from '../../features/home/components/FeedSwitch'
import { SuggestedMembers } from '../../features/home/components/SuggestedMembers'
import { TodayStrip } from '../../features/home/components/TodayStrip'
import {
  chooseView,
  type View as FeedView,
  feedKeyOf,
  openCommunity,
  refreshCommunity,
  refreshStaleCommunity,
  useHomeStore,
} from '../../features/home/store'
import { FollowButton } from '../../features/member/components/FollowButton'
import { GroupFirst } from '../../features/member/components/GroupFirst'
import { LadderStrip } from '../../features/member/components/LadderStrip'
import { useMemberStore, whenMember } from '../../features/member/store'
import { MessageOffer } from '../../features/notice/components/MessageOffer'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadMoreFeed } from '../../features/post/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './index.scss'

const compose = () => whenMember(() => openPage('/packages/compose/index', {}))

export default function CommunityPage() {
  const words = useWords()
  const view = useHomeStore((store) => store.view)
  const feedKey = useHomeStore(feedKeyOf)
  useLoad(() => void openCommunity())
  useDidShow(() => refreshStaleCommunity())
  useReachBottom(() => void loadMoreFeed(feedKeyOf(useHomeStore.getState())))
  usePullDownRefresh(async () => {
    await refreshCommunity()
    Taro.stopPullDownRefresh()
  })
  return (
    <PageFrame name="community" title={words.name} tab="community">
      <FeedSwitch />
      {view === 'discover' ? (
        <>
          <TodayStrip />
          <LadderStrip />
          <BoardPills />
        </>
      ) : null}
      <GroupFirst>
        <MessageOffer after={['publish', 'ask']} />
      </GroupFirst>
      <View className="community-feed">
        <PostFeed
          feedKey={feedKey}
          empty={<EmptyFeed view={view} />}
          onRetry={() => void refreshCommunity()}
        />
      </View>
      <Tappable id="compose-open" className="compose-open" label={words.community.compose} onTap={compose}>
        <View className="icon-plus" />
      </Tappable>
    </PageFrame>
  )
}

/** What there is to do when a feed has no posts yet. */
function EmptyFeed({ view }: { readonly view: FeedView }) {
  const { community } = useWords()
  if (view === 'following') return <EmptyFollowing />
  const isFeatured = view === 'featured'
  return (
    <StateView
      id="feed-empty"
      drawing="plate"
      title={isFeatured ? community.featuredEmptyTitle : community.emptyTitle}
      hint={isFeatured ? community.featuredEmptyHint : community.emptyHint}
      action={{ id: 'feed-empty-compose', label: community.compose, onTap: compose }}
    />
  )
}

/** Whom one might follow; who does already is sent where there is something to see. */
function EmptyFollowing() {
  const { community } = useWords()
  const hasSuggestions = useHomeStore((store) => store.suggested.length > 0)
  const isGuest = useMemberStore((store) => store.me === undefined)
  const followsNobody = hasSuggestions || isGuest
  return (
    <>
      <StateView
        id="feed-empty"
        drawing="cup"
        title={followsNobody ? community.followingEmptyTitle : community.followingQuietTitle}
        hint={followsNobody ? community.followingEmptyHint : community.followingQuietHint}
        action={
          hasSuggestions
            ? undefined
            : {
                id: 'feed-empty-discover',
                label: community.discover,
                onTap: () => void chooseView('discover'),
              }
        }
      />
      <SuggestedMembers control={(member) => <FollowButton member={member} followed={false} />} />
    </>
  )
}
