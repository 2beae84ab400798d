import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { findTopics, topicView } from '../topic-store'

/** The most used topics: one round trip. */
export const listTopics: Run<Contract['post.listTopics']> = async ({ boardId }) => ({
  topics: (await findTopics(boardId)).map(topicView),
})
