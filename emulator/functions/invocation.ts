/** One running invocation: whom it serves, which transactions it has open, and what its calls have cost so far. */
import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Identity, OperationCost } from '../types'

/** The cloud ends a transaction after this; what an invocation left open no longer counts then. PLATFORM 2. */
const TRANSACTION_TTL_MS = 30_000

/** Whom an invocation is made for and by which way it came, such as `wx_client` or `wx_client,scf`. */
export interface Caller {
  readonly identity: Identity
  readonly sourceChain: string
  readonly clientIp: string
}

/**
 * Calls are recognised by the token that the SDK sends back with each. A call's depth is one more than
 * the deepest call that had ended when it began, so the deepest of all is the number of round trips
 * that had to be waited for one after another.
 */
export class Invocation {
  readonly token = randomUUID()
  readonly requestId = randomUUID()
  readonly cost: OperationCost = { read: 0, examined: 0, written: 0 }
  readonly logs: string[] = []
  /** How much later than it could be a call is answered, as over a network. */
  latencyMs = 0
  private readonly transactions = new Map<string, number>()
  private callsBegun = 0
  private deepestBegun = 0
  private deepestEnded = 0
  private resolveEnded: () => void = () => {}
  /** Resolves when the function has answered or failed. */
  readonly ended = new Promise<void>((resolve) => {
    this.resolveEnded = resolve
  })

  constructor(
    readonly functionName: string,
    readonly caller: Caller,
  ) {}

  get calls(): number {
    return this.callsBegun
  }

  get roundTrips(): number {
    return this.deepestBegun
  }

  /** Counts a call that begins now; the returned function is to be called once when it has been answered. */
  beginCall(): () => void {
    const depth = this.deepestEnded + 1
    this.callsBegun++
    this.deepestBegun = Math.max(this.deepestBegun, depth)
    return () => {
      this.deepestEnded = Math.max(this.deepestEnded, depth)
    }
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

  constructor(private readonly latencyMs: number) {}

  add(invocation: Invocation): void {
    invocation.latencyMs = this.latencyMs
    this.byToken.set(invocation.token, invocation)
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

/** Counts a call of an invocation, if it is one, while it is answered. */
export async function countCall<T>(invocation: Invocation | undefined, answer: () => Promise<T>): Promise<T> {
  const end = invocation?.beginCall()
  try {
    return await answer()
  } finally {
    if (invocation && invocation.latencyMs > 0) await delay(invocation.latencyMs)
    end?.()
  }
}
