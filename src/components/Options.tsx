/** A few options in a row, of which one is chosen; how the row looks is its user's style. Ids: `{id}-{option}`. */
import { View } from '@tarojs/components'
import { labelProps } from '../platform/control-props'
import { Tappable } from './Tappable'

export interface OptionsProps<T extends string> {
  readonly id: string
  /** What the options have in common. */
  readonly label: string
  readonly options: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly chosen: T
  readonly onChoose: (option: T) => void
}

interface KindProps {
  /** Classes are `{kind}-options`, `{kind}-option` and `{kind}-chosen`. */
  readonly kind: 'choice' | 'tabs'
}

const ROLES = {
  choice: { row: 'radiogroup', option: 'radio' },
  tabs: { row: 'tablist', option: 'tab' },
} as const

export function Options<T extends string>(props: OptionsProps<T> & KindProps) {
  const { id, kind, label, options, names, chosen, onChoose } = props
  const roles = ROLES[kind]
  return (
    <View className={`${kind}-options`} {...labelProps(roles.row, label)}>
      {options.map((option) => (
        <Tappable
          key={option}
          id={`${id}-${option}`}
          className={option === chosen ? `${kind}-option ${kind}-chosen` : `${kind}-option`}
          role={roles.option}
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
