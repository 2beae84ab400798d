/**
 * Tells the cloud of errors that members met, so that they can be found in its log. Quietly: a report that
 * fails is dropped, reports are limited in number, and nothing here can lead to another report.
 */
import Taro from '@tarojs/taro'
import type { Input } from '../../contract'
import { CLIENT_ERROR_LENGTH_MAX } from '../../contract/limits'
import { send } from './transport'

const REPORTS_MAX = 10
const REPORT_INTERVAL_MS = 5_000

export interface ClientError {
  readonly error: unknown
  /** The action that failed, and the id its answer carried. */
  readonly action?: string
  readonly requestId?: string
}

let reportCount = 0
let lastReportAt = 0
const reported = new Set<string>()

/** Reports an error once: not the same one twice, not too often, not too many. */
export function reportError({ error, action, requestId }: ClientError): void {
  const message = describe(error)
  const now = Date.now()
  const key = `${action ?? ''} ${message}`
  if (reportCount >= REPORTS_MAX || now - lastReportAt < REPORT_INTERVAL_MS || reported.has(key)) return
  reportCount += 1
  lastReportAt = now
  reported.add(key)
  const input: Input<'home.reportClientError'> = {
    message,
    ...(error instanceof Error && error.stack ? { stack: cut(error.stack) } : {}),
    ...(action ? { action } : {}),
    ...(requestId ? { requestId } : {}),
    page: Taro.getCurrentInstance().router?.path.slice(0, 200) ?? '',
    clientVersion: CLIENT_VERSION.slice(0, 50),
  }
  send('home', { action: 'home.reportClientError', input, clientVersion: CLIENT_VERSION }).catch(() => {})
}

function describe(error: unknown): string {
  return cut(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
}

function cut(text: string): string {
  return text.slice(0, CLIENT_ERROR_LENGTH_MAX)
}
