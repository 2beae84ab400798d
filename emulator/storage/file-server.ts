/** The addresses of cloud files: `GET /files/{path}` and `PUT /cos/{path}`, each only with its signature. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, send, urlOf } from '../http'
import { contentTypeOf } from './content-type'
import type { DiskStorage, Ticket } from './files'
import { checkedPath } from './paths'

/** Larger files are possible on the cloud, but not sensible through a function. */
const PUT_BYTES_MAX = 64 * 1024 * 1024
/** How long an upload address may be used. */
const PUT_MAX_AGE_S = 900
const GET_PREFIX = '/files/'
const PUT_PREFIX = '/cos/'

/** Where and how the SDK is to put a file. */
export interface UploadTarget {
  readonly url: string
  readonly authorization: string
}

/** An address under which the SDK may put a file; `serverUrl` is this server's. */
export function uploadTarget(storage: DiskStorage, serverUrl: string, path: string): UploadTarget {
  const { signature, expiresAtS } = storage.ticket('put', checkedPath(path), PUT_MAX_AGE_S)
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return {
    url: `${serverUrl}${PUT_PREFIX}${encoded}`,
    authorization: `${signature}.${expiresAtS.toString(36)}`,
  }
}

/** What a request is to be answered with, once it may be. */
export type FileReply = (response: ServerResponse) => void

/** Object storage says errors in XML, which is how the SDK reads them. */
function xmlError(status: number, code: string, message: string): FileReply {
  const xml =
    `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message>` +
    '<RequestId>local</RequestId><TraceId>local</TraceId></Error>'
  return (response) => send(response, status, 'application/xml', xml)
}

function ticketOf(signature: string | null | undefined, expiry: string | null | undefined): Ticket {
  return { signature: signature ?? '', expiresAtS: Number.parseInt(expiry ?? '', 36) || 0 }
}

/** The file's path in an address; undefined when it can be none. */
function pathIn(pathname: string, prefix: string): string | undefined {
  try {
    return checkedPath(decodeURIComponent(pathname.slice(prefix.length)))
  } catch {
    return undefined
  }
}

export class FileServer {
  constructor(private readonly storage: DiskStorage) {}

  /** Whether an address is one of a file. */
  owns(pathname: string): boolean {
    return pathname.startsWith(GET_PREFIX) || pathname.startsWith(PUT_PREFIX)
  }

  /** Does what a request to one of its addresses asks for. */
  async answer(request: IncomingMessage): Promise<FileReply> {
    const { pathname, searchParams } = urlOf(request)
    if (pathname.startsWith(PUT_PREFIX) && request.method === 'PUT') return this.put(request, pathname)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!pathname.startsWith(GET_PREFIX) || !isRead)
      return xmlError(405, 'MethodNotAllowed', 'not allowed here')
    return this.get(pathname, searchParams)
  }

  /** Bytes of the file at a temporary address of this server; undefined when the address opens nothing now. */
  async sizeAt(address: string, serverUrl: string): Promise<number | undefined> {
    const url = new URL(address)
    const path = pathIn(url.pathname, GET_PREFIX)
    if (url.origin !== serverUrl || !url.pathname.startsWith(GET_PREFIX) || path === undefined)
      return undefined
    const ticket = ticketOf(url.searchParams.get('sign'), url.searchParams.get('t'))
    return this.storage.remainingS('get', path, ticket) > 0 ? this.storage.sizeOf(path) : undefined
  }

  private async get(pathname: string, query: URLSearchParams): Promise<FileReply> {
    const path = pathIn(pathname, GET_PREFIX)
    const ticket = ticketOf(query.get('sign'), query.get('t'))
    const remainingS = path === undefined ? 0 : this.storage.remainingS('get', path, ticket)
    if (path === undefined || remainingS === 0) return xmlError(403, 'AccessDenied', 'the file is private')
    const bytes = await this.storage.readPath(path)
    if (!bytes) return xmlError(404, 'NoSuchKey', 'there is no such file')
    const headers = {
      'cache-control': `private, max-age=${Math.floor(remainingS)}, immutable`,
      // What members upload is shown, never run.
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    }
    return (response) => send(response, 200, contentTypeOf(path), bytes, headers)
  }

  private async put(request: IncomingMessage, pathname: string): Promise<FileReply> {
    const path = pathIn(pathname, PUT_PREFIX)
    const [signature, expiry] = (request.headers.authorization ?? '').split('.')
    if (path === undefined || this.storage.remainingS('put', path, ticketOf(signature, expiry)) === 0) {
      request.resume()
      return xmlError(403, 'AccessDenied', 'the upload is not signed for this file')
    }
    await this.storage.write(path, await readBody(request, PUT_BYTES_MAX))
    return (response) => send(response, 200, 'application/xml', '')
  }
}
