/** A line that leads on: an icon, words, a quieter word at the end. */
import { View } from '@tarojs/components'
import { Tappable } from '../../../components/Tappable'
import './ResultRow.scss'

interface ResultRowProps {
  readonly id: string
  readonly icon: string
  readonly label: string
  readonly hint?: string
  readonly onTap: () => void
}

export function ResultRow({ id, icon, label, hint, onTap }: ResultRowProps) {
  return (
    <Tappable
      id={id}
      className="result-row"
      role="link"
      label={hint ? `${label} ${hint}` : label}
      onTap={onTap}
    >
      <View className={`result-row-icon icon-${icon}`} />
      <View className="result-row-label">{label}</View>
      {hint ? <View className="result-row-hint">{hint}</View> : null}
    </Tappable>
  )
}
