/**
 * `security.mediaCheckAsync` version 2: accepts a picture's address at once and pushes its verdict later to
 * the function that receives `wxa_media_check`. PLATFORM 1, UGC.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { APP_ID, ORIGINAL_ID } from '../environment'
import { describeIssues } from '../issues'
import type { CheckScript, CheckVerdict, PlainObject } from '../types'
import { resultOf } from './text-check'

const MEDIA_TYPE_IMAGE = 2
const IMAGE_BYTES_MAX = 10 * 1024 * 1024
/** How many checks are remembered, so that a verdict can be pushed again. */
const CHECKS_MAX = 1_000

const requestSchema = z.object({
  version: z.literal(2),
  openid: z.string().min(1),
  scene: z.number().int().min(1).max(4),
  media_url: z.url(),
  media_type: z.number(),
})

export interface MediaCheckOptions {
  /** Bytes of the file at an address of this server that can be fetched now; undefined for any other address. */
  readonly sizeAt: (url: string) => Promise<number | undefined>
  /** Hands an event of the platform to the function that receives it. */
  readonly push: (event: PlainObject) => Promise<void>
}

interface MediaCheck {
  readonly traceId: string
  readonly mediaUrl: string
  readonly openid: string
}

export class MediaChecks {
  private readonly checks = new Map<string, MediaCheck & { isAnswered: boolean }>()
  private readonly scheduled = new Set<Promise<void>>()
  private readonly closing = new AbortController()

  constructor(private readonly options: MediaCheckOptions) {}

  /** Checks that have been asked for and not yet answered, the oldest first. */
  pending(): MediaCheck[] {
    return [...this.checks.values()]
      .filter((check) => !check.isAnswered)
      .map(({ traceId, mediaUrl, openid }) => ({ traceId, mediaUrl, openid }))
  }

  /**
   * The platform's immediate answer. The verdict follows after `askedBy` has resolved, because the real
   * platform is never so fast that it answers before the asking function has stored its trace id.
   */
  async ask(args: PlainObject, script: CheckScript['media'], askedBy: Promise<void>): Promise<PlainObject> {
    if (args.version !== 2)
      return { errcode: 48001, errmsg: 'not emulated: security.mediaCheckAsync version 1' }
    const request = requestSchema.safeParse(args)
    if (!request.success) return { errcode: 40097, errmsg: `invalid args: ${describeIssues(request.error)}` }
    if (request.data.media_type !== MEDIA_TYPE_IMAGE)
      return { errcode: 48001, errmsg: 'not emulated: security.mediaCheckAsync of sound (media_type 1)' }
    if (script.mode === 'down') return { errcode: -1, errmsg: 'system error' }
    const mediaUrl = request.data.media_url
    const size = await this.options.sizeAt(mediaUrl)
    if (size === undefined)
      return { errcode: 40097, errmsg: `invalid args: nothing can be fetched at media_url ${mediaUrl}` }
    if (size > IMAGE_BYTES_MAX) return { errcode: 40006, errmsg: 'invalid media size' }
    const traceId = randomUUID()
    this.remember({ traceId, mediaUrl, openid: request.data.openid })
    const { mode, delayMs = 0 } = script
    if (mode !== 'silent' && mode !== 'manual') this.schedule(traceId, mode, delayMs, askedBy)
    return { errcode: 0, errmsg: 'ok', trace_id: traceId }
  }

  /**
   * Pushes a verdict now, also for a check that has been answered before: the platform may repeat itself.
   * @throws Error when no such check was ever asked for.
   */
  async pushVerdict(traceId: string, verdict: CheckVerdict): Promise<void> {
    const check = this.checks.get(traceId)
    if (!check) throw new Error(`no media check was asked for with the trace id ${traceId}`)
    check.isAnswered = true
    const result = resultOf(verdict)
    await this.options.push({
      ToUserName: ORIGINAL_ID,
      FromUserName: check.openid,
      CreateTime: Math.floor(Date.now() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: APP_ID,
      trace_id: traceId,
      version: 2,
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
      errcode: 0,
      errmsg: 'ok',
      result,
    })
  }

  /** Resolves when every scheduled push has been delivered. */
  async settled(): Promise<void> {
    while (this.scheduled.size > 0) await Promise.all(this.scheduled)
  }

  /** Pushes that have not happened yet never will. */
  async close(): Promise<void> {
    this.closing.abort()
    await this.settled()
  }

  private remember(check: MediaCheck): void {
    this.checks.set(check.traceId, { ...check, isAnswered: false })
    const [oldest] = this.checks.keys()
    if (this.checks.size > CHECKS_MAX && oldest) this.checks.delete(oldest)
  }

  private schedule(traceId: string, verdict: CheckVerdict, delayMs: number, askedBy: Promise<void>): void {
    const work = async () => {
      await askedBy
      try {
        await delay(delayMs, undefined, { signal: this.closing.signal })
      } catch {
        return
      }
      await this.pushVerdict(traceId, verdict)
    }
    const push = work()
      .catch((error) => console.error(`A media verdict could not be pushed: ${error}`))
      .finally(() => this.scheduled.delete(push))
    this.scheduled.add(push)
  }
}
