/** One of a few, all of them in sight. Ids: `{id}-{option}`. */
import { View } from '@tarojs/components'
import { labelProps } from '../platform/control-props'
import { Tappable } from './Tappable'
import './Choice.scss'

interface ChoiceProps<T extends string> {
  readonly id: string
  readonly label: string
  readonly options: readonly T[]
  readonly names: Readonly<Record<T, string>>
  readonly chosen: T
  readonly onChoose: (option: T) => void
}

export function Choice<T extends string>({ id, label, options, names, chosen, onChoose }: ChoiceProps<T>) {
  return (
    <View className="choice">
      <View className="choice-label">{label}</View>
      <View className="choice-options" {...labelProps('radiogroup', label)}>
        {options.map((option) => (
          <Tappable
            key={option}
            id={`${id}-${option}`}
            className={option === chosen ? 'choice-option choice-chosen' : 'choice-option'}
            role="radio"
            label={names[option]}
            isSelected={option === chosen}
            onTap={() => onChoose(option)}
          >
            {names[option]}
          </Tappable>
        ))}
      </View>
    </View>
  )
}
