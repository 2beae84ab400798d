/**
 * The console at `/console`: a page to look inside, and the endpoints it asks, `/console/api/...`. Only for who came in
 * by the address that was printed at the start.
 */
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { noticePage } from '../gateway/picker-page'
import type { Visitor } from '../gateway/visitor'
import { HttpError, send, sendJson } from '../http'
import { type Asset, appBundle } from './app-bundle'
import { LiveUpdates } from './live'
import { Call, type ConsoleParts, get, match, type Route } from './route'
import { archiveRoutes } from './routes/archive'
import { collectionRoutes } from './routes/collections'
import { fileRoutes } from './routes/files'
import { functionRoutes } from './routes/functions'
import { identityRoutes } from './routes/identities'
import { openApiRoutes } from './routes/open-apis'
import { overviewRoutes } from './routes/overview'
import { timeRoutes } from './routes/time'

const API_PREFIX = '/console/api/'
const ASSET_PREFIX = '/console/assets/'
const HTML_TYPE = 'text/html; charset=utf-8'

export class ConsoleServer {
  private readonly routes: readonly Route[]
  private readonly live: LiveUpdates

  constructor(parts: ConsoleParts) {
    this.live = new LiveUpdates(parts)
    this.routes = [
      ...overviewRoutes(parts),
      ...functionRoutes(parts),
      ...collectionRoutes(parts),
      ...fileRoutes(parts),
      ...openApiRoutes(parts),
      ...timeRoutes(parts),
      ...identityRoutes(parts),
      ...archiveRoutes(parts),
      get('live', ({ response }) => this.live.serve(response)),
    ]
  }

  owns(pathname: string): boolean {
    return pathname === '/console' || pathname.startsWith('/console/')
  }

  /**
   * Answers a request to one of its addresses, of somebody whose origin has been checked.
   * @throws HttpError.
   */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    { pathname, searchParams }: URL,
    visitor: Visitor,
  ): Promise<void> {
    const isPage = !pathname.startsWith(API_PREFIX) && !pathname.startsWith(ASSET_PREFIX)
    if (!visitor.hasToken && isPage) return sendClosedDoor(response)
    if (!visitor.hasToken)
      throw new HttpError(403, 'NOT_LET_IN', 'Open the address that was printed when the server started.')
    if (pathname.startsWith(API_PREFIX)) {
      const path = pathname.slice(API_PREFIX.length)
      return this.answer(
        request,
        response,
        path,
        (params) => new Call(request, response, searchParams, visitor, params),
      )
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new HttpError(404, 'NOT_FOUND', 'There is nothing here.')
    return isPage ? sendPage(response) : sendAsset(request, response, pathname.slice(ASSET_PREFIX.length))
  }

  /** Pages that are open are told no more. */
  close(): void {
    this.live.close()
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    callWith: (params: Readonly<Record<string, string>>) => Call,
  ): Promise<void> {
    for (const route of this.routes) {
      const params = route.method === request.method ? match(route, path) : undefined
      if (!params) continue
      const answer = await route.handle(callWith(params))
      if (answer !== undefined) sendJson(response, 200, answer)
      return
    }
    throw new HttpError(404, 'NOT_FOUND', 'The console has nothing of that name.')
  }
}

/**
 * Its own script and style only. The editor writes style elements, which the nonce lets through, and browsers write style
 * attributes when somebody types over coloured text.
 */
function pageHeaders(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  }
}

async function sendPage(response: ServerResponse): Promise<void> {
  const { script, style } = await appBundle()
  const nonce = randomBytes(16).toString('base64')
  const page = `<!doctype html>
<html lang="zh-CN" data-nonce="${nonce}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>云控制台</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="${ASSET_PREFIX}${style}">
<script type="module" src="${ASSET_PREFIX}${script}"></script></head>
<body><div id="console"></div></body></html>
`
  send(response, 200, HTML_TYPE, page, pageHeaders(nonce))
}

function sendClosedDoor(response: ServerResponse): void {
  const page = noticePage(
    '请用启动时打印的地址打开',
    'Please open the address that was printed when the server started.',
  )
  send(response, 403, HTML_TYPE, page, { 'cache-control': 'no-store' })
}

async function sendAsset(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
  const asset = (await appBundle()).assets.get(name)
  if (!asset) throw new HttpError(404, 'NOT_FOUND', 'There is no such file.')
  const [encoding, body] = encoded(asset, request.headers['accept-encoding'])
  send(response, 200, asset.contentType, body, {
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(encoding ? { 'content-encoding': encoding } : {}),
  })
}

function encoded(
  asset: Asset,
  accepted: string | string[] | undefined,
): [encoding: string | undefined, Buffer] {
  const known = String(accepted ?? '')
  if (/\bbr\b/.test(known)) return ['br', asset.brotli]
  return /\bgzip\b/.test(known) ? ['gzip', asset.gzip] : [undefined, asset.plain]
}
