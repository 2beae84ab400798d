/** What kind of post it is, all kinds in one quiet line. Ids: `kind-{kind}`. */
import { ScrollView, View } from '@tarojs/components'
import type { PostKind } from '../../../../contract/post-feeds'
import { Tappable } from '../../../components/Tappable'
import { type DraftKey, editDraft, entryOf, useDraftStore } from '../../../features/post/draft'
import { useWords } from '../../../i18n/words'
import { labelProps } from '../../../platform/control-props'

const KINDS: readonly PostKind[] = ['post', 'question', 'order', 'poll', 'debate', 'chain']

export function KindSwitch({ draftKey }: { readonly draftKey: DraftKey }) {
  const words = useWords().compose
  const chosen = useDraftStore((store) => entryOf(store, draftKey).draft.kind)
  return (
    <ScrollView className="kinds" scrollX enhanced showScrollbar={false}>
      <View className="kinds-line" {...labelProps('radiogroup', words.kind)}>
        {KINDS.map((kind) => (
          <Tappable
            key={kind}
            id={`kind-${kind}`}
            className={kind === chosen ? 'kind kind-chosen' : 'kind'}
            role="radio"
            label={words.kinds[kind]}
            isSelected={kind === chosen}
            onTap={() => editDraft(draftKey, { kind })}
          >
            <View className="kind-name">{words.kinds[kind]}</View>
          </Tappable>
        ))}
      </View>
    </ScrollView>
  )
}
