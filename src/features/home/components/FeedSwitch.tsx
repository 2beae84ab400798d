/**
 * The head of the community: which feed, searching, and what people have said to me. Ids: `feed-following`,
 * `feed-discover`, `feed-featured`, `search-open`, `inbox-open`, `inbox-dot`.
 */
import { View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { useUnreadStore } from '../../../platform/unread'
import { openInbox } from '../inbox'
import { chooseView, useHomeStore, VIEWS } from '../store'
import './FeedSwitch.scss'

export function FeedSwitch() {
  const { community, search } = useWords()
  const current = useHomeStore((store) => store.view)
  return (
    <View className="feed-switch">
      <View className="feed-views" {...labelProps('tablist', community.feedSwitch)}>
        {VIEWS.map((view) => (
          <Tappable
            key={view}
            id={`feed-${view}`}
            className={view === current ? 'feed-view feed-view-open' : 'feed-view'}
            role="tab"
            label={community.feeds[view]}
            isSelected={view === current}
            onTap={() => void chooseView(view)}
          >
            {community.feeds[view]}
          </Tappable>
        ))}
      </View>
      <Tappable
        id="search-open"
        className="feed-tool"
        label={search.title}
        onTap={() => openPage('/packages/browse/search', {})}
      >
        <View className="icon-search" />
      </Tappable>
      <InboxControl />
    </View>
  )
}

function InboxControl() {
  const { notice } = useWords()
  const unread = useUnreadStore((store) => store.count)
  const label = unread > 0 ? notice.badge(unread) : notice.title
  return (
    <Tappable id="inbox-open" className="feed-tool" label={label} onTap={openInbox}>
      <View className="icon-bell" />
      {unread > 0 ? <View id="inbox-dot" className="feed-dot" /> : null}
    </Tappable>
  )
}
