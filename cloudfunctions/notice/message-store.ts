/** What is stored of subscribe messages: those that wait, and what has become of each. */
import { NOTICE_ABOUT_LENGTH_MAX } from '../../contract/limits'
import { atMost, collection } from '../kit/cloud'
import { periodOf } from '../kit/period'
import { MESSAGES, type MessageDocument } from './collections'
import { keyOf } from './keys'
import { KIND_RULES } from './kind-rules'
import { cutTo } from './message-fields'
import type { NewNotice } from './store'

const messages = collection<MessageDocument>(MESSAGES)

/** The most messages of one member that are looked at together; the rest come with the next minute. */
const DUE_OF_MEMBER_MAX = 20

/** Keeps the messages that these notices may be followed by, each once. One round trip however many. */
export async function planMessages(told: readonly NewNotice[], arrivedAt: number): Promise<void> {
  await Promise.all(
    told.map(async (each) => {
      const message = messageOf(each, arrivedAt)
      if (message) await messages.addOrGet(message)
    }),
  )
}

function messageOf(told: NewNotice, arrivedAt: number): MessageDocument | undefined {
  const { to, kind, from, subject, at, about } = told
  const { template, gatherMs, freshMs } = KIND_RULES[kind]
  if (template === undefined || at + freshMs <= arrivedAt) return undefined
  return {
    _id: keyOf(to, messageCause(told)),
    schemaVersion: 1,
    to,
    templateKey: template,
    kind,
    ...(from === undefined ? {} : { fromId: from }),
    ...(subject === undefined ? {} : { subject }),
    ...(about === undefined ? {} : { about: cutTo(about, NOTICE_ABOUT_LENGTH_MAX) }),
    state: 'waiting',
    attempts: 0,
    at,
    dueAt: arrivedAt + gatherMs,
    staleAt: at + freshMs,
  }
}

/** The likes of a post are one message a day, followers too; everything else is a message of its own. */
function messageCause({ kind, subject, cause, at }: NewNotice): string {
  const day = periodOf('day', at)
  if (kind === 'like') return `likes:${day}:${subject?.postId}:${subject?.commentId ?? ''}`
  return kind === 'follow' ? `follows:${day}` : cause
}

/** Messages that may be sent by now, of anybody, the longest due first. */
export function findDueMessages(now: number, limit: number): Promise<Pick<MessageDocument, '_id' | 'to'>[]> {
  return messages.find({
    where: { state: 'waiting', dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit,
    fields: ['to'],
  })
}

/** A member's messages that may be sent by now. */
export function findDueOf(to: string, now: number): Promise<MessageDocument[]> {
  return messages.find({
    where: { to, state: 'waiting', dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit: DUE_OF_MEMBER_MAX,
  })
}

/** Messages that somebody began to send and never ended. */
export function findAbandoned(now: number, limit: number): Promise<MessageDocument[]> {
  return messages.find({
    where: { state: 'sending', dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit,
  })
}

/** Puts a waiting message off. */
export async function putOff(messageId: string, dueAt: number): Promise<void> {
  await messages.updateWhere({ _id: messageId, state: 'waiting' }, { dueAt })
}

/** Gives a waiting message up. */
export async function dropMessage(messageId: string, outcome: string): Promise<void> {
  await messages.updateWhere({ _id: messageId, state: 'waiting' }, { state: 'dropped', outcome })
}

/** Says what has become of a message that was being sent; harmless for one that has ended otherwise meanwhile. */
export async function endMessage(
  messageId: string,
  state: 'sent' | 'refused' | 'failed' | 'doubtful',
  outcome: string,
): Promise<void> {
  await messages.updateWhere({ _id: messageId, state: 'sending' }, { state, outcome })
}
