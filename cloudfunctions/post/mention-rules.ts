/** Members that a text names. They stand in it as `@{mbr_…}`, never by a name that may change. Pure. */
import { MENTIONS_MAX } from '../../contract/limits'
import { AppError } from '../kit/app-error'

const TOKEN = /@\{(mbr_[0-9a-z]{8,40})\}/gu

/**
 * Whom a text names, each once, in order.
 * @throws AppError INVALID_INPUT for more than MENTIONS_MAX
 */
export function mentionIdsIn(text: string): string[] {
  const ids = [...new Set(Array.from(text.matchAll(TOKEN), ([, memberId = '']) => memberId))]
  if (ids.length > MENTIONS_MAX) {
    throw new AppError('INVALID_INPUT', { field: 'text', rule: 'too_long', limit: MENTIONS_MAX })
  }
  return ids
}

/** The text without the members that it names: for where no name can be looked up. */
export function withoutMentions(text: string): string {
  return text.replace(TOKEN, ' ')
}
