/** The closed list of error codes. Plain data: the client imports it at run time. */

/**
 * Every way a call can be refused. `retry` says whether the same call, unchanged, may succeed later:
 * the client's one retry policy reads it (with the same requestId, so nothing is done twice).
 */
export const ERROR_CODES = {
  // What any action may answer.
  INVALID_INPUT: { retry: false },
  UNKNOWN_ACTION: { retry: false },
  UNAUTHENTICATED: { retry: false },
  NOT_A_MEMBER: { retry: false },
  FORBIDDEN: { retry: false },
  MEMBER_BANNED: { retry: false },
  NOT_FOUND: { retry: false },
  IDEMPOTENCY_MISMATCH: { retry: false },
  RATE_LIMITED: { retry: false },
  SWITCHED_OFF: { retry: false },
  BUSY: { retry: true },
  INTERNAL: { retry: true },
  // Made on the phone, when no answer came.
  OFFLINE: { retry: true },
  TIMEOUT: { retry: true },
  // Members.
  LEFT_RECENTLY: { retry: false },
  LIMIT_REACHED: { retry: false },
  // Points.
  INSUFFICIENT_POINTS: { retry: false },
  POINTS_OWED: { retry: false },
  BOOKS_CLOSED: { retry: false },
  SECOND_PERSON_NEEDED: { retry: false },
  // Check-ins.
  CHECK_IN_CLOSED: { retry: false },
  // The mall.
  SOLD_OUT: { retry: false },
  NOT_OPEN_YET: { retry: false },
  LEVEL_TOO_LOW: { retry: false },
  PRICE_CHANGED: { retry: false },
  COUPON_UNUSABLE: { retry: false },
  ORDER_CLOSED: { retry: false },
  NOT_REFUNDABLE: { retry: false },
  CODE_REDEEMED: { retry: false },
  // Contests.
  CONTEST_CLOSED: { retry: false },
  NOT_ELIGIBLE: { retry: false },
  DAY_OVER: { retry: false },
  OWN_WORK: { retry: false },
  DUPLICATE_WORK: { retry: false },
  RULES_FROZEN: { retry: false },
  // What operators save.
  STALE_VERSION: { retry: false },
  // Content.
  CONTENT_REJECTED: { retry: false },
  POLL_CLOSED: { retry: false },
  CHAIN_FULL: { retry: false },
  // Cases and the digest.
  CASE_CLOSED: { retry: false },
  CASE_NOT_ANSWERED: { retry: false },
  DIGEST_SENT: { retry: false },
  // Photos.
  MEDIA_TOO_LARGE: { retry: false },
  MEDIA_TOO_MANY_PIXELS: { retry: false },
  MEDIA_TYPE_UNSUPPORTED: { retry: false },
  MEDIA_UNREADABLE: { retry: false },
  MEDIA_NOT_UPLOADED: { retry: true },
  MEDIA_NOT_READY: { retry: false },
} as const satisfies Record<string, { readonly retry: boolean }>

/** One of the closed list of refusals. */
export type ErrorCode = keyof typeof ERROR_CODES

/** Whether the client may repeat the same call after this refusal. */
export function mayRetry(code: ErrorCode): boolean {
  return ERROR_CODES[code].retry
}

/** The refusals that `serve` itself makes, on behalf of every action. */
export const COMMON_ERRORS = [
  'INVALID_INPUT',
  'UNKNOWN_ACTION',
  'UNAUTHENTICATED',
  'NOT_A_MEMBER',
  'FORBIDDEN',
  'MEMBER_BANNED',
  'IDEMPOTENCY_MISMATCH',
  'RATE_LIMITED',
  'SWITCHED_OFF',
  'BUSY',
  'INTERNAL',
] as const satisfies readonly ErrorCode[]
export type CommonError = (typeof COMMON_ERRORS)[number]

/** What an INVALID_INPUT says of the first thing that is wrong. `field` is a dotted path, '' for the whole. */
export interface InvalidInputDetails {
  readonly field: string
  readonly rule: 'required' | 'type' | 'too_short' | 'too_long' | 'unknown_field' | 'format' | 'other'
  /** The bound that was crossed, in characters or items. */
  readonly limit?: number
}

/** What a RATE_LIMITED, a LEFT_RECENTLY or a NOT_OPEN_YET says: how long until the same call may be accepted, in milliseconds, at least 1. */
export interface RateLimitedDetails {
  readonly retryAfterMs: number
}

/** What a refusal may say besides its code. */
export type RefusalDetails = InvalidInputDetails | RateLimitedDetails
