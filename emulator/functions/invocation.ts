/** One running invocation: whom it serves, which transactions it has open, and what its calls have cost so far. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../clock/clock'
import type { Identity, OperationCost } from '../types'

/** The cloud ends a transaction after this; what an invocation left open no longer counts then. PLATFORM 2. */
const TRANSACTION_TTL_MS = 30_000

/**
 * No call to the cloud is answered sooner than this, nor sooner than this after the newest call of its invocation. Here
 * one could be, before calls that were made in the same breath have been sent (each is signed, which takes time on a
 * busy machine), and those would look as if they had waited for it.
 */
const CALL_LATENCY_DEFAULT_MS = 2
/** However many calls follow, one is answered after so many times that. */
const LATENCIES_MAX = 10

/** Whom an invocation is made for and by which way it came, such as `wx_client` or `wx_client,scf`. */
export interface Caller {
  readonly identity: Identity
  readonly sourceChain: string
  readonly clientIp: string
}

/** How many calls lay one after another up to the end of one call, and how many of them were the database's. */
interface Depth {
  readonly calls: number
  readonly databaseCalls: number
}

function deeper(left: Depth, right: Depth): Depth {
  return {
    calls: Math.max(left.calls, right.calls),
    databaseCalls: Math.max(left.databaseCalls, right.databaseCalls),
  }
}

/**
 * Calls are recognised by the token that the SDK sends back with each. A call's depth is one more than that
 * of the deepest call that had been answered when it was made, so the deepest of all is the number of round
 * trips that had to be waited for one after another. A call of something else than the database adds nothing to the
 * depth of database calls, but what waits for it stands behind all that it has waited for.
 */
export class Invocation {
  readonly token = randomUUID()
  readonly requestId = randomUUID()
  readonly cost: OperationCost = { read: 0, examined: 0, written: 0 }
  readonly logs: string[] = []
  private readonly transactions = new Map<string, number>()
  private callsBegun = 0
  /** When its newest call was made. */
  private lastSentAt = 0
  private readonly answered: { readonly at: number; readonly depth: Depth }[] = []
  private deepest: Depth = { calls: 0, databaseCalls: 0 }
  private readonly begunAt = Date.now()
  private instance: { crash(): Promise<void> } | undefined
  private resolveEnded: () => void = () => {}
  /** Resolves when the function has answered or failed. */
  readonly ended = new Promise<void>((resolve) => {
    this.resolveEnded = resolve
  })

  constructor(
    readonly functionName: string,
    readonly caller: Caller,
    private readonly roundTripMinMs: number,
  ) {}

  /** The instance that handles this invocation from now on. */
  runOn(instance: { crash(): Promise<void> }): void {
    this.instance = instance
  }

  /** Ends the instance in the middle of what it does. Resolves when it does nothing any more. */
  async crash(): Promise<void> {
    await this.instance?.crash()
  }

  get calls(): number {
    return this.callsBegun
  }

  get roundTrips(): number {
    return this.deepest.calls
  }

  get databaseTrips(): number {
    return this.deepest.databaseCalls
  }

  /**
   * Counts a call made at `claimedAt` by the machine's clock, in epoch ms; without such a moment, or with one at
   * which it cannot have been made, it was made now. `end` has to be awaited before it is answered.
   */
  beginCall(action: string, claimedAt: number | undefined): { index: number; end: () => Promise<void> } {
    const now = Date.now()
    const sentAt = claimedAt !== undefined && claimedAt >= this.begunAt && claimedAt <= now ? claimedAt : now
    const before = this.answered.filter((call) => call.at <= sentAt).map((call) => call.depth)
    const waited = before.reduce(deeper, { calls: 0, databaseCalls: 0 })
    const depth = {
      calls: waited.calls + 1,
      databaseCalls: waited.databaseCalls + (action.startsWith('database.') ? 1 : 0),
    }
    const index = this.callsBegun++
    this.deepest = deeper(this.deepest, depth)
    this.lastSentAt = Math.max(this.lastSentAt, sentAt)
    const end = async () => {
      const latest = sentAt + (LATENCIES_MAX - 1) * this.roundTripMinMs
      const leftMs = () => Math.min(this.lastSentAt, latest) + this.roundTripMinMs - Date.now()
      while (leftMs() > 0) await delay(leftMs())
      this.answered.push({ at: Date.now(), depth })
    }
    return { index, end }
  }

  end(): void {
    this.resolveEnded()
  }

  transactionStarted(transactionId: string): void {
    this.transactions.set(transactionId, Date.now())
  }

  transactionEnded(transactionId: string): void {
    this.transactions.delete(transactionId)
  }

  /** Whether a transaction that this invocation started is still open. */
  get hasOpenTransaction(): boolean {
    const now = Date.now()
    return [...this.transactions.values()].some((startedAt) => now - startedAt < TRANSACTION_TTL_MS)
  }
}

/** The invocations that are running, by their token. */
export class Invocations {
  private readonly byToken = new Map<string, Invocation>()

  /** @param roundTripMinMs How long a call to the cloud takes at the least, as over a network; asked at each invocation. */
  constructor(private readonly roundTripMinMs: number | (() => number) = CALL_LATENCY_DEFAULT_MS) {}

  /** A new invocation, known by its token from now on. */
  begin(functionName: string, caller: Caller): Invocation {
    const minMs = typeof this.roundTripMinMs === 'number' ? this.roundTripMinMs : this.roundTripMinMs()
    const invocation = new Invocation(functionName, caller, minMs)
    this.byToken.set(invocation.token, invocation)
    return invocation
  }

  /** The invocation is over: its token means nothing any more. */
  remove(invocation: Invocation): void {
    this.byToken.delete(invocation.token)
    invocation.end()
  }

  /** Undefined for a process that is no invocation, such as a test or a script that uses the SDK. */
  find(token: string | undefined): Invocation | undefined {
    return token ? this.byToken.get(token) : undefined
  }
}

/**
 * When the SDK made a call, as it says itself by the `Date` of its thread, which is the virtual clock's. Undefined
 * for a call of anything else, and while the clock stands still.
 */
function sentAtOf(request: IncomingMessage, clock: Clock): number | undefined {
  const header = Number(request.headers['x-client-timestamp'])
  return header > 0 ? clock.machineTimeOf(header) : undefined
}

/** Counts a call of an invocation, if it is one, while it is answered; `index` is 0 for the invocation's first. */
export async function countCall<T>(
  request: IncomingMessage,
  action: string,
  invocation: Invocation | undefined,
  clock: Clock,
  answer: (index: number) => Promise<T>,
): Promise<T> {
  const call = invocation?.beginCall(action, sentAtOf(request, clock))
  try {
    return await answer(call?.index ?? 0)
  } finally {
    await call?.end()
  }
}
