/** What of a text can be seen. Pure. */
import { AppError } from './app-error'

/** Characters that are not seen and only serve to split words from the check's eyes. */
const INVISIBLE = /\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu

/** The text as the check should read it: compatibility forms unified, invisible characters gone. */
export function textForCheck(content: string): string {
  return content.normalize('NFKC').replace(INVISIBLE, '')
}

/**
 * Refuses a text of which nothing can be seen.
 * @throws AppError INVALID_INPUT naming the field
 */
export function demandVisible(field: string, text: string): void {
  if (textForCheck(text).trim() === '')
    throw new AppError('INVALID_INPUT', { field, rule: 'too_short', limit: 1 })
}
