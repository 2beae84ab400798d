/** What members did for a challenge: their words and photos. Ids: `proofs`, `proof-of-{proofId}`. */
import { Image, View } from '@tarojs/components'
import type { ShownProof } from '../../../../contract/checkin-shapes'
import { MemberRow } from '../../../components/MemberRow'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { sayDayName } from '../days'
import './ShownProofs.scss'

export function ShownProofs({ proofs }: { readonly proofs: readonly ShownProof[] }) {
  const words = useWords()
  const { checkin } = words
  if (proofs.length === 0) return <View className="ranking-empty">{checkin.proofsEmpty}</View>
  return (
    <View id="proofs" className="shown-proofs">
      {proofs.map(({ proofId, member, day, text, photoUrl }) => (
        <View key={proofId} id={`proof-of-${proofId}`} className="shown-proof">
          <MemberRow id={`proof-member-${proofId}`} member={member} hint={sayDayName(day, words)} />
          {text ? <View className="shown-proof-text">{text}</View> : null}
          {photoUrl ? (
            <Image
              className="shown-proof-photo"
              src={photoUrl}
              mode="aspectFill"
              lazyLoad
              {...pictureProps(checkin.proofs.photo)}
            />
          ) : null}
        </View>
      ))}
    </View>
  )
}
