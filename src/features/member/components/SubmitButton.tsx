/** Submits a form in WeChat, where only its own button can. `SubmitButton.h5.tsx`: an ordinary one. */
import { Button as NativeButton } from '@tarojs/components'
import './SubmitButton.scss'

export interface SubmitButtonProps {
  readonly id: string
  readonly label: string
  readonly isDisabled: boolean
  /** For browsers; WeChat tells the form. */
  readonly onTap: () => void
}

export function SubmitButton({ id, label, isDisabled }: SubmitButtonProps) {
  const look = isDisabled ? 'button-off' : 'button-primary'
  return (
    <NativeButton
      id={id}
      className={`button button-wide native-button ${look}`}
      formType="submit"
      disabled={isDisabled}
    >
      {label}
    </NativeButton>
  )
}
