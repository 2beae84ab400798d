import { CHAIN_ENTRIES_MAX } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { claimRequest } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { demandVisible } from '../../kit/visible-text'
import { ownAvatarUrls } from '../../member/store'
import { authorSnippet } from '../../member/views'
import { addEntry, dropEntry, findEntry, takePlace } from '../chain-store'
import type { ChainEntryDocument } from '../engagement-collections'
import { decideState, isShownTo, likeId } from '../rules'
import { findPost } from '../store'
import { entryView } from '../views'

/**
 * Joins a chain. The entry is written first and then given its place: who meets a full chain takes the entry back, and
 * an attempt that ended in between is completed by the next.
 */
export const joinChain = prefetching(post['post.joinChain'], {
  prefetch: ({ postId }) => findPost(postId),
  async run(input, ctx, found) {
    demandVisible('text', input.text)
    const { postId, text } = input
    const memberId = ctx.actor._id
    if (!found?.chain || !isShownTo(memberId, found)) throw new AppError('NOT_FOUND')
    const claiming = claimRequest({
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'post.joinChain',
      input,
      workId: likeId(postId, memberId),
      now: ctx.now,
    })
    const [claim, earlier, verdict, urls] = await Promise.all([
      claiming,
      findEntry(postId, memberId),
      checkText(ctx, 'comment', text),
      ownAvatarUrls(ctx.actor),
    ])
    if (!earlier && verdict === 'risky') throw new AppError('CONTENT_REJECTED')
    const wanted: ChainEntryDocument = earlier ?? {
      _id: claim.workId,
      schemaVersion: 1,
      postId,
      authorId: memberId,
      author: authorSnippet(ctx.actor),
      text,
      textVerdict: verdict === 'risky' ? 'unknown' : verdict,
      state: decideState(verdict, []),
      createdAt: claim.createdAt,
    }
    const kept = earlier ?? (await addEntry(wanted)) ?? wanted
    const memberIds = await placed(postId, memberId)
    return {
      entry: entryView(kept, memberIds.indexOf(memberId) + 1, memberId, urls),
      entryCount: memberIds.length,
    }
  },
})

/** Gives the member a place and answers the chain's order with them in it. */
async function placed(postId: string, memberId: string): Promise<readonly string[]> {
  await takePlace(postId, memberId)
  const memberIds = (await findPost(postId))?.chainMemberIds ?? []
  if (memberIds.includes(memberId)) return memberIds
  await dropEntry(postId, memberId)
  throw new AppError(memberIds.length >= CHAIN_ENTRIES_MAX ? 'CHAIN_FULL' : 'NOT_FOUND')
}
