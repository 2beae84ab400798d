/** What makes an element a control in a browser: a role, a name, a place in the tab order, and keys that tap it. */
import type { ControlRole } from './control-props'

export type { ControlRole } from './control-props'

interface ControlState {
  readonly role: ControlRole
  readonly label: string
  readonly isSelected?: boolean
  readonly isDisabled?: boolean
  readonly onTap: () => void
}

const SELECTED_ATTRIBUTES: Record<ControlRole, string | undefined> = {
  button: 'aria-pressed',
  link: undefined,
  tab: 'aria-selected',
  radio: 'aria-checked',
  switch: 'aria-checked',
  checkbox: 'aria-checked',
}

/** The attributes of a control. */
export function controlProps({
  role,
  label,
  isSelected,
  isDisabled,
  onTap,
}: ControlState): Record<string, unknown> {
  const selected = SELECTED_ATTRIBUTES[role]
  return {
    role,
    'aria-label': label,
    tabindex: isDisabled ? '-1' : '0',
    ...(selected && isSelected !== undefined ? { [selected]: String(isSelected) } : {}),
    ...(isDisabled ? { 'aria-disabled': 'true' } : {}),
    onKeyDown: (event: { key: string; preventDefault(): void }) => {
      if (isDisabled || (event.key !== 'Enter' && event.key !== ' ')) return
      event.preventDefault()
      onTap()
    },
  }
}

/** Names a region or a picture. */
export function labelProps(role: string, label: string): Record<string, unknown> {
  return { role, 'aria-label': label }
}

/** Names a field: the element that the browser focuses is inside Taro's own. */
export function fieldProps(label: string): Record<string, unknown> {
  return { nativeProps: { 'aria-label': label } }
}

/** Says what is on a picture; '' for one that only decorates. */
export function pictureProps(label: string): Record<string, unknown> {
  return { nativeProps: { alt: label } }
}

/** Something to look at that the control's own label says already. */
export function decorationProps(): Record<string, unknown> {
  return { 'aria-hidden': 'true' }
}
