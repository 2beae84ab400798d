/** What the first ranks are given, in quiet lines. Ids: `prizes`. */
import { View } from '@tarojs/components'
import type { Prize } from '../../../../contract/contest-shapes'
import { useWords } from '../../../i18n/words'
import './Prizes.scss'

export function Prizes({ prizes }: { readonly prizes: readonly Prize[] }) {
  const { contest } = useWords()
  if (prizes.length === 0) return null
  return (
    <View id="prizes" className="prizes">
      {prizes.map(({ name, from, to, points }) => (
        <View key={from} className="prize">
          <View className="prize-name">{name}</View>
          <View className="prize-ranks">{contest.prizeRanks(from, to)}</View>
          <View className="prize-points">{contest.prizePoints(points)}</View>
        </View>
      ))}
    </View>
  )
}
