/** Entering a work: what was chosen and written, and sending it. */
import type { Input, Output } from '../../../contract'
import { sayRefusal } from '../../i18n/say-refusal'
import { type Words, wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { askToJoinAgain } from '../member/store'

type Entry = Input<'contest.enterWork'>
export type MyWork = Output<'contest.enterWork'>['work']

/** A work as far as it is chosen and written. */
export interface EntryDraft {
  readonly photo?: Entry['photo'] | undefined
  readonly title: string
  readonly words: string
  readonly licence?: Entry['licence'] | undefined
}

/** What is missing still, in words; undefined when the work can be sent. */
export function missingOf({ photo, title, licence }: EntryDraft, { contest }: Words): string | undefined {
  if (!photo) return contest.photoMissing
  if (title.trim() === '') return contest.titleMissing
  return licence ? undefined : contest.licenceMissing
}

/** The last attempt: the same work again is the same intent. */
let last: { readonly requestId: string; readonly content: string } | undefined

/** Enters a work; answers it, or the sentence that says why not. */
export async function enterWork(
  contestId: string,
  { photo, title, words, licence }: EntryDraft,
): Promise<MyWork | string> {
  if (!photo || !licence) return wordsNow().contest.photoMissing
  const wish = { contestId, photo, licence, title: title.trim(), words: words.trim() }
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
