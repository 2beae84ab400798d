/** What an appeal is about, and why. Only what can be appealed against is offered. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AppealKind, ContestDetail } from '../../../../contract/contest-shapes'
import { APPEAL_WORDS_LENGTH_MAX } from '../../../../contract/limits'
import { Button } from '../../../components/Button'
import { Chips } from '../../../components/Chips'
import { TextField } from '../../../components/TextField'
import { sendAppeal } from '../../../features/contest/appealing'
import { kindsOf } from '../../../features/contest/standing'
import { useWords, wordsNow } from '../../../i18n/words'
import { toast } from '../../../platform/toast'

interface AppealFormProps {
  readonly contest: ContestDetail
  /** The work whose page led here. */
  readonly workId: string | undefined
  readonly onSent: () => void
}

export function AppealForm({ contest: { contestId, mine }, workId, onSent }: AppealFormProps) {
  const { contest } = useWords()
  const works = mine?.works ?? []
  const kinds = kindsOf(works)
  const [kind, setKind] = useState<AppealKind>(kinds[0] ?? 'result')
  const [about, setAbout] = useState(workId ?? works[0]?.workId)
  const [words, setWords] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const send = async () => {
    if (words.trim() === '') return setRefusal(contest.wordsMissing)
    setBusy(true)
    const refused = await sendAppeal({
      ...{ contestId, kind, words: words.trim() },
      ...(kind === 'result' || about === undefined ? {} : { workId: about }),
    })
    setBusy(false)
    setRefusal(refused)
    if (refused !== undefined) return
    setWords('')
    toast(wordsNow().contest.appealSent)
    onSent()
  }
  return (
    <>
      <Chips
        id="appeal-about"
        label={contest.appealAbout}
        isSingle
        options={kinds.map((value) => ({ value, name: contest.appealKinds[value] }))}
        chosen={[kind]}
        onTap={setKind}
      />
      {kind !== 'result' && works.length > 1 ? (
        <>
          <View className="appeal-soft">{contest.appealWhich}</View>
          <Chips
            id="appeal-work"
            label={contest.appealWhich}
            isSingle
            options={works.map(({ workId: value, title, state }) => ({
              ...{ value, name: title },
              hint: contest.states[state],
            }))}
            chosen={about === undefined ? [] : [about]}
            onTap={setAbout}
          />
        </>
      ) : null}
      <TextField
        id="appeal-words"
        label={contest.appealWords}
        placeholder={contest.appealWordsHint}
        value={words}
        lengthMax={APPEAL_WORDS_LENGTH_MAX}
        isLong
        refusal={refusal}
        onInput={setWords}
      />
      <Button
        id="appeal-send"
        isWide
        isDisabled={isBusy}
        label={isBusy ? contest.appealSending : contest.appealSend}
        onTap={() => void send()}
      />
    </>
  )
}
