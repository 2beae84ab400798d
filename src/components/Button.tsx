/** A button with a word on it: `primary` once a screen, `quiet` for the rest, `danger` for what cannot be undone. */
import { Tappable } from './Tappable'
import './Button.scss'

interface ButtonProps {
  readonly id?: string
  readonly kind?: 'primary' | 'quiet' | 'danger'
  /** As wide as its place. */
  readonly isWide?: boolean
  readonly isDisabled?: boolean
  readonly label: string
  readonly onTap: () => void
}

export function Button({ id, kind = 'primary', isWide, isDisabled, label, onTap }: ButtonProps) {
  const className = `button button-${kind}${isWide ? ' button-wide' : ''}${isDisabled ? ' button-off' : ''}`
  return (
    <Tappable id={id} className={className} label={label} isDisabled={isDisabled} onTap={onTap}>
      {label}
    </Tappable>
  )
}
