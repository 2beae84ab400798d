/**
 * Asks, after a deed, whether to tell the member of what comes of it. It stands among what is read and covers nothing.
 * Ids: `offer`, `offer-allow`, `offer-later`.
 */
import { View } from '@tarojs/components'
import { Button } from '../../../components/Button'
import { useWords } from '../../../i18n/words'
import { acceptOffer, declineOffer, type MeaningfulTap, useOfferStore } from '../offer'
import './MessageOffer.scss'

interface MessageOfferProps {
  /** The deeds that are done where it stands. */
  readonly after: readonly MeaningfulTap[]
}

export function MessageOffer({ after }: MessageOfferProps) {
  const { subscribe } = useWords()
  const tap = useOfferStore((store) => store.tap)
  if (!tap || !after.includes(tap)) return null
  return (
    <View id="offer" className="offer">
      <View className="offer-words">
        <View className="offer-title">{subscribe.titles[tap]}</View>
        <View className="offer-hint">{subscribe.hint}</View>
      </View>
      <View className="offer-ways">
        <Button id="offer-allow" label={subscribe.allow} onTap={() => void acceptOffer()} />
        <Button id="offer-later" kind="quiet" label={subscribe.later} onTap={declineOffer} />
      </View>
    </View>
  )
}
