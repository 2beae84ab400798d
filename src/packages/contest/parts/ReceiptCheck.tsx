/**
 * Checks on this phone that a ballot is in the sealed list of its day. Ids: `receipt-{day}`, `receipt-said-{day}`,
 * `receipt-leaf-{day}`, `receipt-path-{day}`, `receipt-root-{day}`.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/Button'
import { Fingerprint } from '../../../features/contest/components/Fingerprint'
import { type CheckedReceipt, fetchReceipt } from '../../../features/contest/receipts'
import { sayRefusal } from '../../../i18n/say-refusal'
import { useWords, wordsNow } from '../../../i18n/words'
import { toast } from '../../../platform/toast'
import './ReceiptCheck.scss'

interface ReceiptCheckProps {
  readonly contestId: string
  readonly day: string
}

export function ReceiptCheck({ contestId, day }: ReceiptCheckProps) {
  const { contest } = useWords()
  const [isBusy, setBusy] = useState(false)
  const [checked, setChecked] = useState<CheckedReceipt>()
  const check = async () => {
    setBusy(true)
    try {
      setChecked(await fetchReceipt(contestId, day))
    } catch (error) {
      toast(sayRefusal(error, wordsNow()))
    } finally {
      setBusy(false)
    }
  }
  if (checked) return <Checked day={day} checked={checked} />
  return (
    <Button
      id={`receipt-${day}`}
      kind="quiet"
      isWide
      isDisabled={isBusy}
      label={isBusy ? contest.checking : contest.checkReceipt}
      onTap={() => void check()}
    />
  )
}

interface CheckedProps {
  readonly day: string
  readonly checked: CheckedReceipt
}

function Checked({ day, checked: { receipt, isTrue } }: CheckedProps) {
  const { contest } = useWords()
  const { leaf, index, size, path, root } = receipt
  return (
    <View className="receipt">
      <View id={`receipt-said-${day}`} className={isTrue ? 'receipt-said' : 'receipt-said receipt-false'}>
        {isTrue ? contest.receiptTrue : contest.receiptFalse}
      </View>
      {isTrue ? <View className="receipt-soft">{contest.receiptHow}</View> : null}
      <View className="receipt-soft">{contest.leafPlace(index + 1, size)}</View>
      <Fingerprint id={`receipt-leaf-${day}`} label={contest.leaf} hash={leaf} />
      {path.length > 0 ? (
        <Fingerprint id={`receipt-path-${day}`} label={contest.path} hash={path.join('\n')} />
      ) : null}
      <Fingerprint id={`receipt-root-${day}`} label={contest.root} hash={root} />
    </View>
  )
}
