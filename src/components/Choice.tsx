/** One of a few, all of them in sight, under what they have in common. Ids: `{id}-{option}`. */
import { View } from '@tarojs/components'
import './Choice.scss'
import { Options, type OptionsProps } from './Options'

export function Choice<T extends string>(props: OptionsProps<T>) {
  return (
    <View className="choice">
      <View className="choice-label">{props.label}</View>
      <Options kind="choice" {...props} />
    </View>
  )
}
