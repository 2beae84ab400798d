/** Making a missed day up: for points or with a card. Ids: `make-up-sheet`, `make-up-points`, `make-up-card`, `make-up-no`. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { MakeUpOffer } from '../../../../contract/checkin-shapes'
import { Button } from '../../../components/Button'
import { Sheet } from '../../../components/Sheet'
import { useWords } from '../../../i18n/words'
import { sayDayName } from '../days'
import type { PayWith } from '../store'
import './MakeUpSheet.scss'

interface MakeUpSheetProps {
  readonly day: string | undefined
  readonly offer: Pick<MakeUpOffer, 'points' | 'cards'>
  /** Makes it up; whether it was. */
  readonly onMakeUp: (day: string, payWith: PayWith) => Promise<boolean>
  readonly onClose: () => void
}

export function MakeUpSheet({ day, offer, onMakeUp, onClose }: MakeUpSheetProps) {
  const words = useWords()
  const { checkin, common } = words
  const [isBusy, setBusy] = useState(false)
  if (day === undefined) return null
  const pay = async (payWith: PayWith) => {
    setBusy(true)
    const isMadeUp = await onMakeUp(day, payWith)
    setBusy(false)
    if (isMadeUp) onClose()
  }
  const title = checkin.makeUpTitle(sayDayName(day, words))
  return (
    <Sheet isOpen label={title} onClose={onClose}>
      <View id="make-up-sheet" className="make-up">
        <View className="make-up-title">{title}</View>
        <View className="make-up-rule">{checkin.makeUpRule}</View>
        {offer.cards > 0 ? (
          <Button
            id="make-up-card"
            isWide
            isDisabled={isBusy}
            label={checkin.makeUpCard(offer.cards)}
            onTap={() => void pay('card')}
          />
        ) : null}
        <Button
          id="make-up-points"
          kind={offer.cards > 0 ? 'quiet' : 'primary'}
          isWide
          isDisabled={isBusy}
          label={checkin.makeUpPoints(offer.points)}
          onTap={() => void pay('points')}
        />
        <Button id="make-up-no" kind="quiet" isWide label={common.cancel} onTap={onClose} />
      </View>
    </Sheet>
  )
}
