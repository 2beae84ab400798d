/** The 我的 tab: who I am and what I made. Ids: `page-me`, `me-guest`, `me-join`, `me-settings`, `me-empty`, `me-compose`. */
import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import type { MyProfile } from '../../../contract/member'
import { PageFrame } from '../../components/PageFrame'
import { StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { ProfileCard } from '../../features/member/components/ProfileCard'
import { askToJoinAgain, refreshMe, useMemberStore, whenMember } from '../../features/member/store'
import { PostFeed } from '../../features/post/components/PostFeed'
import { loadFeed, loadMoreFeed } from '../../features/post/store'
import { useWords } from '../../i18n/words'
import { openPage } from '../../platform/navigate'
import './index.scss'

const compose = () => whenMember(() => openPage('/packages/compose/index', {}))
/** My posts in one call; who I am is known since the community was seen, or is asked first. */
async function showMine(): Promise<void> {
  if (!useMemberStore.getState().me) await refreshMe()
  const { me } = useMemberStore.getState()
  if (me) await loadFeed(me.memberId)
}

const openSettings = () => openPage('/packages/member/settings', {})

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
      <View className="me-row">
        <Tappable id="me-settings" className="me-settings" label={words.me.settings} onTap={openSettings}>
          <View className="icon-admin" />
          <View className="me-settings-name">{words.me.settings}</View>
          <View className="icon-forward" />
        </Tappable>
      </View>
    </>
  )
}

function Mine({ me }: { readonly me: MyProfile }) {
  const words = useWords()
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
      <ProfileCard profile={me}>
        <Tappable id="me-settings" className="me-gear" label={words.me.settings} onTap={openSettings}>
          <View className="icon-admin" />
        </Tappable>
      </ProfileCard>
      <View className="section-title">{words.me.myPosts}</View>
      <PostFeed feedKey={me.memberId} empty={empty} onRetry={() => void loadFeed(me.memberId)} />
    </>
  )
}
