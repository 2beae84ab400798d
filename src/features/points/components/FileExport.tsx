/**
 * A file that is put together first, and then handed over by a tap of its own, as WeChat wants it. Ids: `{id}`,
 * `{id}-take`.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/Button'
import { sayRefusal } from '../../../i18n/say-refusal'
import { useWords, wordsNow } from '../../../i18n/words'
import { CAN_SAVE, saveText } from '../../../platform/save-text'
import { toast } from '../../../platform/toast'
import './FileExport.scss'

interface FileExportProps {
  readonly id: string
  readonly label: string
  /** Without its ending. */
  readonly fileName: string
  /** @throws CallError when no answer came. */
  fetch(): Promise<string>
}

export function FileExport({ id, label, fileName, fetch }: FileExportProps) {
  const { points } = useWords()
  const [text, setText] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const prepare = async () => {
    setBusy(true)
    try {
      setText(await fetch())
    } catch (error) {
      toast(sayRefusal(error, wordsNow()))
    } finally {
      setBusy(false)
    }
  }
  const take = async () => {
    try {
      await saveText(`${fileName}.csv`, text ?? '')
    } catch {
      // Whoever thinks better of it has seen WeChat's own word; the file stays ready.
    }
  }
  return (
    <View className="file-export">
      {text === undefined ? (
        <Button
          id={id}
          kind="quiet"
          isWide
          isDisabled={isBusy}
          label={isBusy ? points.exporting : label}
          onTap={() => void prepare()}
        />
      ) : (
        <>
          <View className="file-export-ready">{points.exportReady}</View>
          <Button
            id={`${id}-take`}
            kind="quiet"
            isWide
            label={CAN_SAVE ? points.exportSave : points.exportSend}
            onTap={() => void take()}
          />
        </>
      )}
    </View>
  )
}
