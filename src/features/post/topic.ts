/** Topics whose pages are opened. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import type { Topic } from '../../../contract/post-feeds'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'

export interface TopicPage {
  readonly topic?: Topic
  readonly failure?: ErrorCode
}

export const useTopicStore = create<{ readonly pages: Readonly<Record<string, TopicPage>> }>(() => ({
  pages: {},
}))

/** Loads a topic; its posts are a feed of their own. */
export async function openTopic(topicId: string): Promise<void> {
  try {
    patch(topicId, { failure: undefined })
    patch(topicId, { topic: (await call('post.getTopic', { topicId })).topic })
  } catch (error) {
    patch(topicId, { failure: toCallError(error).code })
  }
}

function patch(topicId: string, change: TopicPage): void {
  useTopicStore.setState(({ pages }) => ({
    pages: { ...pages, [topicId]: { ...pages[topicId], ...change } },
  }))
}
