/** How fast people were answered and how satisfied they were: honest figures, or the word that there are none. Id: `reply-times`. */
import { View } from '@tarojs/components'
import { SERVICE_DAYS_SHOWN } from '../../../../contract/limits'
import type { ReplyTimes } from '../../../features/notice/digest'
import { sayDuration } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import './ReplyFigures.scss'

const percent = (share: number) => `${Math.round(share * 100)}%`

export function ReplyFigures({ times }: { readonly times: ReplyTimes }) {
  const words = useWords()
  const { desk } = words
  const { medianMs, p90Ms, cases } = times
  const answered = cases.inTime + cases.late
  const figures = [
    medianMs === undefined ? undefined : { name: desk.median, value: sayDuration(medianMs, words) },
    p90Ms === undefined ? undefined : { name: desk.p90, value: sayDuration(p90Ms, words) },
    answered === 0 ? undefined : { name: desk.inTime, value: percent(cases.inTime / answered) },
    cases.satisfaction === undefined
      ? undefined
      : { name: desk.satisfaction, value: percent(cases.satisfaction) },
    cases.badRating === undefined ? undefined : { name: desk.badRating, value: percent(cases.badRating) },
  ].filter((figure) => figure !== undefined)
  return (
    <View id="reply-times" className="figures">
      <View className="figures-title">{desk.replyTimes(SERVICE_DAYS_SHOWN)}</View>
      {figures.length === 0 ? <View>{desk.noReplies}</View> : null}
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
