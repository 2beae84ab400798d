/** Asks, once and after a deed, whether to tell the member of what comes of it. Ids: `offer-allow`, `offer-later`. */
import { Text, View } from '@tarojs/components'
import { Button } from '../../../components/Button'
import { Sheet } from '../../../components/Sheet'
import { useWords } from '../../../i18n/words'
import { acceptOffer, closeOffer, declineOffer, useOfferStore } from '../offer'
import './MessageOffer.scss'

export function MessageOffer() {
  const { subscribe } = useWords()
  const tap = useOfferStore((store) => store.tap)
  if (!tap) return null
  const title = subscribe.titles[tap]
  return (
    <Sheet isOpen label={title} onClose={closeOffer}>
      <View className="offer">
        <View className="icon-bell" />
        <Text className="offer-title">{title}</Text>
        <Text className="offer-hint">{subscribe.hint}</Text>
        <Button id="offer-allow" isWide label={subscribe.allow} onTap={() => void acceptOffer()} />
        <Button id="offer-later" kind="quiet" isWide label={subscribe.later} onTap={declineOffer} />
      </View>
    </Sheet>
  )
}
