/**
 * A copy of everything that is kept of me: asked for, made, fetched. Ids: `page-export`, `export-request`,
 * `export-preparing`, `export-ready`, `export-fetch`, `export-failed`.
 */
import { Text, View } from '@tarojs/components'
import { useDidHide, useDidShow, useUnload } from '@tarojs/taro'
import { useRef, useState } from 'react'
import type { ErrorCode } from '../../../contract/errors'
import type { DataExport } from '../../../contract/privacy'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { FailureView } from '../../components/StateView'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { getExport, requestExport } from '../../features/member/settings'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { sayRefusal } from '../../i18n/say-refusal'
import { sayDay } from '../../i18n/say-time'
import { useWords, wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { CAN_DOWNLOAD, fetchFile } from '../../platform/download'
import { toast } from '../../platform/toast'
import './export.scss'

/** How often the page asks, while it is looked at, how far the copy is. */
const ASK_AGAIN_MS = 5_000
const BYTES_OF_A_MEGABYTE = 1024 * 1024

/** `undefined`: not answered yet. `none`: no copy was asked for. */
type Known = DataExport | 'none' | undefined

function useExport() {
  const [known, setKnown] = useState<Known>()
  const [failure, setFailure] = useState<ErrorCode>()
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const rest = () => clearTimeout(timer.current)

  const learn = (answer: DataExport | undefined) => {
    rest()
    setFailure(undefined)
    setKnown(answer ?? 'none')
    if (answer?.state === 'waiting') timer.current = setTimeout(() => void load(), ASK_AGAIN_MS)
  }
  const load = async () => {
    try {
      if (!useMemberStore.getState().me) await refreshMe()
      if (useMemberStore.getState().me) learn(await getExport())
    } catch (error) {
      setFailure(toCallError(error).code)
    }
  }
  const request = async () => {
    try {
      learn(await requestExport())
    } catch (error) {
      toast(sayRefusal(error, wordsNow()))
    }
  }
  useDidShow(() => void load())
  useDidHide(rest)
  useUnload(rest)
  return { known, failure, load, request }
}

export default function ExportPage() {
  const { exporting } = useWords()
  const { known, failure, load, request } = useExport()
  return (
    <PageFrame name="export" title={exporting.title}>
      <MembersOnly>
        <View className="export">
          <View>{exporting.intro}</View>
          <View className="export-list">
            {exporting.includes.map((item) => (
              <View key={item} className="export-item">
                <View className="export-check icon-check" />
                <Text>{item}</Text>
              </View>
            ))}
          </View>
          {failure && known === undefined ? (
            <FailureView failure={failure} onRetry={() => void load()} />
          ) : (
            <State known={known} onRequest={() => void request()} />
          )}
        </View>
      </MembersOnly>
    </PageFrame>
  )
}

interface StateProps {
  readonly known: Known
  readonly onRequest: () => void
}

function State({ known, onRequest }: StateProps) {
  const { exporting } = useWords()
  if (known === undefined) return <View className="skeleton export-skeleton" />
  if (known === 'none')
    return <Button id="export-request" isWide label={exporting.request} onTap={onRequest} />
  if (known.state === 'waiting') {
    return (
      <View id="export-preparing" className="export-state">
        <View className="export-state-title">
          <View className="icon-clock" />
          <Text>{exporting.preparing}</Text>
        </View>
      </View>
    )
  }
  if (known.state === 'failed' || !known.url) {
    return (
      <View id="export-failed" className="export-state">
        <View className="export-state-title">{exporting.failed}</View>
        <Button id="export-request" isWide label={exporting.again} onTap={onRequest} />
      </View>
    )
  }
  return <Ready url={known.url} bytes={known.bytes} expiresAt={known.expiresAt} />
}

interface ReadyProps {
  readonly url: string
  readonly bytes?: number
  readonly expiresAt?: number
}

function Ready({ url, bytes, expiresAt }: ReadyProps) {
  const words = useWords()
  const { exporting, errors } = words
  const take = async () => {
    try {
      await fetchFile(url)
      if (!CAN_DOWNLOAD) toast(exporting.copied)
    } catch {
      toast(errors.INTERNAL)
    }
  }
  return (
    <View id="export-ready" className="export-state">
      <View className="export-state-title">
        <View className="icon-solved" />
        <Text>{exporting.ready}</Text>
      </View>
      {bytes === undefined ? null : <View>{exporting.size((bytes / BYTES_OF_A_MEGABYTE).toFixed(1))}</View>}
      {expiresAt === undefined ? null : (
        <View className="export-hint">{exporting.readyHint(sayDay(expiresAt, Date.now(), words))}</View>
      )}
      <Button
        id="export-fetch"
        isWide
        label={CAN_DOWNLOAD ? exporting.download : exporting.copyLink}
        onTap={() => void take()}
      />
    </View>
  )
}
