/** A quiet pill beneath the words that adds something to them. */
import { View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'

interface ToolProps {
  readonly id: string
  /** The name of an icon of styles/icons.scss. */
  readonly icon: string
  readonly label: string
  readonly onTap: () => void
}

export function Tool({ id, icon, label, onTap }: ToolProps) {
  return (
    <Tappable id={id} className="tool" label={label} onTap={onTap}>
      <View className="tool-pill">
        <View className={`icon-${icon}`} />
        {label}
      </View>
    </Tappable>
  )
}

interface TagProps extends ToolProps {
  /** What a screen reader says: tapping takes it away. */
  readonly removeLabel: string
}

/** What has been added, on a pill of its own; a tap takes it away. */
export function Tag({ id, icon, label, removeLabel, onTap }: TagProps) {
  return (
    <Tappable id={id} className="tool" label={removeLabel} onTap={onTap}>
      <View className="tool-pill tool-set">
        <View className={`icon-${icon}`} />
        <View className="tool-words">{label}</View>
        <View className="icon-close" />
      </View>
    </Tappable>
  )
}
