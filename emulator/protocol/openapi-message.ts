/**
 * The two messages of an open API call: CommApiData in, CommOpenApiResp out. Field numbers are those
 * of the SDK's own generated code.
 */
import { type ApiAnswer, isFileAnswer } from '../openapi/answer'
import { CloudError, type PlainObject } from '../types'
import { bytesField, integerField, readFields } from './protobuf'

const OPEN_API = 0

/** A file among the arguments, such as the picture of `imgSecCheck`. */
export interface MediaArgument {
  readonly filename: string
  readonly bytes: Buffer
}

function jsonArgument(key: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new CloudError('INVALID_PARAM', `the argument ${key} is not JSON`)
  }
}

/** One KeyValuePair: 1 key, 2 value, 4 file name (which says that the value is a file and not JSON). */
function readArgument(pair: Buffer): [key: string, value: unknown] {
  const fields = new Map(readFields(pair).map((field) => [field.number, field.value]))
  const key = fields.get(1)
  const value = fields.get(2)
  const filename = fields.get(4)
  if (!Buffer.isBuffer(key)) throw new CloudError('INVALID_PARAM', 'an argument without a name')
  const bytes = Buffer.isBuffer(value) ? value : Buffer.alloc(0)
  if (Buffer.isBuffer(filename)) {
    const media: MediaArgument = { filename: filename.toString('utf8'), bytes }
    return [key.toString('utf8'), media]
  }
  return [key.toString('utf8'), jsonArgument(key.toString('utf8'), bytes)]
}

/**
 * The arguments of an open API call by name. CommApiData: 1 kind of call, 2 OpenApiData { 1 repeated pair }.
 * @throws CloudError NOT_EMULATED for calls of another kind (open data by cloud id, VoIP signatures).
 */
export function readOpenApiArguments(message: Buffer, apiName: string): PlainObject {
  const args: [string, unknown][] = []
  for (const field of readFields(message)) {
    if (field.number === 1 && field.value !== OPEN_API) {
      throw new CloudError('NOT_EMULATED', `not emulated: ${apiName}`)
    }
    if (field.number !== 2 || !Buffer.isBuffer(field.value)) continue
    for (const pair of readFields(field.value)) {
      if (pair.number !== 1 || !Buffer.isBuffer(pair.value)) continue
      args.push(readArgument(pair.value))
    }
  }
  return Object.fromEntries(args)
}

/** The reply of an api: 1 its JSON or its file, 2 the type of that. */
export function openApiReply(answer: ApiAnswer): Buffer {
  const [bytes, contentType] = isFileAnswer(answer)
    ? [answer.bytes, answer.contentType]
    : [JSON.stringify(answer), 'application/json']
  return Buffer.concat([bytesField(1, bytes), bytesField(2, contentType)])
}

/** The reply when the platform itself refuses the call: 3 the error code, such as -604101 for a missing permission. */
export function openApiSystemError(errorCode: number): Buffer {
  return integerField(3, errorCode)
}
