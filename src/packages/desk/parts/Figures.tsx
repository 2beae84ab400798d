/** A few figures in a card of their own, each with its name; without any, the word that there are none. */
import { View } from '@tarojs/components'
import './Figures.scss'

export interface Figure {
  readonly name: string
  readonly value: string
}

interface FiguresProps {
  readonly id: string
  readonly title: string
  /** Said when there is no figure. */
  readonly none: string
  readonly figures: readonly Figure[]
}

export function Figures({ id, title, none, figures }: FiguresProps) {
  return (
    <View id={id} className="figures">
      <View className="figures-title">{title}</View>
      {figures.length === 0 ? <View>{none}</View> : null}
      <View className="figures-row">
        {figures.map(({ name, value }) => (
          <View key={name} className="figures-one">
            <View className="figures-value">{value}</View>
            <View className="figures-name">{name}</View>
          </View>
        ))}
      </View>
    </View>
  )
}

/** A share of 0 to 1, for people. */
export const sayShare = (share: number) => `${Math.round(share * 100)}%`
