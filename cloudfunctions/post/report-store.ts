/** What members have reported: once each, and what becomes of it when enough have. */
import { atLeast, collection, increasedBy } from '../kit/cloud'
import { type CommentDocument, POST_COMMENTS, POSTS, type PostDocument } from './collections'
import { changeCommentState } from './comment-settling'
import { POST_REPORTS, type ReportDocument } from './engagement-collections'
import { changeState } from './settling'

const reports = collection<ReportDocument>(POST_REPORTS)
const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)

/** Keeps a report; false when this member has reported this before. */
export async function keepReport(report: ReportDocument): Promise<boolean> {
  return (await reports.addOrGet(report)) === undefined
}

/** Counts a report on a post, and hides it when there are enough of them. */
export async function countPostReport(post: PostDocument, reportsToHide: number): Promise<void> {
  await posts.update(post._id, { reportCount: increasedBy(1) })
  const [reported] = await posts.find({
    where: { _id: post._id, reportCount: atLeast(reportsToHide) },
    limit: 1,
  })
  if (reported?.state === 'visible') await changeState(reported, 'hidden')
}

/** The same for a comment. */
export async function countCommentReport(comment: CommentDocument, reportsToHide: number): Promise<void> {
  const { _id } = comment
  await comments.update(_id, { reportCount: increasedBy(1) })
  const [reported] = await comments.find({ where: { _id, reportCount: atLeast(reportsToHide) }, limit: 1 })
  if (reported?.state === 'visible') await changeCommentState(reported, 'hidden')
}
