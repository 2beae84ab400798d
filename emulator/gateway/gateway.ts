/**
 * The gateway: what the h5 app calls. A neutral HTTP protocol that any server could speak.
 *
 * - `POST /call/{function}` with JSON `{action, input, clientVersion?}` answers the function's own JSON.
 * - `POST /upload?path=incoming/...` with raw bytes answers `{fileId}`; 413 when larger than a photo may be.
 * - `POST /subscribe` with JSON `{accepted: [templateId, ...]}` is a tap on "allow" for these templates of subscribe
 *   messages, one message each; answers `{accepted: [...]}`, those that there are.
 * - `401 {signInUrl}` when there is no identity: the browser is to go there, and comes back with one.
 * - `GET /sign-out` forgets the identity and leads to where another can be taken.
 * - Any other refusal is `{error, message}` with a fitting status: 400 malformed, 403 not let in, 404 unknown,
 *   413 too large, 502 the function failed or took too long.
 *
 * A browser is let in by the entry address (`/enter?token=...`), which sets a cookie; a program sends
 * `authorization: Bearer {token}` and says by `x-openid` whom it speaks for (empty: nobody).
 * What is particular to this server: the identity picker at `/identity`, the console at `/console`, and the h5 app
 * itself at `/`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import type { ConsoleServer } from '../console/console'
import { EVENT_BYTES_MAX, type Host } from '../functions/host'
import { HttpError, readBody, send, sendJson, urlOf } from '../http'
import type { OpenApi } from '../openapi/types'
import { OPENID } from '../openid'
import type { DiskStorage } from '../storage/files'
import { CloudError, type EmulatorOptions } from '../types'
import { H5App } from './h5-app'
import { freshOpenid, pickableIdentities } from './identities'
import { noticePage, onwardPage, PICKER_STYLE_HASH, pickerPage } from './picker-page'
import { Door, type Visitor } from './visitor'

const SIGN_IN_URL = '/identity'
const CONSOLE_URL = '/console'
/** A little more than the 10 MB the platform checks, so that a function's own refusal of a large file can be met. */
const UPLOAD_BYTES_MAX = 10 * 1024 * 1024 + 64 * 1024
const UPLOAD_PREFIX = 'incoming/'
const FORM_BYTES_MAX = 4 * 1024
/** The platform asks for no more templates in one question. */
const TEMPLATES_MAX = 3
/** Deeper input is nobody's honest call; no schema goes nearly as deep. */
const INPUT_DEPTH_MAX = 32
const AVATAR_MAX_AGE_S = 3600
const HTML_TYPE = 'text/html; charset=utf-8'
const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; img-src 'self' data:; style-src ${PICKER_STYLE_HASH}; form-action 'self'; frame-ancestors 'none'`,
  'referrer-policy': 'same-origin',
}

const acceptedSchema = z.strictObject({ accepted: z.array(z.string()).min(1).max(TEMPLATES_MAX) })

export interface GatewayParts {
  readonly console: ConsoleServer
  readonly options: EmulatorOptions
  readonly host: Host
  readonly openapi: Pick<OpenApi, 'templates' | 'grantCredits'>
  readonly storage: DiskStorage
  readonly port: number
  readonly token: string
}

/** Whether a value nests deeper than `depthMax`; looks no deeper than that. */
function isDeeperThan(value: unknown, depthMax: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depthMax === 0 || Object.values(value).some((item) => isDeeperThan(item, depthMax - 1))
}

function parseEvent(body: Buffer): unknown {
  let event: unknown
  try {
    event = JSON.parse(body.toString('utf8'))
  } catch {
    throw new HttpError(400, 'BAD_JSON', 'The body is not JSON.')
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw new HttpError(400, 'BAD_JSON', 'The body is not a JSON object.')
  if (isDeeperThan(event, INPUT_DEPTH_MAX))
    throw new HttpError(400, 'BAD_JSON', `The body nests deeper than ${INPUT_DEPTH_MAX} levels.`)
  return event
}

function httpErrorOf(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (!(error instanceof CloudError)) {
    console.error(error)
    return new HttpError(500, 'SYS_ERR', 'The server made a mistake; its log says which.')
  }
  if (error.code === 'FUNCTION_NOT_FOUND') return new HttpError(404, error.code, error.message)
  return new HttpError(error.code === 'EXCEED_MAX_PAYLOAD_SIZE' ? 413 : 400, error.code, error.message)
}

export class Gateway {
  private readonly door: Door
  private readonly app: H5App | undefined

  constructor(private readonly parts: GatewayParts) {
    this.door = new Door(parts.port, parts.token)
    this.app = parts.options.h5Dir === undefined ? undefined : new H5App(parts.options.h5Dir)
  }

  /** Answers one request. Never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      this.door.checkOrigin(request)
      await this.route(request, response, urlOf(request))
    } catch (error) {
      const { status, code, message } = httpErrorOf(error)
      if (!response.headersSent) sendJson(response, status, { error: code, message })
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname, searchParams } = url
    const visitor = this.door.visitorOf(request)
    if (this.parts.console.owns(pathname)) return this.parts.console.handle(request, response, url, visitor)
    const isPost = request.method === 'POST'
    if (isPost && pathname.startsWith('/call/'))
      return this.call(request, response, pathname.slice(6), visitor)
    if (isPost && pathname === '/upload')
      return this.upload(request, response, searchParams.get('path'), visitor)
    if (isPost && pathname === '/subscribe') return this.subscribe(request, response, visitor)
    if (isPost && pathname === SIGN_IN_URL) return this.pick(request, response, visitor)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new HttpError(404, 'NOT_FOUND', 'There is nothing here.')
    if (pathname === '/enter') return this.enter(response, searchParams, visitor)
    if (pathname === SIGN_IN_URL) return this.showPicker(response, visitor)
    if (pathname === '/sign-out') return this.signOut(response)
    if (pathname === '/favicon.ico') return this.sendNoIcon(response)
    if (!this.app) throw new HttpError(404, 'NOT_FOUND', 'There is no h5 app here.')
    if (pathname === '/' && !visitor.hasToken) return this.showClosedDoor(response)
    return this.app.serve(response, pathname)
  }

  private async call(
    request: IncomingMessage,
    response: ServerResponse,
    functionName: string,
    visitor: Visitor,
  ): Promise<void> {
    this.requireToken(visitor)
    if (visitor.openid === undefined) return sendJson(response, 401, { signInUrl: SIGN_IN_URL })
    if (!request.headers['content-type']?.startsWith('application/json'))
      throw new HttpError(400, 'BAD_JSON', 'The body has to be application/json.')
    const event = parseEvent(await readBody(request, EVENT_BYTES_MAX))
    const identity = { openid: visitor.openid }
    const result = await this.parts.host.invoke(functionName, event, { identity, source: 'wx_client' })
    if (result.json === undefined)
      throw new HttpError(502, 'FUNCTION_FAILED', result.error?.errorMessage ?? 'The function failed.')
    send(response, 200, 'application/json; charset=utf-8', result.json, {
      'cache-control': 'no-store',
      'x-request-id': result.record.requestId,
    })
  }

  private async upload(
    request: IncomingMessage,
    response: ServerResponse,
    path: string | null,
    visitor: Visitor,
  ): Promise<void> {
    this.requireToken(visitor)
    if (visitor.openid === undefined) return sendJson(response, 401, { signInUrl: SIGN_IN_URL })
    if (!path?.startsWith(UPLOAD_PREFIX))
      throw new HttpError(400, 'BAD_PATH', `Uploads go to a path that begins with ${UPLOAD_PREFIX}.`)
    const bytes = await readBody(request, UPLOAD_BYTES_MAX)
    sendJson(response, 200, { fileId: await this.parts.storage.write(path, bytes) })
  }

  /** The browser has shown the question itself: this is what the member allowed. */
  private async subscribe(
    request: IncomingMessage,
    response: ServerResponse,
    visitor: Visitor,
  ): Promise<void> {
    this.requireToken(visitor)
    const { openid } = visitor
    if (!openid) return sendJson(response, 401, { signInUrl: SIGN_IN_URL })
    const wished = acceptedSchema.safeParse(parseEvent(await readBody(request, FORM_BYTES_MAX)))
    if (!wished.success)
      throw new HttpError(400, 'BAD_TEMPLATES', `The body is {accepted: [...]} of 1 to ${TEMPLATES_MAX} ids.`)
    const known = new Set(this.parts.openapi.templates().map(({ templateId }) => templateId))
    const accepted = [...new Set(wished.data.accepted)].filter((templateId) => known.has(templateId))
    for (const templateId of accepted) await this.parts.openapi.grantCredits(openid, templateId, 1)
    sendJson(response, 200, { accepted })
  }

  private enter(response: ServerResponse, query: URLSearchParams, visitor: Visitor): void {
    if (!this.door.isToken(query.get('token') ?? '')) {
      this.showClosedDoor(response)
      return
    }
    const appOrPicker = visitor.openid === undefined ? SIGN_IN_URL : '/'
    const onward = onwardPage(query.get('to') === 'console' ? CONSOLE_URL : appOrPicker)
    send(response, 200, HTML_TYPE, onward, { ...PAGE_HEADERS, 'set-cookie': this.door.letIn() })
  }

  private async showPicker(response: ServerResponse, visitor: Visitor): Promise<void> {
    if (!visitor.hasToken) return this.showClosedDoor(response)
    const identities = pickableIdentities(this.parts.options).map(async (identity) => {
      if (!identity.avatarUrl?.startsWith('cloud://')) return identity
      return {
        ...identity,
        avatarUrl: await this.parts.storage.temporaryUrl(identity.avatarUrl, AVATAR_MAX_AGE_S),
      }
    })
    send(response, 200, HTML_TYPE, pickerPage(await Promise.all(identities), visitor.openid), PAGE_HEADERS)
  }

  private async pick(request: IncomingMessage, response: ServerResponse, visitor: Visitor): Promise<void> {
    this.requireToken(visitor)
    const form = new URLSearchParams((await readBody(request, FORM_BYTES_MAX)).toString('utf8'))
    const choice = form.get('as') ?? ''
    if (!OPENID.test(choice)) throw new HttpError(400, 'BAD_IDENTITY', 'There is nobody of that name.')
    this.redirect(response, '/', this.door.identify(choice === 'new' ? freshOpenid() : choice))
  }

  private signOut(response: ServerResponse): void {
    this.redirect(response, SIGN_IN_URL, this.door.forget())
  }

  /** Every browser asks for this by itself; a page that has an icon names it in its head. */
  private sendNoIcon(response: ServerResponse): void {
    response.writeHead(204, { 'cache-control': 'public, max-age=86400' })
    response.end()
  }

  private redirect(response: ServerResponse, location: string, cookie: string): void {
    response.writeHead(303, { location, 'set-cookie': cookie, 'cache-control': 'no-store' })
    response.end()
  }

  private requireToken(visitor: Visitor): void {
    if (!visitor.hasToken)
      throw new HttpError(403, 'NOT_LET_IN', 'Open the address that was printed when the server started.')
  }

  private showClosedDoor(response: ServerResponse): void {
    const page = noticePage(
      '请用启动时打印的地址打开',
      'Please open the address that was printed when the server started.',
    )
    send(response, 403, HTML_TYPE, page, PAGE_HEADERS)
  }
}
