/**
 * One case: what was said, when an answer is due, saying more, rating. A butler comes here, too, to answer it.
 * Ids: `page-case`, `case-turns`, `case-clock`, `case-text`, `case-send`, `case-close`, `star-{n}`, `rating-text`,
 * `case-rate`, `case-gone`, `case-skeleton`.
 */
import { View } from '@tarojs/components'
import { useLoad, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { CASE_PHOTOS_MAX, CASE_TEXT_LENGTH_MAX } from '../../../contract/limits'
import type { CaseDetail } from '../../../contract/notice-cases'
import { Button } from '../../components/Button'
import { Confirm } from '../../components/Confirm'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { TextField } from '../../components/TextField'
import { PhotoTray } from '../../features/media/components/PhotoTray'
import { closeCase, openCase, sayInCase, useCaseStore } from '../../features/notice/cases'
import { MessageOffer } from '../../features/notice/components/MessageOffer'
import { sayRefusal } from '../../i18n/say-refusal'
import { sayClock } from '../../i18n/say-time'
import { useWords, wordsNow } from '../../i18n/words'
import { toast } from '../../platform/toast'
import './case.scss'
import { Rating } from './parts/Rating'
import { Turns } from './parts/Turns'
import { useSaid } from './use-said'

const TRAY = 'case-turn'

export default function CasePage() {
  const { cases } = useWords()
  const caseId = useRouter<{ caseId?: string }>().params.caseId ?? ''
  const { case: detail, failure } = useCaseStore((store) => store.details[caseId]) ?? {}
  useLoad(() => void openCase(caseId))
  return (
    <PageFrame name="case" title={cases.detail}>
      {detail ? (
        <Detail detail={detail} />
      ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
        <StateView id="case-gone" drawing="door" title={cases.gone} />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void openCase(caseId)} />
      ) : (
        <View id="case-skeleton" className="skeleton case-skeleton" />
      )}
    </PageFrame>
  )
}

function Detail({ detail }: { readonly detail: CaseDetail }) {
  const { viewerMay, caseId, stars } = detail
  const { cases } = useWords()
  return (
    <View className="case">
      <Clock detail={detail} />
      <Turns detail={detail} />
      <MessageOffer after={['openCase']} />
      {viewerMay.rate ? <Rating caseId={caseId} /> : null}
      {stars ? <View className="case-rated">{cases.rating(stars)}</View> : null}
      {viewerMay.answer ? <Say caseId={caseId} as="butler" /> : null}
      {viewerMay.reply && !viewerMay.answer ? <Say caseId={caseId} as="member" /> : null}
      {viewerMay.close ? <Close caseId={caseId} /> : null}
    </View>
  )
}

/** Where it stands, whose it is, and by when somebody answers: never a countdown. */
function Clock({ detail: { state, kind, butler, dueAt } }: { readonly detail: CaseDetail }) {
  const words = useWords()
  const { cases } = words
  const now = Date.now()
  const due = dueAt === undefined ? '' : sayClock(dueAt, now, words)
  return (
    <View id="case-clock" className="case-clock">
      <View className="case-clock-state">{`${cases.states[state]} · ${cases.kinds[kind]}`}</View>
      <View>{butler ? cases.butler(butler.nickname) : cases.noButler}</View>
      {state === 'open' && dueAt !== undefined ? (
        <View className={dueAt < now ? 'case-clock-late' : ''}>
          {dueAt < now ? cases.overdue : cases.dueIn(due)}
        </View>
      ) : null}
    </View>
  )
}

interface SayProps {
  readonly caseId: string
  readonly as: 'member' | 'butler'
}

function Say({ caseId, as }: SayProps) {
  const { cases } = useWords()
  const { text, setText, isBusy, refusal, send } = useSaid(TRAY)
  return (
    <View className="case-say">
      <TextField
        id="case-text"
        label={as === 'butler' ? cases.answer : cases.reply}
        value={text}
        lengthMax={CASE_TEXT_LENGTH_MAX}
        isLong
        refusal={refusal}
        onInput={setText}
      />
      <PhotoTray tray={TRAY} countMax={CASE_PHOTOS_MAX} />
      <Button
        id="case-send"
        isWide
        isDisabled={isBusy}
        label={isBusy ? cases.sending : cases.send}
        onTap={() => void send((said) => sayInCase(caseId, as, said))}
      />
    </View>
  )
}

function Close({ caseId }: { readonly caseId: string }) {
  const { cases } = useWords()
  const [isAsked, ask] = useState(false)
  const close = async () => {
    ask(false)
    try {
      await closeCase(caseId)
      toast(wordsNow().cases.closed)
    } catch (error) {
      toast(sayRefusal(error, wordsNow()))
    }
  }
  return (
    <>
      <Button id="case-close" kind="quiet" isWide label={cases.close} onTap={() => ask(true)} />
      <Confirm
        isOpen={isAsked}
        title={cases.closeTitle}
        hint={cases.closeHint}
        yes={cases.close}
        onYes={() => void close()}
        onClose={() => ask(false)}
      />
    </>
  )
}
