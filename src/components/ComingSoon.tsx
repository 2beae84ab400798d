/** A tab whose rooms are still being built: what will be there, without a promise of when. */
import { Text, View } from '@tarojs/components'
import type { Drawing } from './drawings'
import { StateView } from './StateView'
import './ComingSoon.scss'

interface ComingSoonProps {
  readonly id: string
  readonly drawing: Drawing
  readonly emptyTitle: string
  readonly emptyHint: string
  readonly coming: readonly string[]
}

export function ComingSoon({ id, drawing, emptyTitle, emptyHint, coming }: ComingSoonProps) {
  return (
    <View>
      <StateView id={id} drawing={drawing} title={emptyTitle} hint={emptyHint} />
      <View className="coming">
        {coming.map((sentence) => (
          <View key={sentence} className="coming-line">
            <View className="coming-dot" />
            <Text>{sentence}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}
