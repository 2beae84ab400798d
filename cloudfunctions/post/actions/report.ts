import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { readConfig } from '../../kit/configs'
import { prefetching } from '../../kit/handler'
import { claimRequest } from '../../kit/request'
import { findMember } from '../../member/store'
import { findComment } from '../comment-store'
import { countCommentReport, countPostReport, keepReport } from '../report-store'
import { isShownTo, likeId } from '../rules'
import { postConfig } from '../settings'
import { findPost } from '../store'

/** Tells the operators of something. What the caller cannot see cannot be reported, nor can one's own. */
export const report = prefetching(post['post.report'], {
  prefetch: ({ subject }) =>
    Promise.all([
      'postId' in subject ? findPost(subject.postId) : undefined,
      'commentId' in subject ? findComment(subject.commentId) : undefined,
      'memberId' in subject ? findMember(subject.memberId) : undefined,
      readConfig(postConfig),
    ]),
  async run(input, ctx, [aPost, aComment, aMember, config]) {
    const memberId = ctx.actor._id
    const written = aPost ?? aComment
    const subjectId = written?._id ?? aMember?._id
    const isKnown = written ? isShownTo(memberId, written) : aMember?.standing === 'active'
    const isOwn = written?.authorId === memberId || subjectId === memberId
    if (subjectId === undefined || !isKnown || isOwn) throw new AppError('NOT_FOUND')
    const { requestId, reason, text } = input
    const _id = likeId(subjectId, memberId)
    const wish = {
      callerKey: ctx.callerKey,
      requestId,
      action: 'post.report',
      input,
      workId: _id,
      now: ctx.now,
    }
    const claim = await claimRequest(wish)
    const isNew = await keepReport({
      _id,
      schemaVersion: 1,
      subjectId,
      memberId,
      reason,
      ...(text === undefined ? {} : { text }),
      createdAt: claim.createdAt,
    })
    if (!isNew) return {}
    const { reportsToHide } = config.values
    if (aPost) await countPostReport(aPost, reportsToHide)
    if (aComment) await countCommentReport(aComment, reportsToHide)
    return {}
  },
})
