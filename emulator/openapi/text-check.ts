/** `security.msgSecCheck` version 2. Its rules and labels: PLATFORM 1, UGC. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { describeIssues } from '../issues'
import type { PlainObject } from '../types'
import { API_UNAUTHORIZED, answerOf, CONTENT_TOO_LONG, INVALID_ARGUMENTS } from './answer'
import type { CheckVerdict, OpenApiScript } from './types'

const TEXT_LENGTH_MAX = 2500
/** A text with one of these is never passed, so that people and tests can see a refusal without a script. */
const RISKY_WORDS = ['违禁词', '加微信刷单']
const REVIEW_WORDS = ['待复核词']

const LABELS: Readonly<Record<CheckVerdict, number>> = { pass: 100, review: 21000, risky: 20001 }

const requestSchema = z.object({
  version: z.literal(2),
  openid: z.string().min(1),
  scene: z.number().int().min(1).max(4),
  content: z.string().min(1),
})

/** The two fields by which the platform says what it thinks. */
export function resultOf(verdict: CheckVerdict): { suggest: CheckVerdict; label: number } {
  return { suggest: verdict, label: LABELS[verdict] }
}

function judge(content: string): CheckVerdict {
  if (RISKY_WORDS.some((word) => content.includes(word))) return 'risky'
  if (REVIEW_WORDS.some((word) => content.includes(word))) return 'review'
  return 'pass'
}

/** The platform's answer to one text, as the script wants it. An `errcode` other than 0 is a failure of the check. */
export function checkText(args: PlainObject, { mode }: OpenApiScript['text']): PlainObject {
  if (args.version !== 2) return answerOf(API_UNAUTHORIZED, 'not emulated: security.msgSecCheck version 1')
  const request = requestSchema.safeParse(args)
  if (!request.success) return answerOf(INVALID_ARGUMENTS, `invalid args: ${describeIssues(request.error)}`)
  const { content } = request.data
  if ([...content].length > TEXT_LENGTH_MAX) return answerOf(CONTENT_TOO_LONG, 'content size out of limit')
  const isScripted = mode === 'pass' || mode === 'review' || mode === 'risky'
  const result = resultOf(isScripted ? mode : judge(content))
  return {
    ...answerOf(0, 'ok'),
    result,
    detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
    trace_id: randomUUID(),
  }
}
