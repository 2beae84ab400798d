/**
 * Today's digest: read once, changed where it needs it, sent with one tap. Ids: `page-desk-digest`, `draft-greeting`,
 * `draft-slots`, `draft-save`, `draft-send`, `draft-none`, `draft-state`, and those of PostLines.
 */
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import type { ErrorCode } from '../../../contract/errors'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { type FilledDigest, loadDraft } from '../../features/notice/digest'
import { useWords } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { DraftForm } from './parts/DraftForm'
import './digest.scss'

export default function DeskDigestPage() {
  const { desk } = useWords()
  const [filled, setFilled] = useState<FilledDigest | 'none'>()
  const [failure, setFailure] = useState<ErrorCode>()
  const load = async () => {
    setFailure(undefined)
    try {
      setFilled((await loadDraft()) ?? 'none')
    } catch (error) {
      setFailure(toCallError(error).code)
    }
  }
  useLoad(() => void load())
  return (
    <PageFrame name="desk-digest" title={desk.rows.digest}>
      {filled === 'none' ? (
        <StateView id="draft-none" drawing="calendar" title={desk.noDraft} hint={desk.noDraftHint} />
      ) : filled ? (
        // A draft that was loaded anew begins the form anew.
        <DraftForm key={filled.digest.version} filled={filled} onReload={() => void load()} />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void load()} />
      ) : (
        <View className="skeleton draft-skeleton" />
      )}
    </PageFrame>
  )
}
