/** A browser's form needs no button of a special kind. */
import { Button } from '../../../components/Button'
import type { SubmitButtonProps } from './SubmitButton'

export function SubmitButton({ id, label, isDisabled, onTap }: SubmitButtonProps) {
  return <Button id={id} isWide label={label} isDisabled={isDisabled} onTap={onTap} />
}
