/** The four phases of a contest in a row: which are over, which is now. Ids: `phases`, `phase-{step}`. */
import { View } from '@tarojs/components'
import type { ContestPhase } from '../../../../contract/contest-shapes'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'
import { STEPS, stepStates } from '../phases'
import './PhaseRibbon.scss'

export function PhaseRibbon({ phase }: { readonly phase: ContestPhase }) {
  const { contest } = useWords()
  const states = stepStates(phase)
  if (!states) return null
  return (
    <View id="phases" className="phases">
      {STEPS.map((step) => (
        <View
          key={step}
          id={`phase-${step}`}
          className={`phase phase-${states[step]}`}
          {...labelProps('group', `${contest.steps[step]}，${contest.stepStates[states[step]]}`)}
        >
          <View className="phase-mark">
            {states[step] === 'done' ? <View className="phase-check icon-check" /> : null}
          </View>
          {contest.steps[step]}
        </View>
      ))}
    </View>
  )
}
