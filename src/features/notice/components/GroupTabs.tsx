/** The four lists of the inbox, each with how much is new in it. Ids: `group-{group}`. */
import { Text, View } from '@tarojs/components'
import { sayBadge } from '../../../components/say-badge'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { GROUPS, type Group, useInboxStore } from '../store'
import './GroupTabs.scss'

interface GroupTabsProps {
  readonly group: Group
  readonly onChoose: (group: Group) => void
}

export function GroupTabs({ group, onChoose }: GroupTabsProps) {
  const { notice } = useWords()
  const unread = useInboxStore((store) => store.unread)
  return (
    <View className="group-tabs" {...labelProps('tablist', notice.title)}>
      {GROUPS.map((each) => {
        const name = notice.groups[each]
        const count = unread[each]
        return (
          <Tappable
            key={each}
            id={`group-${each}`}
            className={each === group ? 'group-tab group-open' : 'group-tab'}
            role="tab"
            label={count > 0 ? notice.unread(name, count) : name}
            isSelected={each === group}
            onTap={() => onChoose(each)}
          >
            <Text>{name}</Text>
            {count > 0 ? <Text className="group-badge">{sayBadge(count)}</Text> : null}
          </Tappable>
        )
      })}
    </View>
  )
}
