/**
 * The first steps of a newcomer: how far they are, the next one with a way to it, and a way past it. Nothing for who
 * has taken or passed them all. Ids: `ladder`, `ladder-step-{step}`, `ladder-go`, `ladder-skip`.
 */
import { Text, View } from '@tarojs/components'
import { Button } from '../../../components/Button'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { nextStep, openSteps, STEP_WAYS, type Step, skipStep } from '../onboarding'
import { useMemberStore } from '../store'
import './Ladder.scss'

export function Ladder() {
  const { onboarding } = useWords()
  const mine = useMemberStore(({ me }) => me?.onboarding)
  const step = mine ? nextStep(mine) : undefined
  if (!mine || !step) return null
  const steps = openSteps(mine)
  const doneCount = steps.filter((each) => mine.steps[each] === 'done').length
  return (
    <View id="ladder" className="ladder">
      <View className="ladder-head">
        <Text className="ladder-title">{onboarding.title}</Text>
        <Text className="ladder-progress">{onboarding.progress(doneCount, steps.length)}</Text>
      </View>
      <View className="ladder-steps">
        {steps.map((each) => (
          <Rung key={each} step={each} state={mine.steps[each]} isNext={each === step} />
        ))}
      </View>
      <View className="ladder-next">
        <View className="ladder-words">
          <View className="ladder-step">{onboarding.steps[step]}</View>
          <View className="ladder-hint">{onboarding.hints[step]}</View>
        </View>
        <Button id="ladder-go" label={onboarding.go[step]} onTap={STEP_WAYS[step]} />
      </View>
      <Tappable
        id="ladder-skip"
        className="ladder-skip"
        label={onboarding.skipStep(onboarding.steps[step])}
        onTap={() => void skipStep(step)}
      >
        {onboarding.skipStep(onboarding.steps[step])}
      </Tappable>
    </View>
  )
}

interface RungProps {
  readonly step: Step
  readonly state: 'todo' | 'done' | 'skipped' | 'closed'
  readonly isNext: boolean
}

/** One step; a skipped one can still be taken by a tap. */
function Rung({ step, state, isNext }: RungProps) {
  const { onboarding } = useWords()
  const name = onboarding.steps[step]
  const said = state === 'done' ? onboarding.stepDone : state === 'skipped' ? onboarding.stepSkipped : ''
  const mark = state === 'done' ? 'rung-mark rung-done' : isNext ? 'rung-mark rung-next' : 'rung-mark'
  return (
    <Tappable
      id={`ladder-step-${step}`}
      className="rung"
      label={said ? `${name}，${said}` : name}
      isDisabled={state === 'done'}
      onTap={STEP_WAYS[step]}
    >
      <View className={mark}>{state === 'done' ? <View className="rung-check icon-check" /> : null}</View>
      <Text className="rung-name">{name}</Text>
    </Tappable>
  )
}
