/** Joining a chain (接龙) with a line of one's own, at the foot of its list. Ids: `chain-text`, `chain-join`, `chain-mine`. */
import { Input, View } from '@tarojs/components'
import { useState } from 'react'
import { CHAIN_ENTRIES_MAX, CHAIN_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { fieldProps } from '../../../platform/control-props'
import { whenMember } from '../../member/store'
import { joinChain } from '../deeds'
import './ChainJoin.scss'

export function ChainJoin({ post }: { readonly post: PostDetail }) {
  const words = useWords()
  const { chain, postId } = post
  if (!chain) return null
  if (chain.mine !== undefined) {
    return (
      <View id="chain-mine" className="chain-note">
        {words.writing.chainMine(chain.mine)}
      </View>
    )
  }
  if (chain.entryCount >= CHAIN_ENTRIES_MAX)
    return <View className="chain-note">{words.errors.CHAIN_FULL}</View>
  return <ChainField postId={postId} />
}

function ChainField({ postId }: { readonly postId: string }) {
  const words = useWords().writing
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const join = async () => {
    setBusy(true)
    setRefusal(await joinChain(postId, text.trim()))
    setBusy(false)
  }
  const tap = () => {
    if (!isBusy && text.trim() !== '') void whenMember(() => void join())
  }
  return (
    <View>
      <View className="chain-field">
        <Input
          id="chain-text"
          className="field chain-text-field"
          value={text}
          maxlength={CHAIN_TEXT_LENGTH_MAX}
          placeholder={words.chainPlaceholder}
          placeholderClass="placeholder"
          onInput={({ detail }) => setText(detail.value)}
          onConfirm={tap}
          {...fieldProps(words.chainPlaceholder)}
        />
        <Tappable
          id="chain-join"
          className="chain-join"
          label={words.chainJoin}
          isDisabled={isBusy || text.trim() === ''}
          onTap={tap}
        >
          {isBusy ? words.chainJoining : words.chainJoin}
        </Tappable>
      </View>
      {refusal ? (
        <View id="chain-refusal" className="chain-refusal">
          {refusal}
        </View>
      ) : null}
    </View>
  )
}
