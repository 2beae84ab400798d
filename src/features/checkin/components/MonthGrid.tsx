/**
 * A month as a calendar of photographs: a day shows its photo, or a mark; one that has reached a milestone leads to its
 * poster. Ids: `month`, `month-before`, `month-after`, `day-{day}`.
 */
import { Image, Text, View } from '@tarojs/components'
import type { CalendarDay, DayMark } from '../../../../contract/checkin-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { labelProps, pictureProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { daysOf, monthAfter, sayDayName, weekDayOf } from '../days'
import { type CalendarMonth, showMonth } from '../store'
import './MonthGrid.scss'

/** The sign of a day, so that its colour is not the only one. */
const SIGNS: Readonly<Record<DayMark, string>> = {
  counted: 'check',
  waiting: 'clock',
  madeUp: 'retry',
  void: 'close',
  credited: 'star',
  missed: '',
}

interface MonthGridProps {
  readonly shown: CalendarMonth
  readonly today: string
}

export function MonthGrid({ shown: { month, days }, today }: MonthGridProps) {
  const { checkin } = useWords()
  const all = daysOf(month)
  const title = checkin.monthTitle(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
  const isLast = today.startsWith(month)
  return (
    <View id="month" className="month" {...labelProps('group', title)}>
      <View className="month-head">
        <Tappable
          id="month-before"
          className="month-way"
          label={checkin.before}
          onTap={() => void showMonth(monthAfter(month, -1))}
        >
          <View className="icon-back" />
        </Tappable>
        <Text className="month-title">{title}</Text>
        <Tappable
          id="month-after"
          className={isLast ? 'month-way month-way-off' : 'month-way'}
          label={checkin.after}
          isDisabled={isLast}
          onTap={() => void showMonth(monthAfter(month, 1))}
        >
          <View className="icon-forward" />
        </Tappable>
      </View>
      <View className="month-grid">
        {checkin.weekDays.map((name) => (
          <View key={name} className="month-week-day">
            {name}
          </View>
        ))}
        {all.slice(0, weekDayOf(`${month}-01`)).map((day) => (
          <View key={`blank-${day}`} />
        ))}
        {all.map((day) => (
          <Day key={day} day={day} known={days.find((each) => each.day === day)} isToday={day === today} />
        ))}
      </View>
    </View>
  )
}

interface DayProps {
  readonly day: string
  readonly known: CalendarDay | undefined
  readonly isToday: boolean
}

function Day({ day, known, isToday }: DayProps) {
  const words = useWords()
  const { checkin } = words
  const mark = known?.mark ?? 'none'
  const mood = known?.mood ? ` ${checkin.moods[known.mood]}` : ''
  const said = checkin.day(sayDayName(day, words), `${checkin.marks[mark]}${mood}`)
  const milestone = known?.milestone
  const sign = milestone ? 'flag' : known ? SIGNS[known.mark] : ''
  const shape = `day day-${mark}${isToday ? ' day-today' : ''}`
  const inside = (
    <>
      {known?.photoUrl ? (
        <Image className="day-photo" src={known.photoUrl} mode="aspectFill" lazyLoad {...pictureProps('')} />
      ) : null}
      <Text className={known?.photoUrl ? 'day-number day-number-on-photo' : 'day-number'}>
        {Number(day.slice(8, 10))}
      </Text>
      {sign && !known?.photoUrl ? <View className={`day-sign icon-${sign}`} /> : null}
      {milestone && known?.photoUrl ? (
        <View className="day-flag">
          <View className="day-sign icon-flag" />
        </View>
      ) : null}
    </>
  )
  if (milestone) {
    return (
      <Tappable
        id={`day-${day}`}
        className={shape}
        label={`${said} ${checkin.milestoneMark(milestone)}`}
        onTap={() => openPage('/packages/compose/poster', { days: String(milestone) })}
      >
        {inside}
      </Tappable>
    )
  }
  return (
    <View id={`day-${day}`} className={shape} {...labelProps('img', said)}>
      {inside}
    </View>
  )
}
