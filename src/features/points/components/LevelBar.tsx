/** A level and the way to the next, as a quiet bar. Id: `level`. */
import { Text, View } from '@tarojs/components'
import type { Balance } from '../../../../contract/points-shapes'
import { useWords } from '../../../i18n/words'
import './LevelBar.scss'

type Standing = Pick<Balance, 'level' | 'gained' | 'step'>

export function LevelBar({ balance: { level, gained, step } }: { readonly balance: Standing }) {
  const { points } = useWords()
  const share = step === undefined ? 1 : gained / step
  return (
    <View id="level" className="level">
      <View className="level-line">
        <Text className="level-name">{points.level(level)}</Text>
        <Text className="level-next">
          {step === undefined ? points.highest : points.toNext(step - gained, level + 1)}
        </Text>
      </View>
      <View className="level-track">
        <View className="level-fill" style={{ width: `${Math.round(share * 100)}%` }} />
      </View>
    </View>
  )
}
