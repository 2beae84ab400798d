import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { fingerprint } from '../../kit/fingerprint'
import type { Run } from '../../kit/handler'
import { checkText } from '../../kit/text-check'
import { demandPassed } from '../case-rules'
import { type DigestContents, findDigest, saveDraft } from '../digest-store'
import { digestView } from '../digest-views'

/** Saves the draft of a day over the version that was seen. */
export const saveDigest: Run<Contract['notice.saveDigest']> = async (input, ctx) => {
  const { day, version, greeting, best, questions, slots } = input
  const contents = { greeting, best: [...new Set(best)], questions: [...new Set(questions)], slots }
  const words = [greeting, ...slots].join('\n').trim()
  if (words !== '') demandPassed(await checkText(ctx, 'forum', words))
  const isSaved = await saveDraft(day, version, contents)
  const found = await findDigest(day)
  if (!found) throw new AppError('NOT_FOUND')
  if (found.state !== 'draft') throw new AppError('DIGEST_SENT')
  // A phone that heard nothing of its own saving asks again: what it wants is there.
  const isThere = found.version === version + 1 && isSame(found, contents)
  if (!isSaved && !isThere) throw new AppError('STALE_VERSION')
  return { digest: digestView(found) }
}

function isSame(found: DigestContents, wanted: DigestContents): boolean {
  const { greeting, best, questions, slots } = found
  return fingerprint({ greeting, best, questions, slots }) === fingerprint(wanted)
}
