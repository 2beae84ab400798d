/** What open APIs answer. Codes are WeChat's own (the platform's list of error codes). */
import type { PlainObject } from '../types'

/** A file instead of JSON, such as the picture of a code. */
export interface FileAnswer {
  readonly contentType: string
  readonly bytes: Buffer
}
/** `errcode` 0 is success. */
export type ApiAnswer = PlainObject | FileAnswer

export const SYSTEM_ERROR = -1
export const INVALID_OPENID = 40003
export const INVALID_MEDIA_SIZE = 40006
export const INVALID_TEMPLATE = 40037
export const INVALID_ARGUMENTS = 40097
export const INVALID_RISK_SCENE = 40129
export const INVALID_SCENE = 40169
export const INVALID_PAGE = 41030
export const MESSAGES_REFUSED = 43101
export const WRONG_APP = 43104
export const MEDIA_MISSING = 41005
export const CONTENT_TOO_LONG = 45002
export const RATE_LIMITED = 45009
export const INVALID_FIELD = 47003
export const API_UNAUTHORIZED = 48001
export const RISKY_CONTENT = 87014

/** A refusal, or success with 0. */
export function answerOf(errcode: number, errmsg: string): { errcode: number; errmsg: string } {
  return { errcode, errmsg }
}

export function isFileAnswer(answer: ApiAnswer): answer is FileAnswer {
  return Buffer.isBuffer(answer.bytes) && typeof answer.contentType === 'string'
}
