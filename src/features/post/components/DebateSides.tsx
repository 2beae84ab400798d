/** A debate: both sides with how many stand there, and taking one by a tap. Ids: `debate`, `side-take-{1|2}`. */
import { View } from '@tarojs/components'
import type { Debate, PostDetail, Side } from '../../../../contract/post-shapes'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { takeSide } from '../deeds'
import { percentOf } from '../votes'
import './DebateSides.scss'

export function DebateSides({ post }: { readonly post: PostDetail }) {
  const { postId, debate } = post
  if (!debate) return null
  const [first, second] = debate.sides
  const all = first.count + second.count
  // With nobody on either side the line is parted in the middle: it says nothing yet.
  const share = all === 0 ? 50 : percentOf(first.count, all)
  return (
    <View id="debate" className="debate">
      <View className="debate-sides">
        <SidePanel postId={postId} debate={debate} side={0} />
        <SidePanel postId={postId} debate={debate} side={1} />
      </View>
      <View className="debate-line">
        <View className="debate-share" style={{ width: `${share}%` }} />
      </View>
    </View>
  )
}

interface SidePanelProps {
  readonly postId: string
  readonly debate: Debate
  readonly side: Side
}

function SidePanel({ postId, debate, side }: SidePanelProps) {
  const words = useWords().writing
  const { name, count } = debate.sides[side]
  const isMine = debate.mine === side
  return (
    <Tappable
      id={`side-take-${side + 1}`}
      className={`debate-side debate-side-${side}${isMine ? ' debate-mine' : ''}`}
      label={words.sideTake(name, count)}
      role="radio"
      isSelected={isMine}
      onTap={() => {
        if (!isMine) takeSide(postId, side)
      }}
    >
      <View className="debate-name">{name}</View>
      <View className="debate-count">
        {isMine ? <View className="icon-check" /> : null}
        {words.sideCount(count)}
      </View>
    </Tappable>
  )
}
