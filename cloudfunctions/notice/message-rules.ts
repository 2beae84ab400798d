/** Which messages are sent when, and which are not worth a credit. Pure. */
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import type { MessageDocument } from './collections'
import { KIND_RULES } from './kind-rules'

/** Whole hours of the day in Asia/Shanghai; from the one until the other, over midnight too. Equal: never quiet. */
export interface QuietHours {
  readonly fromHour: number
  readonly toHour: number
}

const OFFSET_MS = 8 * HOUR_MS
/** A member's last credit is not for a like: the answer to their question may come tomorrow. */
const LAST_CREDIT_VALUE_MIN = 50

/** The instant at which the quiet hours around `now` end; undefined when it is not quiet. */
export function quietUntil(now: number, { fromHour, toHour }: QuietHours): number | undefined {
  if (fromHour === toHour) return undefined
  const midnight = Math.floor((now + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
  const sinceMidnight = now - midnight
  const from = fromHour * HOUR_MS
  const to = toHour * HOUR_MS
  if (from < to) return sinceMidnight >= from && sinceMidnight < to ? midnight + to : undefined
  if (sinceMidnight >= from) return midnight + DAY_MS + to
  return sinceMidnight < to ? midnight + to : undefined
}

/** What is to become of a member's messages of one template that are due. */
export interface Choice {
  /** The most valuable first. */
  readonly send: readonly MessageDocument[]
  readonly drop: readonly MessageDocument[]
}

/** Spends at most `left` credits, on what is worth most; of two that are worth the same, on what happened first. */
export function chooseMessages(due: readonly MessageDocument[], left: number): Choice {
  const ranked = [...due].sort((a, b) => worthOf(b) - worthOf(a) || a.at - b.at || (a._id < b._id ? -1 : 1))
  const send: MessageDocument[] = []
  const drop: MessageDocument[] = []
  for (const message of ranked) {
    const rest = left - send.length
    const isWorth = rest > 1 || (rest === 1 && worthOf(message) >= LAST_CREDIT_VALUE_MIN)
    if (isWorth || (rest === 1 && hasOwnTemplate(message))) send.push(message)
    else drop.push(message)
  }
  return { send, drop }
}

const worthOf = ({ kind }: MessageDocument) => KIND_RULES[kind].value

/** A digest and a reminder compete with nothing: the template of each is asked for it alone. */
const hasOwnTemplate = ({ templateKey }: MessageDocument) =>
  templateKey === 'digest' || templateKey === 'checkIn'

/** What the platform's answer means for a message that was given to it. */
export type Verdict = 'refused' | 'wrong' | 'later' | 'doubtful'

const REFUSED = 43101
/** Of the parameters, the page, the template, the receiver. */
const WRONG: readonly number[] = [47003, 41030, 40037, 40003]
const TOO_OFTEN = 45009

/**
 * Reads an error of the platform. What it says about the message itself means that the message was not sent; whatever
 * else went wrong may have gone wrong after it was.
 */
export function verdictOf(code: number | undefined): Verdict {
  if (code === REFUSED) return 'refused'
  if (code === TOO_OFTEN) return 'later'
  return code !== undefined && WRONG.includes(code) ? 'wrong' : 'doubtful'
}
