/** The days of a challenge in a row of loaves, as far as they have come. Ids: `challenge-days`, `loaf-{day}`. */
import { Text, View } from '@tarojs/components'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import type { Challenge } from '../challenge'
import { dayAfter, sayDayName } from '../days'
import './ChallengeDays.scss'

export function ChallengeDays({ challenge }: { readonly challenge: Challenge }) {
  const words = useWords()
  const { checkin } = words
  const { firstDay, days, calendar = [] } = challenge
  return (
    <View id="challenge-days" className="challenge-days">
      {Array.from({ length: days }, (_, place) => dayAfter(firstDay, place)).map((day) => {
        const mark = calendar.find((each) => each.day === day)?.mark ?? 'none'
        const said = checkin.day(sayDayName(day, words), checkin.marks[mark])
        return (
          <View
            key={day}
            id={`loaf-${day}`}
            className={`challenge-day challenge-day-${mark}`}
            {...labelProps('img', said)}
          >
            <View className="icon-loaf" />
            <Text className="challenge-day-number">{Number(day.slice(8, 10))}</Text>
          </View>
        )
      })}
    </View>
  )
}
