/**
 * An endpoint that answers replies recorded from the emulator, byte for byte, and does nothing else: what the SDK
 * takes against it is the SDK's own.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from './processes'
import type { RecordedCall } from './recorder'

interface FixedReply {
  /** The reply is for requests whose body holds all of these. */
  readonly marks: readonly string[]
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

export interface FixedRepliesOptions {
  readonly calls: readonly Pick<RecordedCall, 'marks' | 'replyBase64' | 'headers'>[]
}

async function start({ calls }: FixedRepliesOptions) {
  const replies: FixedReply[] = calls.map(({ marks, replyBase64, headers }) => ({
    marks,
    headers,
    body: Buffer.from(replyBase64, 'base64'),
  }))
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = replies.length === 1 ? undefined : Buffer.concat(chunks)
      const reply = replies.find(
        ({ marks }) => asked === undefined || marks.every((mark) => asked.includes(mark)),
      )
      if (!reply) {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, reply.headers)
      response.end(reply.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

void serve(start)
