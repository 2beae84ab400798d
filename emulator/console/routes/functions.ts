/** Functions: what they are set to, what they were called with and what it cost. */
import * as z from 'zod'
import type { Host } from '../../functions/host'
import { HttpError } from '../../http'
import type { InvocationRecord } from '../../types'
import { plain } from '../query/commands'
import { evaluate } from '../query/evaluate'
import { parse } from '../query/syntax'
import { type ConsoleParts, get, post, problemOf, type Route } from '../route'
import type { FunctionInfo, InvokeInput, InvokeOutcome, RecordSummary } from '../shapes'

const OPENID = /^[\w-]{0,64}$/
const nameSchema = z.strictObject({ name: z.string().optional() })
const invokeSchema: z.ZodType<InvokeInput> = z.strictObject({
  event: z.string(),
  openid: z.string().regex(OPENID),
  source: z.enum(['wx_client', 'wx_trigger', 'wx_push']),
})

export function functionRoutes({ host, clock }: ConsoleParts): Route[] {
  return [
    get('functions', () => host.names().map((name) => describe(host, name))),
    get('records', ({ query }) => recordsOf(host, query.get('function'))),
    get('records/:requestId', (call) => {
      const record = host.records.find(({ requestId }) => requestId === call.param('requestId'))
      if (!record) throw new HttpError(404, 'NOT_FOUND', 'There is no record of that call any more.')
      return record
    }),
    post('functions/warm', async () => {
      await host.warm()
      return {}
    }),
    post('functions/reload', async (call) => {
      host.reload((await call.json(nameSchema)).name)
      return {}
    }),
    post('functions/:name/invoke', async (call) => {
      const input = await call.json(invokeSchema)
      return invoke(host, call.param('name'), input, clock.now())
    }),
  ]
}

export function summaryOf({ logs, ...record }: InvocationRecord): RecordSummary {
  return { ...record, logLines: logs.length }
}

function recordsOf(host: Host, functionName: string | null): RecordSummary[] {
  return host.records
    .filter((record) => functionName === null || record.functionName === functionName)
    .map(summaryOf)
    .reverse()
}

async function invoke(host: Host, name: string, input: InvokeInput, now: number): Promise<InvokeOutcome> {
  try {
    const node = parse(input.event)
    const event = node ? plain(evaluate(node, now)) : {}
    const caller = { identity: { openid: input.openid }, source: input.source }
    const { json, error, record } = await host.invoke(name, event, caller)
    if (error)
      return {
        record,
        problem: {
          code: error.errorType ?? 'FUNCTION_FAILED',
          message: error.stackTrace ?? error.errorMessage,
        },
      }
    return { record, json }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

function describe(host: Host, name: string): FunctionInfo {
  const records = host.records.filter(({ functionName }) => functionName === name)
  const durations = records.map(({ durationMs }) => durationMs).sort((a, b) => a - b)
  const counted = {
    name,
    calls: records.length,
    failures: records.filter(({ error }) => error !== undefined).length,
    medianMs: durations[durations.length >> 1],
  }
  try {
    const { timeout, memory, permissions, messagePush, triggers } = host.configOf(name)
    return {
      ...counted,
      timeoutS: timeout,
      memoryMb: memory,
      openApis: permissions.openapi,
      pushes: messagePush.map(({ MsgType, Event }) => (Event ? `${MsgType}/${Event}` : MsgType)),
      timer: triggers[0]?.config,
      problem: undefined,
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { ...counted, timeoutS: 0, memoryMb: 0, openApis: [], pushes: [], timer: undefined, problem }
  }
}
