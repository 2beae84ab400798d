/** Topics come of being used: made by the first post that names them, and counted by those that are visible. */
import type { TopicLink } from '../../contract/post-feeds'
import { collection, increasedBy, oneOf } from '../kit/cloud'
import { nameTokens } from '../kit/ngrams'
import { TOPICS, type TopicDocument } from './collections'

const topics = collection<TopicDocument>(TOPICS)

/** Makes those of these topics that are new. */
export async function keepTopics(links: readonly TopicLink[], boardId: string, now: number): Promise<void> {
  const known = new Set((await topics.getMany(links.map((link) => link.topicId))).map((topic) => topic._id))
  await Promise.all(
    links
      .filter((link) => !known.has(link.topicId))
      .map(({ topicId, name }) =>
        topics.addOrGet({
          _id: topicId,
          schemaVersion: 1,
          name,
          tokens: nameTokens(name),
          boardId,
          postCount: 0,
          createdAt: now,
        }),
      ),
  )
}

/** Counts a visible post more or less; derived, so outside any transaction. */
export async function countTopics(topicIds: readonly string[], amount: 1 | -1): Promise<void> {
  if (topicIds.length === 0) return
  await topics.updateWhere({ _id: oneOf(topicIds) }, { postCount: increasedBy(amount) })
}
