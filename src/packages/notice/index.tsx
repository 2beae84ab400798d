/**
 * The inbox: four lists, what is new in each, and a way from every line to what it is about.
 * Ids: `page-inbox`, `group-{group}`, `notices`, `notice-{noticeId}`, `inbox-empty`, `inbox-skeleton`, `inbox-mark-all`.
 */
import { View } from '@tarojs/components'
import Taro, { useLoad, usePullDownRefresh, useReachBottom, useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { Tappable } from '../../components/Tappable'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { GroupTabs } from '../../features/notice/components/GroupTabs'
import { NoticeLine } from '../../features/notice/components/NoticeLine'
import {
  GROUPS,
  type Group,
  loadMoreNotices,
  markRead,
  openGroup,
  refreshUnread,
  useInboxStore,
} from '../../features/notice/store'
import { useWords, wordsNow } from '../../i18n/words'
import { toast } from '../../platform/toast'
import './index.scss'

function isGroup(word: string | undefined): word is Group {
  return GROUPS.some((group) => group === word)
}

/** The list to begin with: the one that was asked for, or the first with something new. */
function firstGroup(asked: string | undefined): Group {
  if (isGroup(asked)) return asked
  const { unread } = useInboxStore.getState()
  return GROUPS.find((group) => unread[group] > 0) ?? 'comments'
}

export default function InboxPage() {
  const words = useWords()
  const asked = useRouter<{ group?: string }>().params.group
  const [group, setGroup] = useState<Group>(() => firstGroup(asked))
  const shown = useRef(group)
  const choose = (next: Group) => {
    shown.current = next
    setGroup(next)
    void openGroup(next)
  }
  const open = async () => {
    if (!useMemberStore.getState().me) await refreshMe()
    if (!useMemberStore.getState().me) return
    await refreshUnread()
    choose(firstGroup(asked))
  }
  useLoad(() => void open())
  useReachBottom(() => void loadMoreNotices(shown.current))
  usePullDownRefresh(async () => {
    await openGroup(shown.current)
    Taro.stopPullDownRefresh()
  })
  return (
    <PageFrame name="inbox" title={words.notice.title}>
      <MembersOnly>
        <GroupTabs group={group} onChoose={choose} />
        <MarkAll />
        <List group={group} onRetry={() => void openGroup(group)} />
      </MembersOnly>
    </PageFrame>
  )
}

/** Only while something is new somewhere else than on the open list. */
function MarkAll() {
  const { notice } = useWords()
  const total = useInboxStore((store) => store.unread.total)
  if (total === 0) return null
  const markAll = async () => {
    await markRead()
    toast(wordsNow().notice.markedAll)
  }
  return (
    <Tappable
      id="inbox-mark-all"
      className="inbox-mark-all"
      label={notice.markAll}
      onTap={() => void markAll()}
    >
      {notice.markAll}
    </Tappable>
  )
}

interface ListProps {
  readonly group: Group
  readonly onRetry: () => void
}

function List({ group, onRetry }: ListProps) {
  const { notice, common } = useWords()
  const { notices, failure, isLoaded, nextCursor } = useInboxStore((store) => store.lists[group])
  if (notices.length === 0) {
    if (failure) return <FailureView failure={failure} onRetry={onRetry} />
    if (!isLoaded) return <Skeleton />
    return (
      <StateView
        id="inbox-empty"
        drawing="cup"
        title={notice.emptyTitle[group]}
        hint={notice.emptyHint[group]}
      />
    )
  }
  return (
    <View id="notices" className="notices">
      {notices.map((each) => (
        <NoticeLine key={each.noticeId} notice={each} />
      ))}
      <View className="notices-foot">{nextCursor ? common.loading : common.end}</View>
    </View>
  )
}

const SKELETON_LINES = ['first', 'second', 'third', 'fourth', 'fifth'] as const

function Skeleton() {
  return (
    <View id="inbox-skeleton" className="notices">
      {SKELETON_LINES.map((line) => (
        <View key={line} className="skeleton inbox-skeleton" />
      ))}
    </View>
  )
}
