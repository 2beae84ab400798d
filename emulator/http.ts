/** The few things every HTTP part of the emulator does: read a bounded body, answer JSON or text. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** A request that is refused with an HTTP status; `message` is shown to the caller. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'HttpError'
  }
}

function tooLarge(bytesMax: number): HttpError {
  return new HttpError(413, 'TOO_LARGE', `The body is larger than the ${bytesMax} bytes that are taken here.`)
}

/**
 * The whole body, at most `bytesMax` bytes. By events and not by `for await`, which costs as much as answering.
 * @throws HttpError 413 when the body is larger; what follows is read and dropped, so that the answer can be sent.
 */
export function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > bytesMax) refuse()
      else chunks.push(chunk)
    }
    const refuse = () => {
      request.off('data', take).resume()
      reject(tooLarge(bytesMax))
    }
    request.on('data', take)
    if (Number(request.headers['content-length'] ?? 0) > bytesMax) refuse()
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    request.once('error', reject)
    if (request.destroyed) reject(new Error('the client went away'))
  })
}

/** Answers with a body in one piece; the length is set, so connections can be kept. */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  // Text becomes bytes once, not once for its length and once for the wire.
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  response.writeHead(status, { 'content-type': contentType, 'content-length': bytes.length, ...headers })
  response.end(bytes)
}

/** Answers with a value as JSON that nobody may cache. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value), {
    'cache-control': 'no-store',
  })
}

/** Path and query of a request; the host part is never used. */
export function urlOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://localhost')
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'The address is malformed.')
  }
}
