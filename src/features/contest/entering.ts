/** Entering a work: what was chosen and written, and sending it. */
import type { Input, Output } from '../../../contract'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { askToJoinAgain } from '../member/store'

type Entry = Input<'contest.enterWork'>
type MyWork = Output<'contest.enterWork'>['work']

/** A work as far as it is chosen and written. */
export interface EntryDraft {
  readonly photo?: Entry['photo']
  readonly title: string
  readonly words: string
  readonly licence?: Entry['licence']
}

/** What the cloud is sent of it, or the sentence that says what is missing still. */
function wishOf(
  contestId: string,
  { photo, title, words, licence }: EntryDraft,
): Omit<Entry, 'requestId'> | string {
  const { contest } = wordsNow()
  if (!photo) return contest.photoMissing
  if (title.trim() === '') return contest.titleMissing
  if (!licence) return contest.licenceMissing
  return { contestId, photo, licence, title: title.trim(), words: words.trim() }
}

/** The last attempt: the same work again is the same intent. */
let last: { readonly requestId: string; readonly content: string } | undefined

/** Enters a work; answers it, or the sentence that says why not. */
export async function enterWork(contestId: string, draft: EntryDraft): Promise<MyWork | string> {
  const wish = wishOf(contestId, draft)
  if (typeof wish === 'string') return wish
  const content = JSON.stringify(wish)
  last = last?.content === content ? last : { requestId: newRequestId(), content }
  try {
    const { work } = await call('contest.enterWork', { requestId: last.requestId, ...wish })
    last = undefined
    return work
  } catch (error) {
    if (toCallError(error).code === 'NOT_A_MEMBER') askToJoinAgain(() => {})
    return sayRefusal(error, wordsNow())
  }
}
