/** What is stored of topics, as lists and suggestions ask for it. A topic is shown while visible posts have it. */
import { TOPICS_LISTED_MAX, TOPICS_SUGGESTED_MAX } from '../../contract/limits'
import type { Topic } from '../../contract/post-feeds'
import { collection, greaterThan, holding } from '../kit/cloud'
import { askedTokens, countMatches, prefixToken, queryTokens } from '../kit/ngrams'
import { TOPICS, type TopicDocument } from './collections'
import { TOPIC_DAYS, type TopicDayDocument } from './feed-collections'

/** Topics with the word that tells most, of which those with all the words are suggested. */
const HAVING_LOOKED_AT = 30

const topics = collection<TopicDocument>(TOPICS)
const topicDays = collection<TopicDayDocument>(TOPIC_DAYS)

/** A topic as the contract shows it. */
export function topicView({ _id, name, postCount }: TopicDocument): Topic {
  return { topicId: _id, name, postCount: Math.max(0, postCount) }
}

/** A topic that others may see, or undefined. */
export async function findTopic(topicId: string): Promise<TopicDocument | undefined> {
  const topic = await topics.get(topicId)
  return topic && topic.postCount > 0 ? topic : undefined
}

/** The most used topics, of all boards or begun on one. */
export function findTopics(boardId: string | undefined): Promise<TopicDocument[]> {
  return topics.find({
    where: { ...(boardId === undefined ? {} : { boardId }), postCount: greaterThan(0) },
    orderBy: ['postCount', 'desc'],
    limit: TOPICS_LISTED_MAX,
  })
}

/** Topics for what has been typed: those whose name begins with it, then those that have it in it. One round trip. */
export async function suggestTopics(text: string, limit = TOPICS_SUGGESTED_MAX): Promise<TopicDocument[]> {
  const prefix = prefixToken(text)
  const tokens = queryTokens(text)
  const [inside] = askedTokens(tokens)
  if (prefix === undefined || inside === undefined) return []
  const [beginning, having] = await Promise.all([
    findByToken(prefix, limit),
    findByToken(inside, HAVING_LOOKED_AT),
  ])
  const whole = having.filter(({ name }) => countMatches(tokens, name) === tokens.length)
  return [...new Map([...beginning, ...whole].map((topic) => [topic._id, topic])).values()].slice(0, limit)
}

function findByToken(token: string, limit: number): Promise<TopicDocument[]> {
  return topics.find({
    where: { tokens: holding(token), postCount: greaterThan(0) },
    orderBy: ['postCount', 'desc'],
    limit,
  })
}

/** The topic that was talked about most on the day before this one, if the job has found one. */
export async function findTopicOfDay(day: string): Promise<string | undefined> {
  return (await topicDays.get(day))?.topicId
}

/** Keeps the topic of a day, once. */
export async function keepTopicOfDay(day: string, topicId: string): Promise<void> {
  await topicDays.addOrGet({ _id: day, schemaVersion: 1, topicId })
}
