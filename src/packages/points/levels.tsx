/** Every level with what it unlocks, and where I am. Ids: `page-levels`, `level-{level}`. */
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { PageFrame } from '../../components/PageFrame'
import { FailureView } from '../../components/StateView'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { LevelBar } from '../../features/points/components/LevelBar'
import { loadRules, useRulesStore } from '../../features/points/rules'
import { refreshBalance, usePointsStore } from '../../features/points/store'
import { useWords } from '../../i18n/words'
import './rules.scss'

async function refreshStanding(): Promise<void> {
  if (!useMemberStore.getState().me) await refreshMe()
  await refreshBalance()
}

export default function LevelsPage() {
  const { points, joy } = useWords()
  const { rules, failure } = useRulesStore()
  const balance = usePointsStore((store) => store.balance)
  useLoad(() => {
    void loadRules()
    void refreshStanding()
  })
  return (
    <PageFrame name="levels" title={points.levels}>
      <View className="plain">
        <View>{points.levelsIntro}</View>
        {balance ? <LevelBar balance={balance} /> : null}
        {!rules && failure ? <FailureView failure={failure} onRetry={() => void loadRules()} /> : null}
        {!rules && !failure ? <View className="skeleton plain-skeleton" /> : null}
        {rules ? (
          <View className="plain-card">
            {rules.levels.map(({ level, beginsAt, rights }) => (
              <View
                key={level}
                id={`level-${level}`}
                className={`plain-line${balance?.level === level ? ' plain-now' : ''}`}
              >
                <View className="plain-words">
                  <View className="plain-title">
                    {points.level(level)}
                    {balance?.level === level ? ` · ${points.levelNow}` : ''}
                  </View>
                  {rights.map((right) => (
                    <View key={right}>{joy.rights[right]}</View>
                  ))}
                </View>
                <View className="plain-figure">{points.levelFrom(beginsAt)}</View>
              </View>
            ))}
          </View>
        ) : null}
      </View>
    </PageFrame>
  )
}
