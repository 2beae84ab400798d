/** The platform's check of a text, by our rule: a check that cannot be made is never a pass. */
import { TEXT_CHECK_TIMEOUT_MS } from '../../contract/limits'
import { logFailure } from './log'
import { type CheckScene, requestTextCheck } from './open-apis'
import { inTime } from './patience'
import { textForCheck } from './visible-text'

/** What is known of a text; `unknown` when the platform could not be asked or did not answer in time. */
export type TextVerdict = 'pass' | 'review' | 'risky' | 'unknown'

/** Maps what the platform suggests; anything it did not promise is unknown. */
export function verdictOf(suggestion: string): TextVerdict {
  return suggestion === 'pass' || suggestion === 'review' || suggestion === 'risky' ? suggestion : 'unknown'
}

/** Asks the platform about a text. Never throws: a failed check is `unknown`, and logged. */
export async function checkText(
  caller: { readonly openid: string; readonly requestId: string },
  scene: CheckScene,
  content: string,
): Promise<TextVerdict> {
  try {
    const asked = requestTextCheck(caller.openid, scene, textForCheck(content))
    return verdictOf(await inTime(TEXT_CHECK_TIMEOUT_MS, asked, 'the text check took too long'))
  } catch (error) {
    logFailure(caller.requestId, 'msgSecCheck', error)
    return 'unknown'
  }
}
