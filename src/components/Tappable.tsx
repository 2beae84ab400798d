/** Everything that can be tapped and is not a field: one element, named, at least 44 px by its style. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { type ControlRole, controlProps } from '../platform/control-props'

interface TappableProps {
  readonly id?: string
  readonly className?: string
  /** What a screen reader says. */
  readonly label: string
  readonly role?: ControlRole
  readonly isSelected?: boolean
  readonly isDisabled?: boolean
  readonly onTap: () => void
  readonly children?: ReactNode
}

export function Tappable(props: TappableProps) {
  const { id, className, label, role = 'button', isSelected, isDisabled, onTap, children } = props
  return (
    <View
      id={id}
      className={className}
      onClick={isDisabled ? undefined : onTap}
      {...controlProps({ role, label, isSelected, isDisabled, onTap })}
    >
      {children}
    </View>
  )
}
