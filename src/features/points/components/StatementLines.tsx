/** The statement, month by month: why, when, how much, and what there was after it. Ids: `statement`, `line-{number}`. */
import { Text, View } from '@tarojs/components'
import type { StatementLine } from '../../../../contract/points-shapes'
import { sayClock } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { byMonth, detailsOf, iconOf, signed, titleOf } from '../line-words'
import './StatementLines.scss'

export function StatementLines({ lines }: { readonly lines: readonly StatementLine[] }) {
  const { points } = useWords()
  return (
    <View id="statement">
      {byMonth(lines).map(([month, group]) => (
        <View key={month} className="statement-month">
          <View className="statement-month-name">{points.month(yearOf(month), monthNumberOf(month))}</View>
          <View
            className="statement-card"
            {...labelProps('list', points.month(yearOf(month), monthNumberOf(month)))}
          >
            {group.map((line) => (
              <Line key={line.number} line={line} />
            ))}
          </View>
        </View>
      ))}
    </View>
  )
}

const yearOf = (month: string) => Number(month.slice(0, '2026'.length))
const monthNumberOf = (month: string) => Number(month.slice('2026-'.length))

function Line({ line }: { readonly line: StatementLine }) {
  const words = useWords()
  const title = titleOf(line, words)
  const details = detailsOf(line, words)
  const amount = signed(line.change.available)
  const when = sayClock(line.at, Date.now(), words)
  const after = words.points.after(line.after.available)
  const spoken = [title, when, amount, after, ...details].join('，')
  return (
    <View id={`line-${line.number}`} className="statement-line" {...labelProps('listitem', spoken)}>
      <View className={`statement-icon icon-${iconOf(line)}`} />
      <View className="statement-words">
        <View className="statement-title">{title}</View>
        <View className="statement-detail">{when}</View>
        {details.map((detail) => (
          <View key={detail} className="statement-detail">
            {detail}
          </View>
        ))}
      </View>
      <View className="statement-figures">
        <Text className={`statement-amount${line.change.available > 0 ? ' statement-gain' : ''}`}>
          {amount}
        </Text>
        <Text className="statement-after">{after}</Text>
      </View>
    </View>
  )
}
