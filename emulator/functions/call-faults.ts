/** What tests do to the calls of functions: crashes, errors, lost answers and conflicts, at the emulator's door. */
import { transactionConflict } from '../database/errors'
import { type CallFault, type CallInterceptor, CloudError, type Database } from '../types'
import type { Invocation } from './invocation'

/** The connection is to be closed without an answer. */
export class HangUp extends Error {
  constructor() {
    super('this call is not answered')
    this.name = 'HangUp'
  }
}

/** A call that has arrived. Without an invocation it comes from no function, and nothing happens to it. */
export interface ArrivedCall {
  readonly invocation: Invocation | undefined
  readonly action: string
  /** 0 for the invocation's first call. */
  readonly index: number
  readonly transactionId?: string
}

export class CallFaults {
  /** Whom each call of a function is shown to. */
  interceptor: CallInterceptor | undefined

  constructor(private readonly database: Database) {}

  /**
   * The answer of `apply`, or what the interceptor wants instead.
   * @throws CloudError what is to be answered. @throws HangUp when nothing is.
   */
  async answer<T>(call: ArrivedCall, apply: () => Promise<T>): Promise<T> {
    const { invocation, action, index } = call
    if (!invocation || !this.interceptor) return apply()
    const { functionName, requestId } = invocation
    const fault = await this.interceptor({ functionName, requestId, action, index })
    if (fault === undefined) return apply()
    return this.fail(fault, { ...call, invocation }, apply)
  }

  private async fail(
    fault: CallFault,
    call: ArrivedCall & { readonly invocation: Invocation },
    apply: () => Promise<unknown>,
  ): Promise<never> {
    if (fault === 'crash-after' || fault === 'applied-but-timeout') await appliedUnheard(apply)
    if (fault === 'crash-before' || fault === 'crash-after') await call.invocation.crash()
    if (fault === 'conflict' && call.transactionId !== undefined)
      throw await this.conflict(call.invocation, call.transactionId)
    if (fault === 'error' || fault === 'conflict')
      throw new CloudError('SYS_ERR', `[InternalError] ${call.action} failed, because it was made to.`)
    throw new HangUp()
  }

  /** A conflict ends its transaction. */
  private async conflict(invocation: Invocation, transactionId: string): Promise<CloudError> {
    await appliedUnheard(() => this.database.abortTransaction(transactionId))
    invocation.transactionEnded(transactionId)
    return transactionConflict()
  }
}

/** Whether this succeeded, the caller never learns. */
async function appliedUnheard(apply: () => Promise<unknown>): Promise<void> {
  try {
    await apply()
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
  }
}
