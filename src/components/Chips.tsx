/** Some of many, or one, as cards that say what they mean. Ids: `{id}-{option}`. */
import { View } from '@tarojs/components'
import { labelProps } from '../platform/control-props'
import { Tappable } from './Tappable'
import './Chips.scss'

export interface ChipOption<T extends string> {
  readonly value: T
  readonly name: string
  readonly hint?: string
}

interface ChipsProps<T extends string> {
  readonly id: string
  readonly label: string
  readonly options: readonly ChipOption<T>[]
  readonly chosen: readonly T[]
  /** Only one can be chosen. */
  readonly isSingle?: boolean
  readonly onTap: (value: T) => void
}

export function Chips<T extends string>({ id, label, options, chosen, isSingle, onTap }: ChipsProps<T>) {
  return (
    <View className="chips" {...labelProps(isSingle ? 'radiogroup' : 'group', label)}>
      {options.map(({ value, name, hint }) => {
        const isChosen = chosen.includes(value)
        return (
          <Tappable
            key={value}
            id={`${id}-${value}`}
            className={isChosen ? 'chip chip-chosen' : 'chip'}
            role={isSingle ? 'radio' : 'checkbox'}
            label={hint ? `${name}，${hint}` : name}
            isSelected={isChosen}
            onTap={() => onTap(value)}
          >
            <View className="chip-words">
              <View className="chip-name">{name}</View>
              {hint ? <View className="chip-hint">{hint}</View> : null}
            </View>
            <View className={isSingle ? 'chip-box chip-round' : 'chip-box'}>
              {isChosen ? <View className="chip-check icon-check" /> : null}
            </View>
          </Tappable>
        )
      })}
    </View>
  )
}
