/** The newcomer's next step in one quiet line above the photographs; nothing for everybody else. Id: `ladder-strip`. */
import { Text, View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { nextStep, STEP_WAYS } from '../onboarding'
import { useMemberStore } from '../store'
import './LadderStrip.scss'

export function LadderStrip() {
  const { onboarding } = useWords()
  const step = useMemberStore(({ me }) => (me ? nextStep(me.onboarding) : undefined))
  if (!step) return null
  return (
    <Tappable
      id="ladder-strip"
      className="ladder-strip"
      role="link"
      label={`${onboarding.steps[step]} ${onboarding.hints[step]}`}
      onTap={STEP_WAYS[step]}
    >
      <View className="ladder-strip-words">
        <Text className="ladder-strip-step">{onboarding.steps[step]}</Text>
        <Text className="ladder-strip-hint">{onboarding.hints[step]}</Text>
      </View>
      <View className="icon-forward" />
    </Tappable>
  )
}
