/** One thing in a list that leads somewhere: an icon, a name, what it stands at, and the way on. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { sayBadge } from './say-badge'
import { Tappable } from './Tappable'
import './Row.scss'

interface RowProps {
  readonly id: string
  /** The name of an icon of styles/icons.scss. */
  readonly icon?: string
  readonly label: string
  /** A second, quieter line. */
  readonly hint?: string
  /** What it stands at, at the end of the line. */
  readonly value?: string
  /** How much of it is new; 0 shows nothing. */
  readonly badge?: number
  readonly onTap: () => void
}

export function Row({ id, icon, label, hint, value, badge = 0, onTap }: RowProps) {
  const spoken = [label, hint, value, badge > 0 ? String(badge) : undefined].filter(Boolean).join('，')
  return (
    <Tappable id={id} className="row" label={spoken} onTap={onTap}>
      {icon ? <View className={`row-icon icon-${icon}`} /> : null}
      <View className="row-words">
        <View className="row-label">{label}</View>
        {hint ? <View className="row-hint">{hint}</View> : null}
      </View>
      {value ? <Text className="row-value">{value}</Text> : null}
      {badge > 0 ? <Text className="row-badge">{sayBadge(badge)}</Text> : null}
      <View className="row-way icon-forward" />
    </Tappable>
  )
}

interface RowsProps {
  readonly children: ReactNode
  /** What these rows have in common, over them. */
  readonly title?: string
}

/** Rows on one card. */
export function Rows({ title, children }: RowsProps) {
  return (
    <View className="rows">
      {title ? <View className="rows-title">{title}</View> : null}
      <View className="rows-card">{children}</View>
    </View>
  )
}
