/**
 * Today: the streak as a number of pride, the week as a row of loaves, and the one tap that checks in; a mood or a photo
 * if one likes. Ids: `checkin-card`, `checkin-streak`, `checkin-week`, `checkin-go`, `checkin-mood-{mood}`,
 * `checkin-photo`, `checkin-coupon`, `checkin-done`, `checkin-milestone`, `checkin-poster`.
 */
import { Text, View } from '@tarojs/components'
import type { Mood } from '../../../../contract/checkin-shapes'
import { Button } from '../../../components/Button'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { openPage } from '../../../platform/navigate'
import { sayDayName, weekDayOf, weekUpTo } from '../days'
import { type Activity, checkIn, useCheckinStore } from '../store'
import './TodayCard.scss'

type Mine = NonNullable<Activity['mine']>
const MOODS: readonly Mood[] = ['happy', 'proud', 'calm', 'tired', 'low']

interface TodayCardProps {
  readonly mine: Mine
  readonly today: string
  readonly onPhoto: () => void
}

export function TodayCard({ mine, today, onPhoto }: TodayCardProps) {
  const { checkin } = useWords()
  const { streak } = mine
  return (
    <View id="checkin-card" className="checkin-card">
      <View id="checkin-streak" className="checkin-streak">
        <View className={`checkin-mark${streak.doneToday ? ' checkin-mark-done' : ''}`}>
          <View className="icon-loaf" />
        </View>
        <View className="checkin-figures">
          <View className="checkin-days">
            <Text className="checkin-number">{streak.days}</Text>
            <Text className="checkin-unit">{checkin.streakUnit}</Text>
          </View>
          <View className="checkin-note">{checkin.longest(streak.longest)}</View>
        </View>
      </View>
      <Week days={mine.week} today={today} />
      {streak.doneToday ? <Done mine={mine} /> : <Ways mine={mine} onPhoto={onPhoto} />}
    </View>
  )
}

function Week({ days, today }: { readonly days: Mine['week']; readonly today: string }) {
  const words = useWords()
  const { checkin } = words
  return (
    <View id="checkin-week" className="checkin-week" {...labelProps('group', checkin.week)}>
      {weekUpTo(today).map((day) => {
        const mark = days.find((each) => each.day === day)?.mark ?? 'none'
        const said = checkin.day(sayDayName(day, words), checkin.marks[mark])
        return (
          <View key={day} className={`loaf loaf-${mark}`} {...labelProps('img', said)}>
            <View className="icon-loaf" />
            <Text className="loaf-day">{checkin.weekDays[weekDayOf(day)]}</Text>
          </View>
        )
      })}
    </View>
  )
}

/** One tap is enough; a mood is a tap too. */
function Ways({ mine, onPhoto }: { readonly mine: Mine; readonly onPhoto: () => void }) {
  const { checkin } = useWords()
  const isBusy = useCheckinStore((store) => store.isBusy)
  const { points, coupon } = mine.offers
  return (
    <View className="checkin-ways">
      <Button
        id="checkin-go"
        isWide
        isDisabled={isBusy}
        label={isBusy ? checkin.going : checkin.go}
        onTap={() => void checkIn({ proof: { how: 'tap' } })}
      />
      <View className="checkin-note">{checkin.brings(points)}</View>
      <View className="checkin-moods" {...labelProps('group', checkin.withMood)}>
        {MOODS.map((mood) => (
          <Tappable
            key={mood}
            id={`checkin-mood-${mood}`}
            className="checkin-mood"
            label={`${checkin.withMood} ${checkin.moods[mood]}`}
            isDisabled={isBusy}
            onTap={() => void checkIn({ proof: { how: 'mood', mood } })}
          >
            {checkin.moods[mood]}
          </Tappable>
        ))}
        <Tappable id="checkin-photo" className="checkin-mood" label={checkin.withPhoto} onTap={onPhoto}>
          <View className="icon-camera" />
        </Tappable>
      </View>
      {coupon ? (
        <Button
          id="checkin-coupon"
          kind="quiet"
          isDisabled={isBusy}
          label={checkin.takeCoupon}
          onTap={() => void checkIn({ proof: { how: 'tap' }, reward: 'coupon' })}
        />
      ) : null}
    </View>
  )
}

/** What today has brought. */
function Done({ mine: { todays } }: { readonly mine: Mine }) {
  const { checkin } = useWords()
  const brought = todays?.coupon ? checkin.coupon : todays?.earned && checkin.brought(todays.earned.points)
  return (
    <View id="checkin-done" className="checkin-done">
      <View className="checkin-done-line">
        <View className="icon-check" />
        <Text>{[checkin.doneToday, brought].filter(Boolean).join(' · ')}</Text>
      </View>
      {todays?.milestone ? (
        <View id="checkin-milestone" className="checkin-milestone">
          <Text>{checkin.milestone(todays.milestone)}</Text>
          <Button
            id="checkin-poster"
            kind="quiet"
            label={checkin.poster}
            onTap={() => openPage('/packages/compose/poster', { days: String(todays.milestone) })}
          />
        </View>
      ) : null}
    </View>
  )
}
