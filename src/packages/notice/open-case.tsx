/** Saying what happened. Ids: `page-open-case`, `case-kind-{kind}`, `case-text`, `case-send`, and those of PhotoTray. */
import { View } from '@tarojs/components'
import Taro, { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { CASE_PHOTOS_MAX, CASE_TEXT_LENGTH_MAX } from '../../../contract/limits'
import type { CaseCard } from '../../../contract/notice-cases'
import { Button } from '../../components/Button'
import { Choice } from '../../components/Choice'
import { PageFrame } from '../../components/PageFrame'
import { TextField } from '../../components/TextField'
import { PhotoTray } from '../../features/media/components/PhotoTray'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { type Said, startCase } from '../../features/notice/cases'
import { offerMessages } from '../../features/notice/offer'
import { useWords, wordsNow } from '../../i18n/words'
import { toast } from '../../platform/toast'
import './open-case.scss'
import { useSaid } from './use-said'

const KINDS: readonly CaseCard['kind'][] = ['feedback', 'afterSales']
const TRAY = 'case'

export default function OpenCasePage() {
  const { cases } = useWords()
  const [kind, setKind] = useState<CaseCard['kind']>('feedback')
  const { text, setText, isBusy, refusal, send } = useSaid(TRAY)
  useLoad(() => {
    if (!useMemberStore.getState().me) void refreshMe()
  })
  const open = async (said: Said) => {
    const caseId = await startCase(kind, said)
    await Taro.redirectTo({ url: `/packages/notice/case?caseId=${caseId}` })
    toast(wordsNow().cases.sent)
    await offerMessages('openCase')
  }
  return (
    <PageFrame name="open-case" title={cases.title}>
      <MembersOnly>
        <View className="open-case">
          <View className="open-case-kind">
            <Choice
              id="case-kind"
              label={cases.kind}
              options={KINDS}
              names={cases.kinds}
              chosen={kind}
              onChoose={setKind}
            />
          </View>
          <TextField
            id="case-text"
            label={cases.text}
            placeholder={cases.placeholder}
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
            onTap={() => void send(open)}
          />
        </View>
      </MembersOnly>
    </PageFrame>
  )
}
