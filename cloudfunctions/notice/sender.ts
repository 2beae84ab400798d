/**
 * Sends the subscribe messages that are due: what is worth a credit, to whom wants it, when they are awake. A credit is
 * spent and the sending begun in one transaction, and what was begun is never begun again: a message arrives at most
 * once, and one of which nobody knows stays unsent (docs/adr/0019).
 */
import { MINUTE_MS } from '../../contract/limits'
import { now } from '../kit/clock'
import { readConfig } from '../kit/configs'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { logFailure } from '../kit/log'
import { sendSubscribeMessage } from '../kit/open-apis'
import type { MemberDocument } from '../member/collections'
import { settingsOf } from '../member/settings-rules'
import { findManyMembers } from '../member/store'
import type { MessageDocument } from './collections'
import { beginSending, correctCredits, creditsOf, returnCredit } from './credit-store'
import { facesOf } from './faces'
import { findNoticeOf } from './inbox-store'
import { KIND_RULES } from './kind-rules'
import { chooseMessages, quietUntil, verdictOf } from './message-rules'
import { dropMessage, endMessage, findAbandoned, findDueMessages, findDueOf, putOff } from './message-store'
import { noticeConfig } from './settings'
import { messageData, messagePage, TEMPLATE_KEYS } from './template-rules'

const MESSAGES_PER_SLICE = 40
/** Longer than any function may run: whoever began a message this long ago is no more. */
const LEASE_MS = 5 * MINUTE_MS
/** The platform has no time: asked again after this. */
const RETRY_AFTER_MS = 5 * MINUTE_MS

/** A slice of the job: the members whose messages have been due longest. */
export async function sendMessages(slice: Slice): Promise<SliceOutcome> {
  const abandoned = await findAbandoned(slice.now, MESSAGES_PER_SLICE)
  await Promise.all(abandoned.map(({ _id }) => endMessage(_id, 'doubtful', 'abandoned')))
  const due = await findDueMessages(slice.now, MESSAGES_PER_SLICE)
  const receivers = await findManyMembers([...new Set(due.map(({ to }) => to))])
  const present = new Set(receivers.map(({ _id }) => _id))
  const orphans = due.filter(({ to }) => !present.has(to))
  await Promise.all(orphans.map(({ _id }) => dropMessage(_id, 'gone')))
  const sent = await Promise.all(receivers.map((receiver) => serveReceiver(receiver, slice)))
  const isMore = due.length === MESSAGES_PER_SLICE
  return {
    next: isMore ? 'more' : undefined,
    handled: due.length,
    repaired: sent.reduce((sum, count) => sum + count, 0),
  }
}

/** Decides about all of a member's messages that are due, and sends the chosen; how many were given to the platform. */
async function serveReceiver(receiver: MemberDocument, slice: Slice): Promise<number> {
  const due = await findDueOf(receiver._id, slice.now)
  const wanted = await sortOut(receiver, due, slice.now)
  if (wanted.length === 0) return 0
  const credits = await creditsOf(receiver._id)
  let given = 0
  for (const key of TEMPLATE_KEYS) {
    const ofTemplate = wanted.filter(({ templateKey }) => templateKey === key)
    const { send, drop } = chooseMessages(ofTemplate, credits[key])
    await Promise.all(drop.map(({ _id }) => dropMessage(_id, 'no-credit')))
    // One after another: two that spend the same balance at once would only meet.
    for (const message of send) if (await sendOne(message, receiver, slice)) given += 1
  }
  return given
}

/** Drops what nobody wants, puts off what would wake somebody; answers what is left. */
async function sortOut(
  receiver: MemberDocument,
  due: readonly MessageDocument[],
  at: number,
): Promise<MessageDocument[]> {
  const { notify, quietHours } = settingsOf(receiver)
  const morning = quietHours && quietUntil(at, quietHours)
  const wanted: MessageDocument[] = []
  await Promise.all(
    due.map(async (message) => {
      const { choice } = KIND_RULES[message.kind]
      if (receiver.standing !== 'active') await dropMessage(message._id, 'gone')
      else if (choice !== undefined && !notify[choice]) await dropMessage(message._id, 'unwanted')
      else if (message.staleAt <= (morning ?? at)) await dropMessage(message._id, 'stale')
      else if (morning !== undefined) await putOff(message._id, morning)
      else wanted.push(message)
    }),
  )
  return wanted
}

/** Spends a credit and gives the message to the platform; whether it was given. */
async function sendOne(message: MessageDocument, receiver: MemberDocument, slice: Slice): Promise<boolean> {
  const [{ values }, facts] = await Promise.all([readConfig(noticeConfig), factsOf(message)])
  if (!(await beginSending(message, now(), LEASE_MS))) return false
  const answer = await sendSubscribeMessage({
    openid: receiver.openid,
    templateId: values.templateIds[message.templateKey],
    page: messagePage(message),
    data: messageData(message, facts),
  })
  if (answer.isSent) await endMessage(message._id, 'sent', 'ok')
  else await settleFailure(message, answer.code, slice)
  return true
}

async function settleFailure(
  message: MessageDocument,
  code: number | undefined,
  slice: Slice,
): Promise<void> {
  const outcome = String(code ?? 'no-answer')
  const verdict = verdictOf(code)
  if (verdict === 'refused') return correctCredits(message, outcome, now())
  if (verdict === 'later') return returnCredit(message._id, outcome, now(), now() + RETRY_AFTER_MS)
  logFailure(slice.requestId, `message ${message._id}`, new Error(`the platform answered ${outcome}`))
  if (verdict === 'wrong') return returnCredit(message._id, outcome, now())
  return endMessage(message._id, 'doubtful', outcome)
}

/** Who did it, as they are shown now, and how many did. */
async function factsOf({ fromId, kind, to, subject }: MessageDocument) {
  const [faces, notice] = await Promise.all([
    facesOf([fromId]),
    kind === 'like' ? findNoticeOf(to, subject) : undefined,
  ])
  const from = fromId === undefined ? undefined : faces.members.get(fromId)
  const nickname = from?.standing === 'deleted' ? undefined : from?.nickname
  const { count = 1 } = notice ?? {}
  return { fromNickname: nickname, count }
}
