/** The function's log: one JSON object a line, which is what the platform's log search reads. */

/** One line for one invocation. */
export interface InvocationLine {
  readonly action: string
  readonly requestId: string
  readonly memberId?: string
  readonly clientVersion?: string
  readonly ok: boolean
  readonly code?: string
  readonly ms: number
  readonly calls: number
  readonly roundTrips: number
  readonly read: number
  readonly written: number
}

/** Writes one structured line. */
export function logLine(line: InvocationLine | Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify(line))
}

/** Writes an unexpected failure whole: it is the only trace of an INTERNAL. */
export function logFailure(requestId: string, action: string, error: unknown): void {
  console.error(JSON.stringify({ level: 'error', action, requestId, error: describe(error) }))
}

const REASON_LENGTH_MAX = 500

/** What an error says, as short as a document keeps it. */
export function reasonOf(error: unknown): string {
  return String(error instanceof Error ? error.message : JSON.stringify(error)).slice(0, REASON_LENGTH_MAX)
}

function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  return { ...error, name, message, stack, ...(cause === undefined ? {} : { cause: describe(cause) }) }
}
