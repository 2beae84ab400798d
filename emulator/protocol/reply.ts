/** The body of a reply as bytes. */
import { CloudError, type PlainObject } from '../types'
import { stringifyEjson } from './ejson'

/** PLATFORM 2: a reply of the database is at most 16 MB. */
const DOCUMENTS_BYTES_MAX = 16 * 1024 * 1024

const SEPARATOR = Buffer.from(',')
const END = Buffer.from(']}}')

/** What is merged into `{ requestId }` to make the reply; documents are written already. */
export type ReplyBody = Readonly<Record<string, unknown>> | DocumentList

const written = new WeakMap<object, Buffer>()

/** A document as a reply holds it, Extended JSON as text in JSON; of one that cannot change it is written once. */
function bytesOf(document: PlainObject): Buffer {
  const known = written.get(document)
  if (known) return known
  const bytes = Buffer.from(JSON.stringify(stringifyEjson(document)))
  if (Object.isFrozen(document)) written.set(document, bytes)
  return bytes
}

/** The documents that a reply consists of, `{ data: { list } }`. */
export class DocumentList {
  private readonly written: readonly Buffer[]

  /** @throws CloudError DATABASE_REQUEST_FAILED for more than the cloud would send. */
  constructor(documents: readonly PlainObject[]) {
    this.written = documents.map(bytesOf)
    // As text in JSON a document is only longer: what is short enough so is never counted again.
    if (sumOf(this.written, ({ length }) => length) <= DOCUMENTS_BYTES_MAX) return
    const sizeBytes = sumOf(this.written, (bytes) => Buffer.byteLength(JSON.parse(bytes.toString('utf8'))))
    if (sizeBytes > DOCUMENTS_BYTES_MAX)
      throw new CloudError(
        'DATABASE_REQUEST_FAILED',
        `the reply would be larger than ${DOCUMENTS_BYTES_MAX} bytes`,
      )
  }

  replyBytes(requestId: string): Buffer {
    const parts: Buffer[] = [Buffer.from(`{"requestId":${JSON.stringify(requestId)},"data":{"list":[`)]
    for (const [at, document] of this.written.entries())
      if (at === 0) parts.push(document)
      else parts.push(SEPARATOR, document)
    return Buffer.concat([...parts, END])
  }
}

function sumOf(buffers: readonly Buffer[], measure: (bytes: Buffer) => number): number {
  return buffers.reduce((sum, bytes) => sum + measure(bytes), 0)
}

/** The body of a reply. */
export function replyBytes(requestId: string, body: ReplyBody): Buffer {
  if (body instanceof DocumentList) return body.replyBytes(requestId)
  return Buffer.from(JSON.stringify({ requestId, ...body }))
}
