/** A few lists of which one is shown, as quiet words in a row. Ids: `{id}-{option}`. */
import { View } from '@tarojs/components'
import { labelProps } from '../platform/control-props'
import { Tappable } from './Tappable'
import './Tabs.scss'

interface TabsProps<T extends string> {
  readonly id: string
  /** What the lists have in common. */
  readonly label: string
  readonly options: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly chosen: T
  readonly onChoose: (option: T) => void
}

export function Tabs<T extends string>({ id, label, options, names, chosen, onChoose }: TabsProps<T>) {
  return (
    <View className="tabs" {...labelProps('tablist', label)}>
      {options.map((option) => (
        <Tappable
          key={option}
          id={`${id}-${option}`}
          className={option === chosen ? 'tabs-option tabs-chosen' : 'tabs-option'}
          role="tab"
          label={names[option]}
          isSelected={option === chosen}
          onTap={() => onChoose(option)}
        >
          {names[option]}
        </Tappable>
      ))}
    </View>
  )
}
