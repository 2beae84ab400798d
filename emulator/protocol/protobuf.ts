/** As much of the Protocol Buffers wire format as open API calls use: varints and length-delimited fields. */
import { CloudError } from '../types'

const VARINT = 0
const FIXED_64 = 1
const LENGTH_DELIMITED = 2
const FIXED_32 = 5
/** A varint of 64 bits takes ten bytes. */
const VARINT_BYTES_MAX = 10

/** One field of a message: bytes when length-delimited, a number when a varint. */
export interface ProtobufField {
  readonly number: number
  readonly value: Buffer | number
}

/**
 * The fields of a message in their order. Fixed-width fields are skipped; nothing here uses them.
 * @throws CloudError INVALID_PARAM when the message is cut off or uses groups.
 */
export function readFields(message: Buffer): ProtobufField[] {
  const broken = () => new CloudError('INVALID_PARAM', 'a malformed protobuf message')
  const fields: ProtobufField[] = []
  let at = 0
  const readVarint = (): number => {
    let value = 0
    for (let i = 0; i < VARINT_BYTES_MAX; i++) {
      const byte = message[at++]
      if (byte === undefined) throw broken()
      value += (byte & 0x7f) * 2 ** (7 * i)
      if (byte < 0x80) return value
    }
    throw broken()
  }
  while (at < message.length) {
    const tag = readVarint()
    const number = Math.floor(tag / 8)
    const wireType = tag % 8
    if (wireType === VARINT) fields.push({ number, value: readVarint() })
    else if (wireType === LENGTH_DELIMITED) {
      const length = readVarint()
      if (at + length > message.length) throw broken()
      fields.push({ number, value: message.subarray(at, at + length) })
      at += length
    } else if (wireType === FIXED_64) at += 8
    else if (wireType === FIXED_32) at += 4
    else throw broken()
  }
  return fields
}

function varint(value: bigint): Buffer {
  const bytes: number[] = []
  // Negative numbers travel as their 64-bit two's complement.
  let rest = BigInt.asUintN(64, value)
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Buffer.from(bytes)
}

/** A length-delimited field. */
export function bytesField(number: number, value: Buffer | string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([varint(BigInt(number * 8 + LENGTH_DELIMITED)), varint(BigInt(bytes.length)), bytes])
}

/** An integer field; may be negative. */
export function integerField(number: number, value: number): Buffer {
  return Buffer.concat([varint(BigInt(number * 8 + VARINT)), varint(BigInt(value))])
}
