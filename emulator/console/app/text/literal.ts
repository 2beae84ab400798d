/** Documents as JavaScript literals: what the editor shows, and what the server reads back as the same values. */
import type { WireDocument, WireValue } from '../../shapes'

const PLAIN_NAME = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u
/** Shorter objects and arrays stay on one line. */
const LINE_LENGTH = 72

export function isWireObject(value: WireValue): value is WireDocument {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A date, pattern or special number as code; undefined for anything else. */
export function typedText(value: WireValue): string | undefined {
  if (!isWireObject(value)) return undefined
  if (typeof value.$date === 'string') return `new Date(${quoted(value.$date)})`
  if (typeof value.$regex === 'string') return value.$regex
  return typeof value.$number === 'string' ? value.$number : undefined
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1)
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

function nameText(name: string): string {
  return PLAIN_NAME.test(name) ? name : quoted(name)
}

/** On one line. */
export function inlineLiteral(value: WireValue): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const typed = typedText(value)
  if (typed !== undefined) return typed
  if (!isWireObject(value)) return `[${[...listOf(value)].map(inlineLiteral).join(', ')}]`
  const fields = Object.entries(value).map(([name, field]) => `${nameText(name)}: ${inlineLiteral(field)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function listOf(value: WireValue): readonly WireValue[] {
  return Array.isArray(value) ? value : []
}

/** On as many lines as it needs. */
export function literal(value: WireValue, indent = ''): string {
  const inline = inlineLiteral(value)
  const isComplex = typeof value === 'object' && value !== null && typedText(value) === undefined
  if (!isComplex || (indent !== '' && inline.length + indent.length <= LINE_LENGTH)) return inline
  const inner = `${indent}  `
  const lines = isWireObject(value)
    ? Object.entries(value).map(([name, field]) => `${inner}${nameText(name)}: ${literal(field, inner)},`)
    : listOf(value).map((item) => `${inner}${literal(item, inner)},`)
  const [open, close] = isWireObject(value) ? ['{', '}'] : ['[', ']']
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join('\n')}\n${indent}${close}`
}
