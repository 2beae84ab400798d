import { CloudError } from '../types'
import { notEmulated, requestFailed } from './errors'

/** Flags that mean the same in MongoDB's patterns (PCRE) and here; `g` and `y` are a matter of JavaScript alone. */
const SHARED = /^[imsu]*$/
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
  let source = inline ? pattern.slice(inline[0].length) : pattern
  if (given.delete('x')) source = withoutSpace(source)
  given.delete('g')
  given.delete('y')
  const flags = [...given].sort().join('')
  if (!SHARED.test(flags)) throw notEmulated(`RegExp option ${options}`)
  try {
    return new RegExp(source, flags)
  } catch (error) {
    if (error instanceof CloudError) throw error
    throw requestFailed(`Regular expression is invalid: ${pattern}`)
  }
}

/** The pattern without the white space and comments that stand outside of classes and escapes. */
function withoutSpace(pattern: string): string {
  return pattern.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\s+|#.*/g, (part) =>
    /^(\s|#)/.test(part) ? '' : part,
  )
}
