/** Stands between an SDK and an emulator and keeps what they say, so that it can be said again byte for byte. */
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface RecordedCall {
  /** Texts of the request's body by which this call is known among the others of its recording. */
  readonly marks: readonly string[]
  readonly request: Readonly<Record<string, unknown>>
  readonly replyBase64: string
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds since the recording began. */
  readonly sentAtMs: number
  readonly answeredAtMs: number
}

export interface Recorder {
  readonly url: string
  /** The calls since the last `take`, in the order in which they were sent. */
  take(): RecordedCall[]
  close(): Promise<void>
}

/** Replies are held back so long: what is asked together then arrives before any of it is answered. */
const HELD_MS = 100

/** Headers that belong to a connection and not to what is said over it. */
const CONNECTION_HEADERS = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding'])

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function forward(
  request: IncomingMessage,
  body: Buffer,
  to: string,
): Promise<{ reply: Buffer; headers: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${to}${request.url}`, { method: 'POST', headers: request.headers })
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      const headers: Record<string, string> = {}
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === 'string' && !CONNECTION_HEADERS.has(name)) headers[name] = value
      bytesOf(incoming).then((reply) => resolve({ reply, headers }), reject)
    })
    outgoing.end(body)
  })
}

/** What sets a call apart: its action, the collection that it is about, and how much of it is asked for. */
function marksOf({ action, collectionName, limit, form }: RecordedCall['request']): string[] {
  if (typeof form === 'string') return [form]
  const named = Object.entries({ collectionName, limit }).filter(([, value]) => value !== undefined)
  return [
    `"action":${JSON.stringify(action)}`,
    ...named.map(([name, value]) => `"${name}":${JSON.stringify(value)}`),
  ]
}

/** What a request says. Open API calls are forms, of which only one is made in a recording. */
function requestIn({ headers }: IncomingMessage, body: Buffer): RecordedCall['request'] {
  const isForm = headers['content-type']?.startsWith('multipart/form-data')
  return isForm ? { form: 'wx.openApi' } : JSON.parse(body.toString('utf8'))
}

/** Records what goes to the emulator at `to`. */
export async function startRecorder(to: string): Promise<Recorder> {
  let calls: RecordedCall[] = []
  const server = createServer((request, response) => {
    const answer = async () => {
      const sentAtMs = performance.now()
      const body = await bytesOf(request)
      const { reply, headers } = await forward(request, body, to)
      await delay(HELD_MS)
      const said = requestIn(request, body)
      calls.push({
        marks: marksOf(said),
        request: said,
        replyBase64: reply.toString('base64'),
        headers,
        sentAtMs,
        answeredAtMs: performance.now(),
      })
      response.writeHead(200, headers).end(reply)
    }
    answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    take() {
      const taken = calls.sort((a, b) => a.sentAtMs - b.sentAtMs)
      calls = []
      return taken
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
