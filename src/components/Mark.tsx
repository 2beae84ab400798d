/** The one mark beside a name: verified, instructor, or a title. Its words say it, not its colour alone. */
import { Text, View } from '@tarojs/components'
import './Mark.scss'

interface MarkProps {
  readonly mark: { readonly kind: 'v' | 'instructor' | 'title'; readonly text: string }
}

export function Mark({ mark }: MarkProps) {
  return (
    <View className={`mark mark-${mark.kind}`}>
      {mark.kind === 'title' ? null : (
        <View className={`mark-icon ${mark.kind === 'v' ? 'icon-check' : 'icon-star-full'}`} />
      )}
      <Text>{mark.text}</Text>
    </View>
  )
}
