/**
 * `POST /admin`: the one address at which the unmodified SDK finds the cloud. JSON in and out, except open
 * API calls, which are multipart in and protobuf out. A refusal is status 200 with `{requestId, code, message}`.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock/clock'
import { type CallFaults, HangUp } from '../functions/call-faults'
import type { Host } from '../functions/host'
import { countCall, type Invocations } from '../functions/invocation'
import { HttpError, readBody, send } from '../http'
import type { OpenApis } from '../openapi/open-apis'
import type { DiskStorage } from '../storage/files'
import { CloudError, type Database } from '../types'
import type { WireAction } from './action'
import { databaseActions } from './database-actions'
import { functionActions } from './function-actions'
import { parseMultipart } from './multipart'
import { callOpenApi } from './open-api-call'
import { type ReplyBody, replyBytes } from './reply'
import { storageActions } from './storage-actions'

/** A document may be 16 MB, and its Extended JSON within JSON is longer than it. */
const BODY_BYTES_MAX = 48 * 1024 * 1024
const JSON_TYPE = 'application/json; charset=utf-8'

export interface AdminParts {
  readonly database: Database
  readonly storage: DiskStorage
  readonly host: Host
  readonly openapi: OpenApis
  readonly invocations: Invocations
  readonly clock: Clock
  readonly faults: CallFaults
  /** This server's own address. */
  readonly url: string
}

interface Envelope {
  readonly action: string
  readonly token: string | undefined
  readonly transactionId: string | undefined
}

function textField(body: object, name: string): string | undefined {
  const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : undefined
}

function envelopeOf(body: unknown): Envelope {
  if (typeof body !== 'object' || body === null)
    throw new CloudError('INVALID_PARAM', 'the body is not an object')
  const action = textField(body, 'action')
  if (action === undefined) throw new CloudError('INVALID_PARAM', 'the body names no action')
  return {
    action,
    token: textField(body, 'wxCloudApiToken'),
    transactionId: textField(body, 'transactionId'),
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new CloudError('INVALID_PARAM', 'the body is not JSON')
  }
}

/** What the SDK is told of an error. Only a CloudError was meant for it; anything else is this program's mistake. */
function errorReply(error: unknown): { code: string; message: string } {
  if (error instanceof CloudError) return { code: error.code, message: error.message }
  if (error instanceof HttpError && error.status === 413)
    return { code: 'EXCEED_MAX_PAYLOAD_SIZE', message: error.message }
  console.error(error)
  return { code: 'SYS_ERR', message: error instanceof Error ? error.message : String(error) }
}

export class AdminEndpoint {
  private readonly actions: Readonly<Record<string, WireAction>>

  constructor(private readonly parts: AdminParts) {
    this.actions = {
      ...databaseActions(parts.database),
      ...storageActions(parts.storage, parts.url),
      ...functionActions(parts.host),
    }
  }

  /** Answers one call of the SDK. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    try {
      this.refuseStrangers(request)
      const body = await readBody(request, BODY_BYTES_MAX)
      if (request.headers['content-type']?.startsWith('multipart/form-data')) {
        const reply = await this.answerMultipart(request, body)
        return send(response, 200, 'application/octet-stream', reply)
      }
      const reply = await this.answerJson(request, parseJson(body))
      send(response, 200, JSON_TYPE, replyBytes(requestId, reply))
    } catch (error) {
      if (error instanceof HangUp) return void response.destroy()
      send(response, 200, JSON_TYPE, replyBytes(requestId, errorReply(error)))
    }
  }

  /**
   * The SDK signs its calls and is no browser. A page of some other site that a developer has open can
   * send requests to this machine too; it cannot do so without telling its origin.
   */
  private refuseStrangers(request: IncomingMessage): void {
    if (request.method !== 'POST') throw new CloudError('INVALID_PARAM', 'only POST is answered here')
    const isSigned = request.headers.authorization?.startsWith('TC3-HMAC-SHA256 ') ?? false
    if (request.headers.origin !== undefined || !isSigned)
      throw new CloudError('SIGN_PARAM_INVALID', 'only the signed calls of an SDK are answered here')
  }

  private async answerJson(request: IncomingMessage, body: unknown): Promise<ReplyBody> {
    const { action, token, transactionId } = envelopeOf(body)
    const run = Object.hasOwn(this.actions, action) ? this.actions[action] : undefined
    if (!run) throw new CloudError('NOT_EMULATED', `not emulated: ${action}`)
    const { invocations, clock, faults } = this.parts
    const invocation = invocations.find(token)
    return countCall(request, action, invocation, clock, (index) =>
      faults.answer({ invocation, action, index, transactionId }, () =>
        run(body, { invocation, now: clock.now() }),
      ),
    )
  }

  private async answerMultipart(request: IncomingMessage, body: Buffer): Promise<Buffer> {
    const form = parseMultipart(body, request.headers['content-type'] ?? '')
    const { invocations, clock, faults } = this.parts
    const invocation = invocations.find(form.get('wxCloudApiToken')?.toString('utf8'))
    const action = form.get('action')?.toString('utf8') ?? ''
    return countCall(request, action, invocation, clock, (index) =>
      faults.answer({ invocation, action, index }, () => callOpenApi(this.parts, form, invocation)),
    )
  }
}
