/** What a page asked for, in all its states: its shape while it waits, gone, failed, here. Ids: `{id}-skeleton`, `{id}-gone`. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { FailureView, StateView } from '../../../components/StateView'
import type { Asked } from '../asked'
import './Answered.scss'

interface AnsweredProps<T> {
  readonly id: string
  readonly asked: Asked<T>
  /** What is said when there is no such thing. */
  readonly gone: string
  readonly children: (answer: T) => ReactNode
}

export function Answered<T>({ id, asked: { answer, failure, ask }, gone, children }: AnsweredProps<T>) {
  if (answer !== undefined) return children(answer)
  if (failure === 'NOT_FOUND' || failure === 'INVALID_INPUT')
    return <StateView id={`${id}-gone`} drawing="door" title={gone} />
  if (failure) return <FailureView failure={failure} onRetry={() => void ask()} />
  return (
    <View id={`${id}-skeleton`} className="answered-skeleton">
      <View className="skeleton answered-line" />
      <View className="skeleton answered-block" />
      <View className="skeleton answered-block" />
    </View>
  )
}
