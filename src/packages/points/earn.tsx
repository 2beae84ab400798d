/** What earns points, live from the rules, and what holds for all of it. Ids: `page-earn`, `earn-{source}`. */
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { FailureView } from '../../components/StateView'
import { loadRules, type Rules, useRulesStore } from '../../features/points/rules'
import { useWords } from '../../i18n/words'
import './rules.scss'

export default function EarnPage() {
  const { points } = useWords()
  const { rules, failure } = useRulesStore()
  useLoad(() => void loadRules())
  return (
    <PageFrame name="earn" title={points.earn}>
      <View className="plain">
        <View>{points.rules.intro}</View>
        {rules ? <Sources rules={rules} /> : null}
        {!rules && failure ? <FailureView failure={failure} onRetry={() => void loadRules()} /> : null}
        {!rules && !failure ? <View className="skeleton plain-skeleton" /> : null}
        {[points.rules.lapse, points.rules.undo, points.rules.never].map((sentence) => (
          <View key={sentence} className="plain-note">
            {sentence}
          </View>
        ))}
      </View>
    </PageFrame>
  )
}

type Source = Rules['rules'][number]['source']

function Sources({ rules: { rules, memberDayMax } }: { readonly rules: Rules }) {
  const { points } = useWords()
  const { units, hint, reward, perDay, dayMax } = points.rules
  const noteOf = (source: Source) => {
    const notes: Readonly<Partial<Record<Source, string>>> = { ...units, ...hint }
    return notes[source]
  }
  return (
    <>
      <View className="plain-card">
        {rules
          .filter(({ on }) => on)
          .map(({ source, points: amount, xp, perDayMax }) => (
            <View key={source} id={`earn-${source}`} className="plain-line">
              <View className="plain-words">
                <View className="plain-title">{points.causes[source]}</View>
                {noteOf(source) ? <View className="plain-note">{noteOf(source)}</View> : null}
                <View className="plain-note">{perDay(perDayMax)}</View>
              </View>
              <View className="plain-figure plain-gain">{reward(amount, xp)}</View>
            </View>
          ))}
      </View>
      <View className="plain-note">{dayMax(memberDayMax)}</View>
    </>
  )
}
