/**
 * What only the author sees of a work: where it stands and why, votes under review, and taking it back. Ids:
 * `own-state`, `own-review`, `own-appeal`, `own-withdraw`, and those of Confirm.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MyWork } from '../../../../contract/contest-shapes'
import { Button } from '../../../components/Button'
import { Confirm } from '../../../components/Confirm'
import { isFinal } from '../../../features/contest/phases'
import { withdrawWork } from '../../../features/contest/store'
import { sayRefusal } from '../../../i18n/say-refusal'
import { useWords, wordsNow } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { toast } from '../../../platform/toast'
import './OwnWork.scss'

async function withdraw(workId: string): Promise<void> {
  try {
    await withdrawWork(workId)
    toast(wordsNow().contest.withdrawn)
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
  }
}

export function OwnWork({ work }: { readonly work: MyWork }) {
  const { contest } = useWords()
  const { workId, contestId, state, reason, underReview, phase } = work
  const [isAsking, ask] = useState(false)
  const mayAppeal = phase === 'notice' && (state === 'disqualified' || underReview > 0)
  const mayWithdraw = state !== 'withdrawn' && !isFinal(phase) && phase !== 'cancelled'
  return (
    <View className="own-work">
      <View id="own-state" className="own-state">
        {[contest.states[state], reason ? contest.reasons[reason] : undefined].filter(Boolean).join(' · ')}
      </View>
      <View className="own-hint">{contest.stateHints[state]}</View>
      {underReview > 0 ? (
        <View id="own-review">
          <View className="own-state">{contest.underReview(underReview)}</View>
          <View className="own-hint">{contest.underReviewHint}</View>
        </View>
      ) : null}
      {mayAppeal ? (
        <Button
          id="own-appeal"
          kind="quiet"
          isWide
          label={contest.appeal}
          onTap={() => openPage('/packages/contest/appeal', { contestId, workId })}
        />
      ) : null}
      {mayWithdraw ? (
        <Button id="own-withdraw" kind="quiet" isWide label={contest.withdraw} onTap={() => ask(true)} />
      ) : null}
      <Confirm
        isOpen={isAsking}
        title={contest.withdrawTitle}
        hint={contest.withdrawHint}
        yes={contest.withdraw}
        onYes={() => {
          ask(false)
          void withdraw(workId)
        }}
        onClose={() => ask(false)}
      />
    </View>
  )
}
