/** How the cost of a call is taken down. */
import { type ActionName, contract, type Envelope, type Input } from '../../contract/index'
import type { Emulator } from '../../emulator/types'
import type { CostRow } from './budgets'
import { VIEWER_OPENID } from './community'

/**
 * Long enough that calls begun together are seen together, also where a thread waits a fifth of a second for its turn
 * between two of them because the machine is busy.
 */
const MEASURED_LATENCY_MS = 300
/** A run of the jobs waits a hundred times and more, and has only so much time. */
export const JOBS_LATENCY_MS = 150
/** Nobody counts the waits of what is only to be done. */
const UNMEASURED_LATENCY_MS = 0

/** How long an emulator holds back the calls of invocations: only those that are measured are worth the wait. */
export class Latency {
  private heldBackMs = UNMEASURED_LATENCY_MS

  /** For the emulator's `callLatencyMs`. */
  readonly ms = (): number => this.heldBackMs

  /** Holds back what is invoked while `work` goes on. */
  async measured<T>(work: () => Promise<T>, latencyMs = MEASURED_LATENCY_MS): Promise<T> {
    this.heldBackMs = latencyMs
    try {
      return await work()
    } finally {
      this.heldBackMs = UNMEASURED_LATENCY_MS
    }
  }
}

let requests = 0
/** A requestId nobody has used. */
export function newRequestId(): string {
  requests += 1
  return `cost-request-${String(requests).padStart(8, '0')}`
}

/** Calls actions in a community of one size, and takes down what each call cost. */
export class Meter {
  readonly rows: CostRow[] = []

  constructor(
    readonly emulator: Emulator,
    private readonly size: number,
    private readonly latency: Latency,
  ) {}

  /** Calls an action as the viewer and takes its cost down; answers the data. */
  measure<A extends ActionName>(action: A, input: Input<A>, openid = VIEWER_OPENID): Promise<unknown> {
    return this.measureVariant('', action, input, openid)
  }

  /** The same for an action that is measured in several ways, each under a name of its own. */
  async measureVariant<A extends ActionName>(
    variant: string,
    action: A,
    input: Input<A>,
    openid = VIEWER_OPENID,
  ): Promise<unknown> {
    // An instance remembers for half a minute what it has read of configs and lists: an action is paid for as it usually is.
    if (contract[action].effect === 'read') await this.call(action, input, openid)
    else await this.refuse(action, openid)
    const data = await this.latency.measured(() => this.call(action, input, openid))
    this.takeDown(action, variant)
    return data
  }

  /** Calls an action with what nobody would send: it is refused, and nothing is counted against its caller. */
  private async refuse(action: ActionName, openid: string): Promise<void> {
    const event = { action, input: { isNothingToAsk: true } }
    const caller = { identity: { openid }, source: 'wx_client' as const }
    await this.emulator.functions.invoke(action.split('.')[0] ?? '', event, caller)
  }

  async call<A extends ActionName>(action: A, input: Input<A>, openid = VIEWER_OPENID): Promise<unknown> {
    const functionName = action.split('.')[0] ?? ''
    const caller = { identity: { openid }, source: 'wx_client' as const }
    const { json, error } = await this.emulator.functions.invoke(functionName, { action, input }, caller)
    if (json === undefined) throw new Error(`${action} failed: ${error?.errorMessage}`)
    const envelope: Envelope<unknown> = JSON.parse(json)
    if (!envelope.ok) throw new Error(`${action} was refused: ${envelope.error.code}`)
    return envelope.data
  }

  /** Runs the jobs at an instant of the virtual clock, which then goes on as the machine's does. */
  async tick(at: number): Promise<void> {
    await this.emulator.clock.set(at)
    const { error } = await this.emulator.timers.runNow('jobs', 'each-minute')
    if (error) throw new Error(`the jobs failed: ${error.errorMessage}`)
    await this.emulator.clock.reset()
  }

  /** Measures an action that nobody calls: `work` lets it run, and resolves when it has. */
  async measureRun(action: ActionName, work: () => Promise<unknown>, latencyMs?: number): Promise<void> {
    await this.latency.measured(work, latencyMs)
    this.takeDown(action, '')
  }

  /** Takes down the cost of the last finished invocation. */
  private takeDown(action: ActionName, variant: string): void {
    const record = this.emulator.functions.records.at(-1)
    if (!record) throw new Error('nothing has run')
    const { calls, roundTrips, databaseTrips, cost, bytes } = record
    this.rows.push({ action, variant, size: this.size, calls, roundTrips, databaseTrips, ...cost, bytes })
  }
}

/** The field of an answer that later calls need. */
export function field(data: unknown, name: string): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
  if (typeof value !== 'string') throw new Error(`the answer has no ${name}`)
  return value
}
