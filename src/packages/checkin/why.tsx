/** Why the streak was kept or lost, day by day. Ids: `page-why`, `why-streak`, `why-before`, `why-{day}`. */
import { Text, View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import type { ExplainedDay } from '../../../contract/checkin-shapes'
import { PageFrame } from '../../components/PageFrame'
import { FailureView } from '../../components/StateView'
import { sayDayName } from '../../features/checkin/days'
import { explainStreak, useCheckinStore } from '../../features/checkin/store'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { sayTime } from '../../i18n/say-time'
import { useWords, type Words } from '../../i18n/words'
import './why.scss'

export default function WhyPage() {
  const { checkin } = useWords()
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
    void explainStreak()
  })
  return (
    <PageFrame name="why" title={checkin.whyTitle}>
      <MembersOnly>
        <Why />
      </MembersOnly>
    </PageFrame>
  )
}

function Why() {
  const words = useWords()
  const { checkin } = words
  const explanation = useCheckinStore((store) => store.explanation)
  const failure = useCheckinStore((store) => store.failure)
  if (!explanation) {
    return failure ? (
      <FailureView failure={failure} onRetry={() => void explainStreak()} />
    ) : (
      <View className="skeleton why-skeleton" />
    )
  }
  const { streak, before, days } = explanation
  return (
    <View className="why">
      <View className="why-rule">{checkin.whyIntro}</View>
      <View id="why-streak" className="why-sentence">
        {streak.since ? checkin.whyKept(streak.days, sayDayName(streak.since, words)) : checkin.whyNone}
      </View>
      {before ? (
        <View id="why-before" className="why-sentence">
          {checkin.whyBroken(before.days, sayDayName(before.brokenOn, words))}
          {before.makeUpUntil ? ` ${checkin.whyMakeUp(sayDayName(before.makeUpUntil, words))}` : ''}
        </View>
      ) : null}
      <View className="why-days">
        {days.map((each) => (
          <View key={each.day} id={`why-${each.day}`} className="why-day">
            <Text>{sayDayName(each.day, words)}</Text>
            <View className="why-words">
              <View>{checkin.marks[each.mark]}</View>
              <View className="why-note">{noteOf(each, words)}</View>
            </View>
          </View>
        ))}
      </View>
    </View>
  )
}

/** What is written down of a day. */
function noteOf({ at, paidWith, reason }: ExplainedDay, words: Words): string {
  const { checkin } = words
  return [
    ...(paidWith ? [checkin.paidWith[paidWith]] : []),
    ...(reason ? [reason] : []),
    ...(at === undefined ? [] : [checkin.at(sayTime(at, Date.now(), words))]),
  ].join(' · ')
}
