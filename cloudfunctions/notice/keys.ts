/** Ids that what is told has by its cause, so that it is told once. Pure. */
import { createHash } from 'node:crypto'
import { randomDigits, timeDigits } from '../kit/id'
import type { NoticeSubject } from './collections'

/** 130 bits. */
const KEY_DIGITS = 26
/** 40 bits: two of one millisecond in one list are the same once in 10^12. */
const TAIL_DIGITS = 8

/** A digest of these parts, the same for the same parts. */
export function keyOf(...parts: readonly string[]): string {
  return randomDigits(createHash('sha256').update(parts.join('\n')).digest(), KEY_DIGITS)
}

/** The id of the notice that a cause makes for a member. */
export function noticeIdOf(to: string, cause: string): string {
  return `ntc_${keyOf(to, cause)}`
}

/** The id of the notice that the likes of one thing share. */
export function likesNoticeId(to: string, subject: NoticeSubject | undefined): string {
  return noticeIdOf(to, `like:${subject?.postId}:${subject?.commentId ?? ''}`)
}

/** Where what arrives at this instant stands in its list. */
export function placeOf(arrivedAt: number, key: string): string {
  return `ntc_${timeDigits(arrivedAt)}${key.slice(-TAIL_DIGITS)}`
}

/** Everything that arrived before the instant stands below this. */
export function placesFrom(arrivedAt: number): string {
  return `ntc_${timeDigits(arrivedAt)}`
}
