/** The one HTTP server of an emulator, bound to this machine only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { send } from './http'
import { StartError } from './start-error'

const HOST = '127.0.0.1'
/** Longer than any client keeps an idle connection, so that no request meets a connection that is being closed. */
const KEEP_ALIVE_MS = 65_000
/**
 * So many connections wait to be taken up while this process is at work. Beyond them the system drops what arrives, which
 * who calls learns only by a reset or a timeout: hundreds of invocations that begin together each open several.
 */
const WAITING_CONNECTIONS_MAX = 4_096

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Answers a request whose handler failed in a way that it did not foresee. */
function sendServerError(response: ServerResponse, error: unknown): void {
  console.error(error)
  if (response.headersSent) response.destroy()
  else send(response, 500, 'text/plain; charset=utf-8', 'The server made a mistake; its log says which.')
}

/** Listens from the start, so that its address is known, and answers 503 until it is given a handler. */
export class Front {
  private handler: RequestHandler | undefined

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {
    server.on('request', (request, response) => {
      if (this.handler) this.handler(request, response).catch((error) => sendServerError(response, error))
      else send(response, 503, 'text/plain; charset=utf-8', 'The emulator is starting.')
    })
  }

  /** @throws StartError when the port is taken; 0 is any free one. */
  static async open(port: number): Promise<Front> {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const reason = error.code === 'EADDRINUSE' ? `port ${port} is taken` : error.message
        reject(new StartError(`The emulator cannot listen: ${reason}.`))
      })
      server.listen({ port, host: HOST, backlog: WAITING_CONNECTIONS_MAX }, resolve)
    })
    const address = server.address()
    if (typeof address === 'string' || address === null) throw new StartError('The emulator got no port.')
    return new Front(server, address.port)
  }

  get url(): string {
    return `http://${HOST}:${this.port}`
  }

  /** Undefined answers 503 again, while everything behind is opened anew. */
  answerWith(handler: RequestHandler | undefined): void {
    this.handler = handler
  }

  /** Takes no more requests and cuts off those that are waiting. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }
}
