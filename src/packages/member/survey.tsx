/**
 * Four questions, one a screen; left at any time and gone on with later. Ids: `page-survey`, `reasons-{reason}`,
 * `tier-{tier}`, `interest-{boardId}`, `needs-{need}`, `city`, `survey-next`, `survey-back`, `survey-skip`.
 */
import { View } from '@tarojs/components'
import Taro, { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { CITY_LENGTH_MAX } from '../../../contract/limits'
import { Button } from '../../components/Button'
import { type ChipOption, Chips } from '../../components/Chips'
import { PageFrame } from '../../components/PageFrame'
import { TextField } from '../../components/TextField'
import { ensureBoards, refreshCommunity, useHomeStore } from '../../features/home/store'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import {
  answerSurvey,
  CLAIMABLE_TIERS,
  NEEDS,
  openSurvey,
  REASONS,
  type SurveyAnswers,
  saveSurvey,
  skipStep,
  toggled,
  toggleInterest,
  useSurveyStore,
} from '../../features/member/onboarding'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { sayRefusal } from '../../i18n/say-refusal'
import { useWords, wordsNow } from '../../i18n/words'
import { goBack } from '../../platform/navigate'
import './survey.scss'

const QUESTIONS = ['reasons', 'skillTier', 'interests', 'needs'] as const
type Question = (typeof QUESTIONS)[number]

/** Whether a question may be passed on from: a tier is one of four, the others may be left empty. */
function isAnswered(question: Question, { skillTier }: SurveyAnswers): boolean {
  return question !== 'skillTier' || skillTier !== undefined
}

async function open(): Promise<void> {
  if (!useMemberStore.getState().me) await refreshMe()
  openSurvey()
  await ensureBoards()
}

/** Passes over the whole survey; the answers so far stay on the phone. */
async function skip(): Promise<void> {
  await skipStep('survey')
  goBack()
}

export default function SurveyPage() {
  const words = useWords()
  const answers = useSurveyStore()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  useLoad(() => void open())
  const position = Math.min(answers.position, QUESTIONS.length - 1)
  const question = QUESTIONS[position] ?? 'reasons'
  const isLast = position === QUESTIONS.length - 1

  const finish = async () => {
    if (isBusy) return
    setBusy(true)
    setRefusal(undefined)
    try {
      await saveSurvey()
      // The first screen is arranged by the answers: it is loaded anew while they are being thanked for.
      void refreshCommunity()
      await Taro.redirectTo({ url: '/packages/member/welcome' })
    } catch (error) {
      setRefusal(sayRefusal(error, wordsNow()))
    }
    setBusy(false)
  }
  const goOn = () => (isLast ? void finish() : answerSurvey({ position: position + 1 }))
  const label = isLast ? (isBusy ? words.common.saving : words.survey.finish) : words.common.next

  return (
    <PageFrame name="survey" title={words.survey.title}>
      <MembersOnly>
        <View className="survey">
          <Progress position={position} />
          <View className="survey-question">{words.survey.questions[question]}</View>
          <View className="survey-hint">{words.survey.hints[question]}</View>
          <Answers question={question} />
          {refusal ? (
            <View id="survey-refusal" className="survey-refusal">
              {refusal}
            </View>
          ) : null}
        </View>
        <View className="survey-foot">
          <Button
            id="survey-next"
            isWide
            label={label}
            isDisabled={isBusy || !isAnswered(question, answers)}
            onTap={goOn}
          />
          <View className="survey-ways">
            {position > 0 ? (
              <Button
                id="survey-back"
                kind="quiet"
                label={words.common.back}
                onTap={() => answerSurvey({ position: position - 1 })}
              />
            ) : null}
            <Button id="survey-skip" kind="quiet" label={words.common.skip} onTap={() => void skip()} />
          </View>
        </View>
      </MembersOnly>
    </PageFrame>
  )
}

function Progress({ position }: { readonly position: number }) {
  const { survey } = useWords()
  return (
    <View className="survey-progress">
      <View className="survey-position">{survey.position(position + 1, QUESTIONS.length)}</View>
      <View className="survey-bar">
        {QUESTIONS.map((question, index) => (
          <View
            key={question}
            className={index <= position ? 'survey-segment survey-segment-done' : 'survey-segment'}
          />
        ))}
      </View>
    </View>
  )
}

function Answers({ question }: { readonly question: Question }) {
  const { survey, tiers } = useWords()
  const { reasons, skillTier, interests, needs, city } = useSurveyStore()
  const boards = useHomeStore((store) => store.boards)
  const label = survey.questions[question]
  if (question === 'reasons') {
    const options = REASONS.map((value) => ({ value, name: survey.reasons[value] }))
    const choose = (value: (typeof REASONS)[number]) => answerSurvey({ reasons: toggled(reasons, value) })
    return <Chips id="reasons" label={label} options={options} chosen={reasons} onTap={choose} />
  }
  if (question === 'skillTier') {
    const options = CLAIMABLE_TIERS.map((value) => ({
      value,
      name: tiers.names[value],
      hint: tiers.hints[value],
    }))
    return (
      <Chips
        id="tier"
        label={label}
        options={options}
        chosen={skillTier ? [skillTier] : []}
        isSingle
        onTap={(value) => answerSurvey({ skillTier: value })}
      />
    )
  }
  if (question === 'interests') {
    const options = boards.map(
      ({ boardId, name, summary }): ChipOption<string> => ({ value: boardId, name, hint: summary }),
    )
    return <Chips id="interest" label={label} options={options} chosen={interests} onTap={toggleInterest} />
  }
  const options = NEEDS.map((value) => ({ value, name: survey.needs[value] }))
  const choose = (value: (typeof NEEDS)[number]) => answerSurvey({ needs: toggled(needs, value) })
  return (
    <>
      <Chips id="needs" label={label} options={options} chosen={needs} onTap={choose} />
      <View className="survey-city">
        <TextField
          id="city"
          label={survey.city}
          placeholder={survey.cityHint}
          value={city}
          lengthMax={CITY_LENGTH_MAX}
          onInput={(value) => answerSurvey({ city: value })}
        />
      </View>
    </>
  )
}
