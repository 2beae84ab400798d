import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { suggestTopics as findSuggestions, topicView } from '../topic-store'

/** Topics for what is being typed: one round trip. */
export const suggestTopics: Run<Contract['post.suggestTopics']> = async ({ text }) => ({
  topics: (await findSuggestions(text)).map(topicView),
})
