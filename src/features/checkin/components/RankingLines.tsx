/** Who stands where in a challenge. Ids: `ranking`, `rank-{rank}`. */
import { Text, View } from '@tarojs/components'
import type { RankingLine } from '../../../../contract/checkin-shapes'
import { MemberRow } from '../../../components/MemberRow'
import { useWords } from '../../../i18n/words'
import './RankingLines.scss'

export function RankingLines({ lines }: { readonly lines: readonly RankingLine[] }) {
  const { checkin } = useWords()
  if (lines.length === 0) return <View className="ranking-empty">{checkin.rankingEmpty}</View>
  return (
    <View id="ranking" className="ranking">
      {lines.map((line) => (
        <View key={line.rank} id={`rank-${line.rank}`} className={line.isMe ? 'rank rank-me' : 'rank'}>
          <Text className="rank-number">{line.rank}</Text>
          <View className="rank-member">
            {line.member ? (
              <MemberRow
                id={`rank-member-${line.rank}`}
                member={line.member}
                {...(line.isMe ? { hint: checkin.me } : {})}
              />
            ) : (
              <View className="rank-hidden">{line.isMe ? checkin.me : checkin.hiddenMember}</View>
            )}
          </View>
          <Text className="rank-days">{checkin.days(line.days)}</Text>
        </View>
      ))}
    </View>
  )
}
