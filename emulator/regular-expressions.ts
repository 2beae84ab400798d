import { CloudError } from './types'

/** Flags that mean the same in MongoDB's patterns (PCRE) and here. */
const SHARED = /^[imsu]*$/
/** Flags of JavaScript that say how to search, not what for. */
const OF_THE_SEARCH = ['d', 'g', 'y']
/** Options at the head of a PCRE pattern, as in `(?i)abc`. */
const INLINE_OPTIONS = /^\(\?([imsx]+)\)/

/**
 * A pattern as MongoDB reads it. `x` (white space and comments in the pattern do not count) is written out, because
 * JavaScript has no such flag.
 * @throws CloudError NOT_EMULATED for an option without a counterpart; DATABASE_REQUEST_FAILED for a bad pattern.
 */
export function regularExpression(pattern: string, options: string): RegExp {
  const inline = INLINE_OPTIONS.exec(pattern)
  const given = new Set([...options, ...(inline?.[1] ?? '')])
  for (const flag of OF_THE_SEARCH) given.delete(flag)
  const whole = inline ? pattern.slice(inline[0].length) : pattern
  const source = given.delete('x') ? withoutSpace(whole) : whole
  const flags = [...given].sort().join('')
  if (!SHARED.test(flags)) throw new CloudError('NOT_EMULATED', `not emulated: RegExp option ${options}`)
  try {
    return new RegExp(source, flags)
  } catch {
    throw new CloudError('DATABASE_REQUEST_FAILED', `Regular expression is invalid: ${pattern}`)
  }
}

/** The pattern without the white space and comments that stand outside of classes and escapes. */
function withoutSpace(pattern: string): string {
  return pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\s+|#.*/g, (part) =>
    /^(\s|#)/.test(part) ? '' : part,
  )
}
