/** The one way from a tap to the cloud: typed by the contract, one timeout, one retry policy. */
import type { ActionName, Input, Output } from '../../contract'
import { mayRetry } from '../../contract/errors'
import { CALL_TIMEOUT_MS } from '../../contract/limits'
import { CallError, toCallError, toErrorCode } from './call-error'
import { pause } from './pause'
import { reportError } from './report'
import { send } from './transport'

/** A call is made at most this often; the input, and so its requestId, stays the same. */
const ATTEMPTS_MAX = 3
/** The pause before the second attempt, doubled for the third, each shortened by chance. */
const RETRY_DELAY_MS = 400

/**
 * Asks the cloud for an action. What may succeed when repeated (errors.ts says which codes) is repeated here,
 * and nowhere else.
 * @throws CallError with one of the contract's codes.
 */
export async function call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
  const startedAt = Date.now()
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(action, input)
    } catch (error) {
      const failure = toCallError(error)
      // Nobody waits for two timeouts: after the first no further attempt begins.
      const isLast = attempt === ATTEMPTS_MAX || Date.now() - startedAt >= CALL_TIMEOUT_MS
      if (isLast || !mayRetry(failure.code)) {
        if (mayRetry(failure.code) && failure.code !== 'OFFLINE')
          reportError({ error: failure, action, requestId: failure.requestId })
        throw failure
      }
      await pause(RETRY_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2))
    }
  }
}

async function callOnce<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
  const functionName = action.slice(0, action.indexOf('.'))
  const answer = await inTime(send(functionName, { action, input, clientVersion: CLIENT_VERSION }))
  return openEnvelope<A>(answer)
}

/** The cloud has parsed its output by the contract before it left, so that its shape is trusted here. */
function openEnvelope<A extends ActionName>(answer: unknown): Output<A> {
  if (!isRecord(answer)) throw new CallError('INTERNAL')
  if (answer.ok === true) return answer.data as Output<A>
  const error = isRecord(answer.error) ? answer.error : {}
  const requestId = typeof error.requestId === 'string' ? error.requestId : undefined
  throw new CallError(toErrorCode(error.code), requestId, error.details)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CallError('TIMEOUT')), CALL_TIMEOUT_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
