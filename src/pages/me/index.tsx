/**
 * The 我的 tab: who I am, my first steps, what is mine, and what I made. Ids: `page-me`, `me-guest`, `me-join`,
 * `me-inbox`, `me-points`, `me-mall`, `me-works`, `me-favourites`, `me-cases`, `me-settings`, `me-empty`, `me-compose`.
 */
import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import type { MyProfile } from '../../../contract/member-shapes'
import { PageFrame } from '../../components/PageFrame'
import { Row, Rows } from '../../components/Row'
import { StateView } from '../../components/StateView'
import { Ladder } from '../../features/member/components/Ladder'
import { ProfileCard } from '../../features/member/components/ProfileCard'
import { askToJoinAgain, refreshMe, useMemberStore, whenMember } from '../../features/member/store'
import { refreshUnread, useInboxStore } from '../../features/notice/store'
import { refreshBalance, usePointsStore } from '../../features/points/store'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadFeed, loadMoreFeed } from '../../features/post/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './index.scss'

const compose = () => whenMember(() => openPage('/packages/compose/index', {}))

/** My posts, and what is new for me; who I am is asked anew, for its figures move while others read. */
async function showMine(): Promise<void> {
  const isKnown = useMemberStore.getState().me !== undefined
  const refreshing = refreshMe()
  if (!isKnown) await refreshing
  const { me } = useMemberStore.getState()
  if (me) await Promise.all([loadFeed(me.memberId), refreshUnread(), refreshBalance()])
}

export default function MePage() {
  const words = useWords()
  const me = useMemberStore((store) => store.me)
  useDidShow(() => {
    void showMine()
  })
  useReachBottom(() => {
    const { me: known } = useMemberStore.getState()
    if (known) void loadMoreFeed(known.memberId)
  })
  return (
    <PageFrame name="me" title={words.tabs.me} tab="me">
      {me ? <Mine me={me} /> : <Guest />}
    </PageFrame>
  )
}

function SettingsRow() {
  const { me } = useWords()
  return (
    <Row
      id="me-settings"
      icon="gear"
      label={me.settings}
      onTap={() => openPage('/packages/member/settings', {})}
    />
  )
}

/** What I have, and where that puts me. */
function PointsRow() {
  const { points } = useWords()
  const balance = usePointsStore((store) => store.balance)
  return (
    <Row
      id="me-points"
      icon="points"
      label={points.title}
      hint={balance ? points.level(balance.level) : undefined}
      value={balance ? String(balance.available) : undefined}
      onTap={() => openPage('/packages/points/index', {})}
    />
  )
}

function Guest() {
  const words = useWords()
  return (
    <>
      <StateView
        id="me-guest"
        drawing="cup"
        title={words.me.guestTitle}
        hint={words.me.guestHint}
        action={{ id: 'me-join', label: words.me.join, onTap: () => askToJoinAgain(() => {}) }}
      />
      <View className="me-rows">
        <Rows>
          <SettingsRow />
        </Rows>
      </View>
    </>
  )
}

function Mine({ me }: { readonly me: MyProfile }) {
  const words = useWords()
  const unread = useInboxStore((store) => store.unread.total)
  const empty = (
    <StateView
      id="me-empty"
      drawing="plate"
      title={words.me.emptyTitle}
      hint={words.me.emptyHint}
      action={{ id: 'me-compose', label: words.me.compose, onTap: compose }}
    />
  )
  return (
    <>
      <ProfileCard profile={me} />
      <View className="me-rows">
        <Ladder />
        <Rows>
          <Row
            id="me-inbox"
            icon="bell"
            label={words.notice.title}
            badge={unread}
            onTap={() => openPage('/packages/notice/index', {})}
          />
          <PointsRow />
          <Row
            id="me-mall"
            icon="gift"
            label={words.mall.title}
            onTap={() => openPage('/packages/mall/index', {})}
          />
          <Row
            id="me-works"
            icon="photos"
            label={words.contest.myWorks}
            onTap={() => openPage('/packages/contest/mine', {})}
          />
          <Row
            id="me-favourites"
            icon="bookmark"
            label={words.reading.favourites}
            onTap={() => openPage('/packages/browse/favourites', {})}
          />
          <Row
            id="me-cases"
            icon="comment"
            label={words.cases.mine}
            onTap={() => openPage('/packages/notice/cases', {})}
          />
          <SettingsRow />
        </Rows>
      </View>
      <View className="section-title">{words.me.myPosts}</View>
      <PostFeed feedKey={me.memberId} empty={empty} onRetry={() => void loadFeed(me.memberId)} />
    </>
  )
}
