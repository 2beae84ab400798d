/** The rules of the community in five lines. */
import { Text, View } from '@tarojs/components'
import { useWords } from '../../../i18n/words'
import './Rules.scss'

export function Rules() {
  const { joining } = useWords()
  return (
    <View className="rules">
      {joining.rules.map((rule, index) => (
        <View key={rule} className="rule">
          <Text className="rule-number">{String(index + 1)}</Text>
          <Text className="rule-words">{rule}</Text>
        </View>
      ))}
    </View>
  )
}
