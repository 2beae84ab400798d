import { types } from 'node:util'
import { encodeValue, type Interval } from './key-encoding'
import { isPlainObject } from './paths'

/** Characters that mean themselves when nothing stands before them. */
const PLAIN = /^[^\\^$.*+?()[\]{}|\p{Surrogate}\0]$/u
/** Punctuation that a backslash makes plain. */
const ESCAPED = /^[\\^$.*+?()[\]{}|/-]$/
/** What may follow a character and allow its absence. */
const OPTIONAL = /^[*?{]$/
/** Flags under which the text after `^` is no longer exactly the beginning of the value. */
const FLAGS_WITHOUT_PREFIX = /[imx]/

/** What of an index can match a pattern such as `^abc`. */
export interface AnchoredPattern {
  /** The texts that begin as the pattern does. */
  readonly texts: Interval
  /** The place of the same pattern, stored as a value. */
  readonly itself: Buffer
}

/**
 * Reads a condition of one field, a pattern alone or with `$regex`. Undefined when it is none, or when the pattern does
 * not fix how a text begins.
 */
export function anchoredPattern(condition: unknown): AnchoredPattern | undefined {
  const { $regex, $options } = isPlainObject(condition)
    ? condition
    : { $regex: condition, $options: undefined }
  const pattern = types.isRegExp($regex) ? $regex : undefined
  const source = pattern?.source ?? $regex
  const flags = $options ?? pattern?.flags ?? ''
  if (typeof source !== 'string' || typeof flags !== 'string' || (!pattern && condition === $regex)) {
    return undefined
  }
  const prefix = FLAGS_WITHOUT_PREFIX.test(flags) ? '' : literalPrefix(source)
  if (prefix === '') return undefined
  const closed = encodeValue(prefix)
  // Without the two bytes that close a text, so that longer ones lie within.
  const bytes = closed.subarray(0, closed.length - 2)
  const texts: Interval = { lower: { bytes, side: 'before' }, upper: { bytes, side: 'after' } }
  return { texts, itself: encodeValue(new RegExp(source, flags)) }
}

function literalPrefix(source: string): string {
  // An alternative may begin otherwise; whether it is one of the whole pattern is not worth finding out.
  if (!source.startsWith('^') || source.includes('|')) return ''
  let prefix = ''
  for (let at = 1; at < source.length; ) {
    const isEscape = source[at] === '\\'
    const character = source[isEscape ? at + 1 : at] ?? ''
    if (!(isEscape ? ESCAPED : PLAIN).test(character)) break
    at += isEscape ? 2 : 1
    if (OPTIONAL.test(source[at] ?? '')) break
    prefix += character
  }
  return prefix
}
