/**
 * What members did for a challenge: their words and photos, to the end. Ids: `proofs`, `proof-of-{proofId}`,
 * `proofs-skeleton`, `proofs-empty`, `proofs-more`, `proofs-retry`, `proofs-end`.
 */
import { Image, View } from '@tarojs/components'
import type { ShownProof } from '../../../../contract/checkin-shapes'
import { Button } from '../../../components/Button'
import { MemberRow } from '../../../components/MemberRow'
import { useWords } from '../../../i18n/words'
import { pictureProps } from '../../../platform/control-props'
import { sayDayName } from '../days'
import { loadMoreProofs, useProofsStore } from '../proofs'
import './ShownProofs.scss'

export function ShownProofs() {
  const { checkin } = useWords()
  const { proofs, nextCursor, loading, failure } = useProofsStore()
  if (proofs.length === 0) {
    if (loading) return <View id="proofs-skeleton" className="skeleton shown-proof-skeleton" />
    if (!failure && !nextCursor) {
      return (
        <View id="proofs-empty" className="ranking-empty">
          {checkin.proofsEmpty}
        </View>
      )
    }
  }
  return (
    <View id="proofs" className="shown-proofs">
      {proofs.map((proof) => (
        <Shown key={proof.proofId} proof={proof} />
      ))}
      <Foot />
    </View>
  )
}

function Shown({ proof: { proofId, member, day, text, photoUrl } }: { readonly proof: ShownProof }) {
  const words = useWords()
  return (
    <View id={`proof-of-${proofId}`} className="shown-proof">
      <MemberRow id={`proof-member-${proofId}`} member={member} hint={sayDayName(day, words)} />
      {text ? <View className="shown-proof-text">{text}</View> : null}
      {photoUrl ? (
        <Image
          className="shown-proof-photo"
          src={photoUrl}
          mode="aspectFill"
          lazyLoad
          {...pictureProps(words.checkin.proofs.photo)}
        />
      ) : null}
    </View>
  )
}

/** What stands under the last proof: trying again, more, waiting, or the end. */
function Foot() {
  const { checkin, common } = useWords()
  const { nextCursor, loading, failure } = useProofsStore()
  const more = () => void loadMoreProofs()
  if (failure) return <Button id="proofs-retry" kind="quiet" isWide label={common.retry} onTap={more} />
  if (loading) return <View className="shown-proofs-foot">{common.loading}</View>
  if (nextCursor)
    return <Button id="proofs-more" kind="quiet" isWide label={checkin.moreProofs} onTap={more} />
  return (
    <View id="proofs-end" className="shown-proofs-foot">
      {common.end}
    </View>
  )
}
