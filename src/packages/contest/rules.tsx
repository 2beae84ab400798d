/** The rules of a contest in plain words, and the exact text they are said from. Ids: `page-contest-rules`, `rules`, `rules-hash`, `rules-copy`. */
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Output } from '../../../contract'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { useAsked } from '../../features/contest/asked'
import { Answered } from '../../features/contest/components/Answered'
import { copyAndSay, Fingerprint } from '../../features/contest/components/Fingerprint'
import { sayRules } from '../../features/contest/rule-words'
import { sayClock } from '../../i18n/say-time'
import { useWords } from '../../i18n/words'
import { call } from '../../platform/cloud'
import './label.scss'

export default function ContestRulesPage() {
  const { contest } = useWords()
  const contestId = useRouter<{ contestId?: string }>().params.contestId ?? ''
  const asked = useAsked(() => call('contest.getRules', { contestId }))
  return (
    <PageFrame name="contest-rules" title={contest.rules}>
      <Answered id="rules" asked={asked} gone={contest.gone}>
        {(answer) => <Rules answer={answer} />}
      </Answered>
    </PageFrame>
  )
}

function Rules({ answer }: { readonly answer: Output<'contest.getRules'> }) {
  const words = useWords()
  const { contest } = words
  const { rules, jurors, canonical, hash, announcedAt } = answer
  const now = Date.now()
  const names = jurors.map(({ nickname }) => nickname)
  return (
    <View id="rules" className="label">
      <View className="label-head">{rules.title}</View>
      <View className="label-soft">{contest.rulesAnnounced(sayClock(announcedAt, now, words))}</View>
      {sayRules(rules, names, now, words).map(({ key, lines }) => (
        <View key={key} className="label-part">
          <View className="label-title">{contest.ruleTitles[key]}</View>
          {lines.map((line) => (
            <View key={line} className="label-line">
              {line}
            </View>
          ))}
        </View>
      ))}
      <View className="label-part">
        <View className="label-title">{contest.rulesText}</View>
        <View className="label-soft">{contest.rulesTextHint}</View>
        <Fingerprint id="rules-hash" label={contest.rulesHash} hash={hash} />
        <Button
          id="rules-copy"
          kind="quiet"
          isWide
          label={contest.copyRules}
          onTap={() => void copyAndSay(canonical)}
        />
      </View>
    </View>
  )
}
