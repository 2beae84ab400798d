/** Appealing during the public notice. PRODUCT 3.8. */
import type { Input } from '../../../contract'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'

type Wish = Omit<Input<'contest.appeal'>, 'requestId'>

/** The last attempt: the same words again are the same intent. */
let last: { readonly requestId: string; readonly content: string } | undefined

/** Sends an appeal; answers why it was refused, if it was. */
export async function sendAppeal(wish: Wish): Promise<string | undefined> {
  const content = JSON.stringify(wish)
  last = last?.content === content ? last : { requestId: newRequestId(), content }
  try {
    await call('contest.appeal', { requestId: last.requestId, ...wish })
    return undefined
  } catch (error) {
    return sayRefusal(error, wordsNow())
  }
}
