/** What makes two names of a topic the same. Pure. */
import { createHash } from 'node:crypto'
import { TOPICS_PER_POST_MAX } from '../../contract/limits'
import type { TopicLink } from '../../contract/post-feeds'
import { AppError } from '../kit/app-error'
import { randomDigits } from '../kit/id'
import { textForCheck } from '../kit/visible-text'

/** Digits of a topic's id: 130 bits of its name's hash. */
const ID_DIGITS = 26

/** The name as it is shown: without signs around it, spaces in it by ones. */
export function topicName(written: string): string {
  return textForCheck(written).replace(/[#＃]/gu, ' ').replace(/\s+/gu, ' ').trim()
}

/** A topic's id is made of its name: who writes it differently (capitals, spaces) means the same topic. */
export function topicIdOf(name: string): string {
  const same = topicName(name).toLowerCase().replace(/\s/gu, '')
  return `top_${randomDigits(createHash('sha256').update(`topic:${same}`).digest(), ID_DIGITS)}`
}

/**
 * The topics that a post names, each once, in order.
 * @throws AppError INVALID_INPUT for a name of which nothing is left
 */
export function topicsFrom(names: readonly string[]): TopicLink[] {
  const topics = new Map<string, TopicLink>()
  for (const written of names) {
    const name = topicName(written)
    if (name === '') throw new AppError('INVALID_INPUT', { field: 'topicNames', rule: 'too_short', limit: 1 })
    const topicId = topicIdOf(name)
    if (!topics.has(topicId)) topics.set(topicId, { topicId, name })
  }
  return [...topics.values()].slice(0, TOPICS_PER_POST_MAX)
}
