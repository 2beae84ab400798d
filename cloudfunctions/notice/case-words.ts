/** What somebody says in a case: checked, claimed once, ready to be added. */
import { AppError } from '../kit/app-error'
import type { MemberContext } from '../kit/handler'
import { claimRequest } from '../kit/request'
import { checkText } from '../kit/text-check'
import { demandVisible } from '../kit/visible-text'
import { findManyMedia } from '../media/store'
import { demandPhotos } from './case-rules'
import type { CaseTurn } from './service-collections'

interface Said {
  readonly requestId: string
  readonly text: string
  readonly photoIds: readonly string[]
}

/** A wish that was checked and claimed. */
export interface TakenWords {
  /** Under the first attempt's id, whichever attempt this is. */
  readonly turn: CaseTurn
  /** The key under which its author calls. */
  readonly callerKey: string
  /** Whether this is the first attempt. */
  readonly isFirst: boolean
  /** To be called before the turn is added, not for one that is there already: it stays as it was. */
  demandHarmless(): void
}

/**
 * Checks words and photos and claims the wish.
 * @throws AppError CONTENT_REJECTED for a photo, MEDIA_NOT_READY, IDEMPOTENCY_MISMATCH
 */
export async function takeWords(
  action: string,
  input: Said,
  by: CaseTurn['by'],
  ctx: MemberContext,
): Promise<TakenWords> {
  demandVisible('text', input.text)
  demandPhotos(input.photoIds, await findManyMedia(input.photoIds), ctx.callerKey)
  const { callerKey, now } = ctx
  const wish = { callerKey, requestId: input.requestId, action, input, workId: ctx.newId('cas'), now }
  const [claim, verdict] = await Promise.all([claimRequest(wish), checkText(ctx, 'comment', input.text)])
  const turn: CaseTurn = {
    turnId: claim.workId,
    by,
    authorId: ctx.actor._id,
    text: input.text,
    textVerdict: verdict === 'risky' ? 'review' : verdict,
    photoIds: input.photoIds,
    at: claim.createdAt,
  }
  return {
    turn,
    callerKey,
    isFirst: claim.first,
    demandHarmless() {
      if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
    },
  }
}
