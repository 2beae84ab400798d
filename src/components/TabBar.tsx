/** The tabs, at most five; 管理 only for those who may; on 我的 how many words from people wait. Ids: `tab-community` … `tab-admin`. */
import { Text, View } from '@tarojs/components'
import { useWords } from '../i18n/words'
import { decorationProps, labelProps } from '../platform/control-props'
import { openTab, useTabStore } from '../platform/navigate'
import { useStaffStore } from '../platform/staff'
import type { Tab } from '../platform/tabs'
import { useUnreadStore } from '../platform/unread'
import { sayBadge } from './say-badge'
import { Tappable } from './Tappable'
import './TabBar.scss'

const MEMBER_TABS: readonly Tab[] = ['community', 'activity', 'course', 'me']
const STAFF_TABS: readonly Tab[] = [...MEMBER_TABS, 'admin']

export function TabBar() {
  const current = useTabStore((store) => store.tab)
  const isStaff = useStaffStore((store) => store.isStaff)
  const unread = useUnreadStore((store) => store.count)
  const words = useWords()
  return (
    <View className="tab-bar" {...labelProps('tablist', words.name)}>
      {(isStaff ? STAFF_TABS : MEMBER_TABS).map((tab) => (
        <Tappable
          key={tab}
          id={`tab-${tab}`}
          className={tab === current ? 'tab tab-current' : 'tab'}
          role="tab"
          label={
            tab === 'me' && unread > 0 ? `${words.tabs.me}，${words.notice.badge(unread)}` : words.tabs[tab]
          }
          isSelected={tab === current}
          onTap={() => openTab(tab)}
        >
          <View className="tab-icon">
            <View className={`icon-${tab}`} />
            {tab === 'me' && unread > 0 ? <Badge count={unread} /> : null}
          </View>
          <Text className="tab-name">{words.tabs[tab]}</Text>
        </Tappable>
      ))}
    </View>
  )
}

function Badge({ count }: { readonly count: number }) {
  return (
    <Text className="tab-badge" {...decorationProps()}>
      {sayBadge(count)}
    </Text>
  )
}
