import { randomBytes } from 'node:crypto'
import { types } from 'node:util'
import type { Document, PlainObject } from '../types'
import { requestFailed } from './errors'
import { encodeValue } from './key-encoding'
import { isPlainObject } from './paths'

/** MongoDB's limit of one document, in bytes as BSON. */
export const DOCUMENT_SIZE_MAX_BYTES = 16 * 1024 * 1024
/** MongoDB's limit of nesting. */
const DOCUMENT_DEPTH_MAX = 100
/** A key of the store has 1978 bytes; the rest of it belongs to the indexed fields. */
const ID_SIZE_MAX_BYTES = 1024

/** A document that may be stored: an own copy with an `_id`, of plain values only, not too deep and not too big. */
export function toDocument(source: PlainObject): Document {
  const copy = copyValue(source, 1)
  if (!isPlainObject(copy)) throw requestFailed('a document must be an object')
  const { _id: given, ...fields } = copy
  const _id = given === undefined ? randomBytes(16).toString('hex') : given
  if (!isDocumentId(_id)) throw requestFailed('the _id of a document must be a string or a number')
  return withinSize({ _id, ...fields })
}

/** A document's own copy, so that nobody can change what the database still needs. */
export function cloneDocument(document: Document): Document {
  const copy: Document = { _id: document._id }
  for (const [name, field] of Object.entries(document)) if (name !== '_id') copy[name] = copyValue(field, 2)
  return copy
}

export function isDocumentId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

/** The bytes of an `_id`, in order. Text with lone surrogates has no UTF-8 form, so two ids could become one. */
export function encodeId(id: string | number): Buffer {
  if (typeof id === 'string' && /\p{Surrogate}/u.test(id))
    throw requestFailed('_id is not valid Unicode text')
  const bytes = encodeValue(id)
  if (bytes.length > ID_SIZE_MAX_BYTES) throw requestFailed(`_id is longer than ${ID_SIZE_MAX_BYTES} bytes`)
  return bytes
}

function withinSize(document: Document): Document {
  const sizeBytes = bsonSizeBytes(document)
  if (sizeBytes > DOCUMENT_SIZE_MAX_BYTES) {
    throw requestFailed(`document of ${sizeBytes} bytes is larger than ${DOCUMENT_SIZE_MAX_BYTES} bytes`)
  }
  return document
}

/** A deep copy without undefined fields; refuses what MongoDB could not store or what could not be addressed by a path. */
export function copyValue(value: unknown, depth = 1): unknown {
  if (depth > DOCUMENT_DEPTH_MAX) throw requestFailed(`document is nested deeper than ${DOCUMENT_DEPTH_MAX}`)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  // JSON has no -0, so neither has a document that came over the wire.
  if (typeof value === 'number') return value === 0 ? 0 : value
  if (types.isDate(value)) return new Date(value)
  if (types.isRegExp(value)) return new RegExp(value)
  // An array that was written past its end has holes, which `map` would leave.
  if (Array.isArray(value)) return Array.from(value, (element) => copyValue(element ?? null, depth + 1))
  if (!isPlainObject(value)) throw requestFailed(`a ${typeof value} cannot be stored`)
  const copy: PlainObject = {}
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue
    checkFieldName(name)
    copy[name] = copyValue(field, depth + 1)
  }
  return copy
}

function checkFieldName(name: string): void {
  if (name.startsWith('$')) throw requestFailed(`field name '${name}' must not begin with '$'`)
  if (name.includes('.')) throw requestFailed(`field name '${name}' must not contain '.'`)
  if (name.includes('\0')) throw requestFailed('a field name must not contain the character U+0000')
  if (name === '__proto__') throw requestFailed("field name '__proto__' is reserved")
}

/** The size of a value as BSON (https://bsonspec.org/spec.html), without the type byte and the name before it. */
export function bsonSizeBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) + 5
  if (typeof value === 'number' || types.isDate(value)) return 8
  if (typeof value === 'boolean') return 1
  if (value === null || value === undefined) return 0
  if (types.isRegExp(value)) return Buffer.byteLength(value.source) + value.flags.length + 2
  let sizeBytes = 5
  for (const [name, field] of Object.entries(value))
    sizeBytes += Buffer.byteLength(name) + 2 + bsonSizeBytes(field)
  return sizeBytes
}
