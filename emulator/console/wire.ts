/** Documents on their way to the page. */
import { types } from 'node:util'
import type { PlainObject } from '../types'
import type { WireDocument, WireValue } from './shapes'

export function toWire(value: unknown): WireValue {
  if (typeof value === 'number') return numberToWire(value)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  if (types.isDate(value)) return { $date: value.toISOString() }
  if (types.isRegExp(value)) return { $regex: String(value) }
  return Array.isArray(value) ? value.map(toWire) : documentToWire({ ...value })
}

export function documentToWire(document: PlainObject): WireDocument {
  return Object.fromEntries(Object.entries(document).map(([name, field]) => [name, toWire(field)]))
}

function numberToWire(value: number): WireValue {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { $number: Object.is(value, -0) ? '-0' : String(value) }
}
