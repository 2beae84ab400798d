/** Recorded calls as something that a function can make again with the SDK. */
import { parseEjsonObject } from '../../../emulator/protocol/ejson'
import type { RecordedCall } from './recorder'

export type ReplayedCall =
  | {
      readonly kind: 'find'
      readonly collection: string
      readonly where: Readonly<Record<string, unknown>>
      readonly order: readonly (readonly [field: string, direction: 'asc' | 'desc'])[]
      readonly limit: number
      readonly fields: Readonly<Record<string, true>> | undefined
    }
  | { readonly kind: 'urls'; readonly fileList: readonly { fileID: string; maxAge: number }[] }

/** What the function `replay` is sent. */
export interface ReplayEvent {
  /** Where the SDK is to find the cloud. */
  readonly at: string
  /** One after the other; the calls of each at once. */
  readonly rounds: readonly (readonly ReplayedCall[])[]
}

function objectIn(text: unknown): Record<string, unknown> {
  return typeof text === 'string' ? parseEjsonObject(text, 0) : {}
}

/** @throws Error for a call that only reads of this kind are not. */
function replayed({ request }: RecordedCall): ReplayedCall {
  const { action, collectionName, query, order, limit, projection, file_list: files } = request
  if (action === 'storage.batchGetDownloadUrl' && Array.isArray(files))
    return {
      kind: 'urls',
      fileList: files.map(({ fileid, max_age }) => ({ fileID: fileid, maxAge: max_age })),
    }
  if (action !== 'database.getDocument' || typeof collectionName !== 'string' || typeof limit !== 'number')
    throw new Error(`${action} is not replayed`)
  const fields = Object.keys(objectIn(projection)).map((field) => [field, true] as const)
  return {
    kind: 'find',
    collection: collectionName,
    where: objectIn(query),
    order: Object.entries(objectIn(order)).map(([field, sign]) => [field, sign === 1 ? 'asc' : 'desc']),
    limit,
    fields: fields.length === 0 ? undefined : Object.fromEntries(fields),
  }
}

/** The calls in the rounds in which they were made: a call that began after all before it had ended begins a new one. */
export function roundsOf(calls: readonly RecordedCall[]): ReplayedCall[][] {
  const rounds: ReplayedCall[][] = []
  let endsAtMs = Number.NEGATIVE_INFINITY
  for (const call of calls) {
    if (call.sentAtMs >= endsAtMs) rounds.push([])
    rounds.at(-1)?.push(replayed(call))
    endsAtMs = Math.max(endsAtMs, call.answeredAtMs)
  }
  return rounds
}

/** What a call asks, without what differs from one invocation to the next. */
function askedBy({ request }: RecordedCall): string {
  const { wxCloudApiToken, ...asked } = request
  return JSON.stringify(Object.entries(asked).sort(([left], [right]) => (left < right ? -1 : 1)))
}

/** Whether two recordings ask the same, call for call, in whatever order those of a round arrived. */
export function askTheSame(left: readonly RecordedCall[], right: readonly RecordedCall[]): boolean {
  const texts = (calls: readonly RecordedCall[]) => JSON.stringify(calls.map(askedBy).sort())
  return texts(left) === texts(right)
}
