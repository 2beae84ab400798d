import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { findTopic, topicView } from '../topic-store'

/** One topic; one that no visible post has is not found. */
export const getTopic: Run<Contract['post.getTopic']> = async ({ topicId }) => {
  const topic = await findTopic(topicId)
  if (!topic) throw new AppError('NOT_FOUND')
  return { topic: topicView(topic) }
}
