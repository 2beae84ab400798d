/** Why a part of the draft was refused, beside that part. Id: `refusal-{part}`. */
import { View } from '@tarojs/components'
import { type DraftKey, type DraftPart, entryOf, useDraftStore } from '../../../features/post/draft'

export function Refusal({ draftKey, part }: { readonly draftKey: DraftKey; readonly part: DraftPart }) {
  const refusal = useDraftStore((store) => entryOf(store, draftKey).refusal)
  if (refusal?.part !== part) return null
  return (
    <View id={`refusal-${part}`} className="refusal">
      {refusal.sentence}
    </View>
  )
}
