/**
 * Asks before what cannot be undone. NutUI's sheet, in our colours. Ids: `confirm-yes`, `confirm-no`.
 */
import { Text, View } from '@tarojs/components'
import { useWords } from '../i18n/words'
import { Button } from './Button'
import { Sheet } from './Sheet'
import './Confirm.scss'

interface ConfirmProps {
  readonly isOpen: boolean
  readonly title: string
  readonly hint?: string
  readonly yes: string
  readonly onYes: () => void
  readonly onClose: () => void
}

export function Confirm({ isOpen, title, hint, yes, onYes, onClose }: ConfirmProps) {
  const words = useWords()
  return (
    <Sheet isOpen={isOpen} label={title} onClose={onClose}>
      <View className="confirm">
        <Text className="confirm-title">{title}</Text>
        {hint ? <Text className="confirm-hint">{hint}</Text> : null}
        <Button id="confirm-yes" kind="danger" isWide label={yes} onTap={onYes} />
        <Button id="confirm-no" kind="quiet" isWide label={words.common.cancel} onTap={onClose} />
      </View>
    </Sheet>
  )
}
