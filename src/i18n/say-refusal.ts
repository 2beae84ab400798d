/** The sentence of a refusal. */
import { toCallError } from '../platform/call-error'
import type { Words } from './zh-CN'

export function sayRefusal(error: unknown, words: Words): string {
  return words.errors[toCallError(error).code]
}
