/**
 * `security.mediaCheckAsync` version 2: accepts the address of a picture or a sound at once and pushes its
 * verdict later to the function that receives `wxa_media_check`. PLATFORM 1, UGC.
 */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { APP_ID } from '../environment'
import { describeIssues } from '../issues'
import { contentTypeOf } from '../storage/content-type'
import type { PlainObject } from '../types'
import { API_UNAUTHORIZED, answerOf, INVALID_ARGUMENTS, INVALID_MEDIA_SIZE } from './answer'
import { PushQueue } from './push-queue'
import type { KeptCheck, SavedState } from './saved-state'
import { resultOf } from './text-check'
import type { CheckVerdict, OpenApiScript } from './types'

const SOUND = 1
const PICTURE = 2
const MEDIA_BYTES_MAX = 10 * 1024 * 1024
/** How many checks are remembered, so that a verdict can be pushed again. */
const CHECKS_MAX = 1_000

const requestSchema = z.object({
  version: z.literal(2),
  openid: z.string().min(1),
  scene: z.number().int().min(1).max(4),
  media_url: z.url(),
  media_type: z.literal([SOUND, PICTURE]),
})

export interface MediaCheckOptions {
  readonly saved: SavedState
  /** Bytes of the file at an address of this server that can be fetched now; undefined for any other address. */
  readonly sizeAt: (url: string) => Promise<number | undefined>
  /** Hands an event of the platform to the function that receives it. */
  readonly push: (event: PlainObject) => Promise<void>
}

/** What is going to be pushed by itself; undefined when somebody has to say so, or nobody will. */
function verdictOf(
  { media_type: type, media_url: url }: z.infer<typeof requestSchema>,
  { mode }: OpenApiScript['media'],
): CheckVerdict | undefined {
  if (mode !== 'pass' && mode !== 'review' && mode !== 'risky') return undefined
  // The platform finds nothing to object to in a picture that it is told to listen to.
  return type === SOUND && contentTypeOf(new URL(url).pathname).startsWith('image/') ? 'pass' : mode
}

export class MediaChecks {
  private readonly queue = new PushQueue((traceId) => this.pushPlanned(traceId))

  constructor(private readonly options: MediaCheckOptions) {}

  /** Checks that have been asked for and not yet answered, the oldest first. */
  pending(): { traceId: string; mediaUrl: string; openid: string }[] {
    return this.checks
      .filter((check) => !check.isAnswered)
      .map(({ traceId, mediaUrl, openid }) => ({ traceId, mediaUrl, openid }))
  }

  /**
   * The platform's immediate answer. The verdict follows after `askedBy` has resolved, because the real
   * platform is never so fast that it answers before the asking function has stored its trace id.
   */
  async ask(args: PlainObject, script: OpenApiScript['media'], askedBy: Promise<void>): Promise<PlainObject> {
    if (args.version !== 2)
      return answerOf(API_UNAUTHORIZED, 'not emulated: security.mediaCheckAsync version 1')
    const request = requestSchema.safeParse(args)
    if (!request.success) return answerOf(INVALID_ARGUMENTS, `invalid args: ${describeIssues(request.error)}`)
    const { media_url: mediaUrl, openid } = request.data
    const size = await this.options.sizeAt(mediaUrl)
    if (size === undefined)
      return answerOf(INVALID_ARGUMENTS, `invalid args: nothing can be fetched at media_url ${mediaUrl}`)
    if (size > MEDIA_BYTES_MAX) return answerOf(INVALID_MEDIA_SIZE, 'invalid media size')
    const traceId = randomUUID()
    const verdict = verdictOf(request.data, script)
    await this.remember({ traceId, mediaUrl, openid, isAnswered: false, verdict })
    if (verdict) this.queue.add(traceId, { ...script, after: askedBy })
    return { ...answerOf(0, 'ok'), trace_id: traceId }
  }

  /** Pushes what an earlier run of the emulator still had to push. */
  resume(): void {
    for (const { traceId, verdict, isAnswered } of this.checks)
      if (verdict && !isAnswered) this.queue.add(traceId, { after: Promise.resolve() })
  }

  /**
   * Pushes a verdict now, also for a check that has been answered before: the platform may repeat itself.
   * @throws Error when no such check was ever asked for.
   */
  async pushVerdict(traceId: string, verdict: CheckVerdict): Promise<void> {
    const check = this.checks.find((each) => each.traceId === traceId)
    if (!check) throw new Error(`no media check was asked for with the trace id ${traceId}`)
    const result = resultOf(verdict)
    try {
      await this.options.push({
        FromUserName: check.openid,
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
      check.isAnswered = true
    } catch (error) {
      // What the end of the emulator cuts off is pushed again after the next start.
      check.isAnswered = !this.queue.isStopped
      throw error
    } finally {
      await this.options.saved.save()
    }
  }

  /** Resolves when every scheduled push has been delivered. */
  settled(): Promise<void> {
    return this.queue.settled()
  }

  /** No push begins any more; those that have not wait for the next start. */
  stop(): void {
    this.queue.stop()
  }

  private get checks(): KeptCheck[] {
    return this.options.saved.content.checks
  }

  private async pushPlanned(traceId: string): Promise<void> {
    const verdict = this.checks.find((check) => check.traceId === traceId)?.verdict
    try {
      if (verdict) await this.pushVerdict(traceId, verdict)
    } catch (error) {
      console.error(`A media verdict could not be pushed: ${error}`)
    }
  }

  private remember(check: KeptCheck): Promise<void> {
    this.checks.push(check)
    if (this.checks.length > CHECKS_MAX) this.checks.shift()
    return this.options.saved.save()
  }
}
