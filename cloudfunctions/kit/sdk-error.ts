/** What an error of the SDK says. Pure. */
import { AppError } from './app-error'

/**
 * Whether this error says that another transaction was in the way. At a write inside the work it has an errCode
 * and its name only in the text; at the commit it has a `code` and no errCode (tcb-protocol, trap 1).
 */
export function isConflict(error: unknown): boolean {
  return says(error, /TransactionConflict|TRANSACTION_CONFLICT/i)
}

/**
 * Whether this error says that a call to the platform got no answer: none within the 15 seconds that the SDK waits, or
 * the connection was not made or ended. The call may have been applied. A call of the database tells the reason in its
 * text only, as the network said it; others have it as their `code`.
 */
export function isUnanswered(error: unknown): boolean {
  return says(
    error,
    /request timeout|connect timeout|socket hang up|E(SOCKET)?TIMEDOUT|ECONN(RESET|REFUSED)|EPIPE/,
  )
}

function says(error: unknown, words: RegExp): boolean {
  // A refusal is the functions' own, whatever words it carries.
  if (typeof error !== 'object' || error === null || error instanceof AppError) return false
  return ['code', 'errMsg', 'message'].some((key) => words.test(String(Reflect.get(error, key) ?? '')))
}
