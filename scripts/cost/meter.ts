/** How the cost of a call is taken down. */
import type { ActionName, Envelope, Input } from '../../contract/index'
import type { Emulator } from '../../emulator/types'
import type { CostRow } from './budgets'
import { VIEWER_OPENID } from './community'

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
    const data = await this.call(action, input, openid)
    this.takeDown(action, variant)
    return data
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

  /** Takes down the cost of the last finished invocation. */
  takeDown(action: ActionName, variant = ''): void {
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
