/** What makes an element a control to fingers and screen readers. `control-props.h5.ts` does it for browsers. */

export type ControlRole = 'button' | 'link' | 'tab' | 'radio' | 'switch' | 'checkbox'

interface ControlState {
  readonly role: ControlRole
  readonly label: string
  readonly isSelected?: boolean
  readonly isDisabled?: boolean
  readonly onTap: () => void
}

/** The attributes of a control. WeChat has no aria-selected: what is chosen is said in the label's place by style. */
export function controlProps({ role, label, isDisabled }: ControlState): Record<string, unknown> {
  return { 'aria-role': role, 'aria-label': label, ...(isDisabled ? {} : { hoverClass: 'pressed' }) }
}

/** Names a region or a picture. */
export function labelProps(role: string, label: string): Record<string, unknown> {
  return { 'aria-role': role, 'aria-label': label }
}

/** Names a field. */
export function fieldProps(label: string): Record<string, unknown> {
  return { 'aria-label': label }
}

/** Says what is on a picture; '' for one that only decorates. */
export function pictureProps(label: string): Record<string, unknown> {
  return label === '' ? {} : { 'aria-label': label }
}

/** Something to look at that the control's own label says already. A screen reader reads only the label here. */
export function decorationProps(): Record<string, unknown> {
  return {}
}
