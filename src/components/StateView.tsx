/** A screen or a list that has nothing to show says why, and what to do next, with a drawing. */
import { Image, Text, View } from '@tarojs/components'
import type { ErrorCode } from '../../contract/errors'
import { useWords } from '../i18n/words'
import { pictureProps } from '../platform/control-props'
import { Button } from './Button'
import { DRAWINGS, type Drawing } from './drawings'
import './StateView.scss'

interface StateViewProps {
  readonly id?: string
  readonly drawing: Drawing
  readonly title: string
  readonly hint?: string
  readonly action?: { readonly id?: string; readonly label: string; readonly onTap: () => void }
}

export function StateView({ id, drawing, title, hint, action }: StateViewProps) {
  return (
    <View id={id} className="state-view">
      <Image className="state-drawing" src={DRAWINGS[drawing]} mode="scaleToFill" {...pictureProps('')} />
      <Text className="state-title">{title}</Text>
      {hint ? <Text className="state-hint">{hint}</Text> : null}
      {action ? <Button id={action.id} kind="quiet" label={action.label} onTap={action.onTap} /> : null}
    </View>
  )
}

interface FailureViewProps {
  readonly failure: ErrorCode
  readonly onRetry: () => void
}

/** What happened, that nothing is lost, and the way to try again. */
export function FailureView({ failure, onRetry }: FailureViewProps) {
  const words = useWords()
  const isOffline = failure === 'OFFLINE' || failure === 'TIMEOUT'
  return (
    <StateView
      id={isOffline ? 'state-offline' : 'state-error'}
      drawing={isOffline ? 'offline' : 'spill'}
      title={isOffline ? words.common.offlineTitle : words.common.errorTitle}
      hint={isOffline ? words.common.offlineHint : `${words.errors[failure]}。${words.common.errorHint}`}
      action={{ id: 'retry', label: words.common.retry, onTap: onRetry }}
    />
  )
}
