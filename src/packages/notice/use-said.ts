/** What is being said in a case: words and photos, and handing both in. */
import { useUnload } from '@tarojs/taro'
import { useState } from 'react'
import { clearTray, trayOf, type Upload, useMediaStore } from '../../features/media/store'
import type { Said } from '../../features/notice/cases'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'

const isPending = ({ phase }: Upload) => phase !== 'done' && phase !== 'failed'

export interface Saying {
  readonly text: string
  readonly setText: (text: string) => void
  readonly isBusy: boolean
  readonly refusal?: string
  /** Hands in what was written; when that succeeds the field and the tray are empty again. */
  readonly send: (deliver: (said: Said) => Promise<void>) => Promise<void>
}

/** @param tray the tray whose photos go with the words */
export function useSaid(tray: string): Saying {
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  useUnload(() => clearTray(tray))

  const send = async (deliver: (said: Said) => Promise<void>) => {
    const { cases } = wordsNow()
    const uploads = trayOf(useMediaStore.getState(), tray)
    if (isBusy) return
    if (text.trim() === '') return setRefusal(cases.textNeeded)
    if (uploads.some(isPending)) return setRefusal(cases.photoUploading)
    setBusy(true)
    setRefusal(undefined)
    try {
      const photoIds = uploads.flatMap(({ done }) => (done ? [done.photo.mediaId] : []))
      await deliver({ text: text.trim(), photoIds })
      setText('')
      clearTray(tray)
    } catch (error) {
      setRefusal(sayRefusal(error, wordsNow()))
    }
    setBusy(false)
  }
  return { text, setText, isBusy, refusal, send }
}
