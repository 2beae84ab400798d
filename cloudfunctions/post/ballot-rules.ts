/** How votes in polls and sides in debates count. Pure. */
import { AppError } from '../kit/app-error'
import type { PostDocument } from './collections'

/** The field under which the ballots for the option at this place are counted. */
export function ballotKey(place: number): string {
  return `o${place}`
}

/** What a post votes on: options, and how many of them at once. */
export interface Question {
  readonly optionCount: number
  readonly multiple: boolean
  /** Epoch milliseconds; no vote from this instant on. */
  readonly closesAt?: number | undefined
}

/** A poll's question; undefined when the post is none. */
export function pollQuestion({ poll }: Pick<PostDocument, 'poll'>): Question | undefined {
  return poll && { optionCount: poll.options.length, multiple: poll.multiple, closesAt: poll.closesAt }
}

/** Whether a poll takes no vote any more. */
export function isClosed(closesAt: number | undefined, now: number): boolean {
  return closesAt !== undefined && now >= closesAt
}

/**
 * The choices of a vote in their order, each once.
 * @throws AppError INVALID_INPUT for an option that is not there, twice the same, or more than one where one is asked
 * @throws AppError POLL_CLOSED
 */
export function choicesFrom(question: Question, choices: readonly number[], now: number): number[] {
  if (isClosed(question.closesAt, now)) throw new AppError('POLL_CLOSED')
  const sorted = [...new Set(choices)].sort((a, b) => a - b)
  const isTooMany = !question.multiple && sorted.length > 1
  const isUnknown = sorted.some((choice) => choice >= question.optionCount)
  if (isTooMany || isUnknown || sorted.length !== choices.length) {
    throw new AppError('INVALID_INPUT', { field: 'choices', rule: 'other' })
  }
  return sorted
}

/** By how much each option's count changes from one vote to the next; options that stay are left out. */
export function countChanges(before: readonly number[], after: readonly number[]): Map<number, 1 | -1> {
  const changes = new Map<number, 1 | -1>()
  for (const choice of after) if (!before.includes(choice)) changes.set(choice, 1)
  for (const choice of before) if (!after.includes(choice)) changes.set(choice, -1)
  return changes
}
