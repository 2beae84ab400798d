/** Words of staff that a member will read. */
import { AppError } from '../kit/app-error'
import type { MemberContext } from '../kit/handler'
import { checkText } from '../kit/text-check'
import { demandVisible } from '../kit/visible-text'

/**
 * A check that could not be made is no pass: it is to be asked for again.
 * @throws AppError CONTENT_REJECTED; BUSY; INVALID_INPUT for words that show nothing
 */
export async function demandHarmless(words: string, ctx: MemberContext): Promise<void> {
  demandVisible('words', words)
  const verdict = await checkText(ctx, 'comment', words)
  if (verdict === 'unknown') throw new AppError('BUSY')
  if (verdict !== 'pass') throw new AppError('CONTENT_REJECTED')
}
