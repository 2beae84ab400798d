/** How a call fails, on every platform. */
import { ERROR_CODES, type ErrorCode, type InvalidInputDetails } from '../../contract/errors'

/** A refusal of the cloud, or the lack of an answer. `requestId` finds it in the log. */
export class CallError extends Error {
  override name = 'CallError'

  constructor(
    readonly code: ErrorCode,
    readonly requestId?: string,
    readonly details?: unknown,
  ) {
    super(code)
  }

  /** What was wrong with the input, when the cloud said INVALID_INPUT and where. */
  get invalidInput(): Partial<InvalidInputDetails> {
    return typeof this.details === 'object' && this.details !== null ? this.details : {}
  }

  /** How long until the same call may be accepted, where the cloud has said so. */
  get retryAfterMs(): number | undefined {
    const { details } = this
    if (typeof details !== 'object' || details === null || !('retryAfterMs' in details)) return undefined
    return typeof details.retryAfterMs === 'number' ? details.retryAfterMs : undefined
  }
}

/** Reads a code off the wire: one that this build does not know yet is an INTERNAL to it. */
export function toErrorCode(word: unknown): ErrorCode {
  return typeof word === 'string' && Object.hasOwn(ERROR_CODES, word) ? (word as ErrorCode) : 'INTERNAL'
}

/** Whatever was thrown, as a CallError; a programming mistake becomes INTERNAL. */
export function toCallError(error: unknown): CallError {
  return error instanceof CallError ? error : new CallError('INTERNAL')
}
