/** What there is today, for everybody: remembered for a while, as operators and a daily job seldom change it. */
import type { Topic } from '../../contract/post-feeds'
import { monotonicNow, now } from '../kit/clock'
import { readConfig } from '../kit/configs'
import { periodOf } from '../kit/period'
import { remembered } from '../kit/remembered'
import { findTopic, findTopicOfDay, topicView } from '../post/topic-store'
import { homeConfig } from './settings'

const loadTopic = remembered(async () => [await loadTodaysTopic()], monotonicNow)

/** The topic of today: the operators' pick, or else what was talked about most yesterday. */
export async function todaysTopic(): Promise<Topic | undefined> {
  return (await loadTopic())[0]
}

async function loadTodaysTopic(): Promise<Topic | undefined> {
  const [{ values }, ofDay] = await Promise.all([
    readConfig(homeConfig),
    findTopicOfDay(periodOf('day', now())),
  ])
  const topicId = values.topicId ?? ofDay
  const topic = topicId === undefined ? undefined : await findTopic(topicId)
  return topic && topicView(topic)
}
