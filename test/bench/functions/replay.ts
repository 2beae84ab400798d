/**
 * The calls of another function and nothing else: the same requests of the SDK, those that were made together together,
 * the SDK set up as that function does it (for the environment that it finds itself in, which it then looks up anew at
 * every call). Answers how long they took, in milliseconds.
 */
import { command, database, fileApi } from '../../../cloudfunctions/kit/sdk'
import type { ReplayEvent, ReplayedCall } from '../support/replay'

/** A list of values goes through the SDK's own operator, as in the code that is replayed. */
function conditionsOf(where: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const conditions = Object.entries(where).map(([field, condition]) => {
    const isList = typeof condition === 'object' && condition !== null && '$in' in condition
    return [field, isList && Array.isArray(condition.$in) ? command.in(condition.$in) : condition]
  })
  return Object.fromEntries(conditions)
}

async function send(call: ReplayedCall): Promise<unknown> {
  if (call.kind === 'urls') return fileApi.getTempFileURL({ fileList: [...call.fileList] })
  let query = database.collection(call.collection).where(conditionsOf(call.where)).limit(call.limit)
  for (const [field, direction] of call.order) query = query.orderBy(field, direction)
  return (call.fields ? query.field(call.fields) : query).get()
}

export async function main({ at, rounds }: ReplayEvent): Promise<number> {
  process.env.TCB_CONTEXT_CNFG = JSON.stringify({ URL: `${at}/admin` })
  const startedAt = performance.now()
  for (const calls of rounds) await Promise.all(calls.map(send))
  return performance.now() - startedAt
}
