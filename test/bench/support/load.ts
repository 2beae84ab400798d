/** Closed-loop load: so many clients, each of which asks again as soon as it has been answered. */
import { Agent, request } from 'node:http'
import { type Ratio, ratioOf, type Title } from '../bench'

export interface Answer {
  readonly status: number
  readonly body: string
}

/** Posts JSON over connections that are kept, one for each client that is waiting. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true })

  constructor(
    private readonly baseUrl: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  post(path: string, value: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const body = JSON.stringify(value)
    return new Promise((resolve, reject) => {
      const outgoing = request(`${this.baseUrl}${path}`, {
        method: 'POST',
        agent: this.agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...this.headers,
          ...headers,
        },
      })
      outgoing.once('error', reject)
      outgoing.once('response', (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.once('error', reject)
        incoming.once('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        )
      })
      outgoing.end(body)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

/** Asks once, as the client of this number (from 0); rejects when the answer is not what it should be. */
export type Ask = (client: number) => Promise<void>

/** Milliseconds an answer: the time divided by the answers of all clients together. */
export async function closedLoop(clients: number, durationMs: number, ask: Ask): Promise<number> {
  const startedAt = performance.now()
  let answers = 0
  const isOver = () => performance.now() - startedAt >= durationMs
  const loop = async (client: number) => {
    do {
      await ask(client)
      answers += 1
    } while (!isOver())
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)))
  return (performance.now() - startedAt) / answers
}

export interface LoadSide {
  readonly what: string
  readonly ask: Ask
}

export interface LoadRounds {
  readonly clients: number
  /** How long each side is asked before anything counts: until all that starts under load has started. */
  readonly warmUpMs: number
  readonly rounds: number
  /** How long each side is asked in each round. */
  readonly durationMs: number
}

/** Loads two servers in turn and compares what an answer takes. */
export async function compareLoads(
  title: Title,
  of: LoadSide,
  to: LoadSide,
  { clients, warmUpMs, rounds, durationMs }: LoadRounds,
): Promise<Ratio> {
  const took: { of: number[]; to: number[] } = { of: [], to: [] }
  for (const { ask } of [of, to]) await closedLoop(clients, warmUpMs, ask)
  for (let round = 0; round < rounds; round += 1) {
    took.of.push(await closedLoop(clients, durationMs, of.ask))
    took.to.push(await closedLoop(clients, durationMs, to.ask))
  }
  return ratioOf(
    title,
    { what: `${of.what}, an answer`, times: took.of },
    { what: `${to.what}, an answer`, times: took.to },
  )
}
