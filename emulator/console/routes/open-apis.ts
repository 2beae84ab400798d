/** What the platform would do: checks waiting for their verdict, messages, codes, and how the open APIs answer. */
import QRCode from 'qrcode'
import * as z from 'zod'
import { HttpError, send } from '../../http'
import type { OpenApi } from '../../openapi/types'
import { plain } from '../query/commands'
import { evaluate } from '../query/evaluate'
import { parse } from '../query/syntax'
import { type Call, type ConsoleParts, get, post, problemOf, type Route } from '../route'
import type { OpenApiState } from '../shapes'

const DELAY_MS_MAX = 600_000
const delayMs = z.number().int().min(0).max(DELAY_MS_MAX).optional()
const verdict = z.enum(['pass', 'review', 'risky'])
const trouble = z.enum(['down', 'rate-limited', 'slow'])
const rank = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
/** Some parts of the script; each that is given takes the place of the present one. */
const scriptSchema = z.strictObject({
  text: z.strictObject({ mode: z.union([verdict, trouble, z.literal('by-content')]), delayMs }).optional(),
  image: z.strictObject({ mode: z.union([z.enum(['pass', 'risky']), trouble]), delayMs }).optional(),
  media: z
    .strictObject({
      mode: z.union([verdict, z.enum(['silent', 'manual', 'down', 'rate-limited'])]),
      delayMs,
      newestFirst: z.boolean().optional(),
    })
    .optional(),
  messages: z.strictObject({ mode: z.union([z.enum(['by-rules', 'refused']), trouble]), delayMs }).optional(),
  codes: z.strictObject({ mode: z.union([z.literal('made'), trouble]), delayMs }).optional(),
  risk: z
    .strictObject({
      mode: z.union([z.literal('by-person'), trouble]),
      ranks: z.record(z.string(), rank),
      delayMs,
    })
    .optional(),
})
const verdictSchema = z.strictObject({ traceId: z.string(), verdict })
const pushSchema = z.strictObject({ text: z.string() })
const creditSchema = z.strictObject({
  openid: z.string().min(1),
  templateId: z.string().min(1),
  count: z.number().int().min(1).max(100),
})
const messageSchema = z.record(z.string(), z.unknown())

export function openApiRoutes({ openapi, clock }: ConsoleParts): Route[] {
  return [
    get('open-apis', () => stateOf(openapi)),
    get('open-apis/code', (call) => sendCode(openapi, call)),
    post('open-apis/script', async (call) => {
      Object.assign(openapi.script, await call.json(scriptSchema))
      return stateOf(openapi)
    }),
    post('open-apis/verdict', async (call) => {
      const { traceId, verdict: given } = await call.json(verdictSchema)
      return attempt(() => openapi.pushMediaVerdict(traceId, given))
    }),
    post('open-apis/push', async (call) => {
      const { text } = await call.json(pushSchema)
      return attempt(async () => {
        const node = parse(text)
        await openapi.pushMessage(messageSchema.parse(node ? plain(evaluate(node, clock.now())) : {}))
      })
    }),
    post('open-apis/credits', async (call) => {
      const { openid, templateId, count } = await call.json(creditSchema)
      return attempt(() => openapi.grantCredits(openid, templateId, count))
    }),
  ]
}

/** The newest first. */
function stateOf(openapi: OpenApi): OpenApiState {
  return {
    script: openapi.script,
    checks: openapi.pendingMediaChecks(),
    messages: [...openapi.messages()].reverse(),
    templates: openapi.templates(),
    credits: openapi.credits(),
    codes: [...openapi.codes()].reverse(),
  }
}

/** What the function that receives a push complains of is told as the answer. */
async function attempt(work: () => Promise<void>): Promise<object> {
  try {
    await work()
    return {}
  } catch (error) {
    if (error instanceof Error && error.constructor === Error)
      return { problem: { code: 'NOT_PUSHED', message: error.message } }
    return { problem: problemOf(error) }
  }
}

/** The picture of the code that was made at the moment `at`, as a scan would read it. */
async function sendCode(openapi: OpenApi, { query, response }: Call): Promise<undefined> {
  const code = openapi
    .codes()
    .find(({ at, scene }) => String(at) === query.get('at') && scene === query.get('scene'))
  if (!code) throw new HttpError(404, 'NOT_FOUND', 'There is no such code any more.')
  const picture = await QRCode.toString(code.url, { type: 'svg', margin: 1 })
  send(response, 200, 'image/svg+xml', picture, { 'cache-control': 'private, max-age=86400, immutable' })
  return undefined
}
