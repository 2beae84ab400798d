import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { claimRequest } from '../../kit/request'
import { checkText, type TextVerdict } from '../../kit/text-check'
import { demandVisible } from '../../kit/visible-text'
import { ownAvatarUrls } from '../../member/store'
import { authorSnippet } from '../../member/views'
import { addComment, findComment } from '../comment-store'
import { decideState, isShownTo } from '../rules'
import { addToCommentCount, findPost } from '../store'
import { commentView } from '../views'

/** Says something about a post. A text that could not be checked is kept, for its author's eyes only. */
export const createComment = prefetching(post['post.createComment'], {
  prefetch: ({ postId }) => findPost(postId),
  async run(input, ctx, found) {
    demandVisible('text', input.text)
    if (!found || !isShownTo(ctx.actor._id, found)) throw new AppError('NOT_FOUND')
    const claiming = claimRequest({
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'post.createComment',
      input,
      workId: ctx.newId('cmt'),
      now: ctx.now,
    })
    const [claim, verdict, urls] = await Promise.all([
      claiming,
      checkText(ctx, 'comment', input.text),
      ownAvatarUrls(ctx.actor),
    ])
    const before = claim.first ? undefined : await findComment(claim.workId)
    const wanted = before ?? {
      _id: claim.workId,
      schemaVersion: 2,
      postId: input.postId,
      authorId: ctx.actor._id,
      author: authorSnippet(ctx.actor),
      text: input.text,
      ...checkedText(verdict),
      createdAt: claim.createdAt,
    }
    const earlier = before ?? (await addComment(wanted))
    const counts = earlier === undefined && wanted.state === 'visible'
    if (counts) await addToCommentCount(input.postId, 1)
    return {
      comment: commentView(earlier ?? wanted, ctx.actor._id, urls),
      commentCount: Math.max(0, found.commentCount) + (counts ? 1 : 0),
    }
  },
})

function checkedText(verdict: TextVerdict) {
  if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
  return { textVerdict: verdict, state: decideState(verdict, []) }
}
