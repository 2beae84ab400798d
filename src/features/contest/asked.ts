/** What a page asks of the cloud when it opens: the answer, why there is none, and asking again. */
import { useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import type { ErrorCode } from '../../../contract/errors'
import { toCallError } from '../../platform/call-error'

export interface Asked<T> {
  readonly answer?: T
  readonly failure?: ErrorCode
  readonly ask: () => Promise<void>
}

/** Asks once the component stands, and anew when its page is shown again; what was answered stays meanwhile. */
export function useAsked<T>(question: () => Promise<T>): Asked<T> {
  const [known, know] = useState<{ readonly answer?: T; readonly failure?: ErrorCode }>({})
  const isAnswered = useRef(false)
  const ask = async () => {
    try {
      const answer = await question()
      isAnswered.current = true
      know({ answer })
    } catch (error) {
      const failure = toCallError(error).code
      know(({ answer }) => (answer === undefined ? { failure } : { answer }))
    }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once; the page's parameters do not change.
  useEffect(() => void ask(), [])
  useDidShow(() => {
    if (isAnswered.current) void ask()
  })
  return { ...known, ask }
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor?: string
}

export interface AskedPages<T, More extends object> extends Asked<Page<T> & More> {
  /** Asks for the next page, if there is one and none is under way. */
  readonly askMore: () => Promise<void>
}

/**
 * The same for a list in pages; shown again, it begins from its first page. What an answer says besides its page is
 * that of the first one.
 */
export function usePages<T, More extends object>(
  question: (cursor?: string) => Promise<Page<T> & More>,
): AskedPages<T, More> {
  const [more, setMore] = useState<Page<T>>()
  const isUnderWay = useRef(false)
  const { answer, failure, ask } = useAsked(async () => {
    const page = await question()
    setMore(undefined)
    return page
  })
  const nextCursor = (more ?? answer)?.nextCursor
  const askMore = async () => {
    if (nextCursor === undefined || isUnderWay.current) return
    isUnderWay.current = true
    try {
      const page = await question(nextCursor)
      setMore((before) => ({ items: [...(before?.items ?? []), ...page.items], nextCursor: page.nextCursor }))
    } catch {
      // The end of the list asks again when it is reached once more.
    } finally {
      isUnderWay.current = false
    }
  }
  const whole = answer && { ...answer, items: [...answer.items, ...(more?.items ?? [])], nextCursor }
  return { answer: whole, failure, ask, askMore }
}
