/** Reporting a post, a comment or a member, with a reason. Ids: `report-{reason}`, `report-text`, `report-send`. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { REPORT_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import { Button } from '../../../components/Button'
import { Chips } from '../../../components/Chips'
import { Sheet } from '../../../components/Sheet'
import { TextField } from '../../../components/TextField'
import { useWords } from '../../../i18n/words'
import { whenMember } from '../../member/store'
import { type ReportReason, type ReportSubject, report } from '../deeds'
import './ReportSheet.scss'

interface ReportSheetProps {
  readonly isOpen: boolean
  readonly subject: ReportSubject
  readonly onClose: () => void
}

const REASONS: readonly ReportReason[] = [
  'advertising',
  'abuse',
  'indecent',
  'fraud',
  'stolen',
  'false',
  'other',
]

export function ReportSheet({ isOpen, subject, onClose }: ReportSheetProps) {
  const words = useWords().writing
  const [reason, choose] = useState<ReportReason>()
  const [text, setText] = useState('')
  const send = () => {
    if (!reason) return
    onClose()
    void whenMember(() => void report(subject, reason, text))
  }
  return (
    <Sheet isOpen={isOpen} label={words.reportTitle} onClose={onClose}>
      <View className="report">
        <View className="report-title">{words.reportTitle}</View>
        <Chips
          id="report"
          label={words.reportTitle}
          options={REASONS.map((value) => ({ value, name: words.reasons[value] }))}
          chosen={reason ? [reason] : []}
          isSingle
          onTap={choose}
        />
        {reason ? (
          <TextField
            id="report-text"
            label={words.reportText}
            value={text}
            lengthMax={REPORT_TEXT_LENGTH_MAX}
            isLong
            onInput={setText}
          />
        ) : null}
        <Button id="report-send" isWide isDisabled={!reason} label={words.reportSend} onTap={send} />
      </View>
    </Sheet>
  )
}
