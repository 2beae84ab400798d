/** Everything a mini program did while it ran: errors, console, calls of wx, navigation, setData. */
import type { JsonObject } from './json'
import type { Tasks } from './tasks'

/** One setData as it crossed from the logic to the view. */
export interface SetDataRecord {
  /** Route of the page it belongs to. */
  readonly page: string
  /** The custom component that called it, if it was not the page itself. */
  readonly component?: string
  readonly bytes: number
  readonly keys: readonly string[]
  /** Milliseconds after the page was opened. */
  readonly pageAgeMs: number
  /** Time the view took to apply it; set once it has. */
  viewMs: number
  /** Elements of the page after it. */
  nodes: number
}

export interface ApiCall {
  readonly api: string
  readonly options: JsonObject
}

export interface ConsoleLine {
  readonly level: string
  readonly text: string
}

export class Recorder {
  readonly setData: SetDataRecord[] = []
  readonly calls: ApiCall[] = []
  readonly console: ConsoleLine[] = []
  readonly navigation: string[] = []
  readonly unknownApis = new Set<string>()
  private readonly errors: Error[] = []

  constructor(private readonly tasks: Tasks) {}

  /** An error anywhere in the app or in the view; it fails the test at its next step. */
  fail(cause: unknown): void {
    this.errors.push(cause instanceof Error ? cause : new Error(describe(cause), { cause }))
    this.tasks.wake()
  }

  line(level: string, values: readonly unknown[]): void {
    const text = values.map(describe).join(' ')
    this.console.push({ level, text })
    if (level === 'error') this.fail(new Error(`console.error: ${text}`))
  }

  /** Throws the first error there was, if any. */
  check(): void {
    const [first] = this.errors
    if (first) throw first
  }

  /** Hands over the errors so far, for a test that expects them. */
  takeErrors(): Error[] {
    return this.errors.splice(0)
  }
}

/** Errors of the app's own realm are no `instanceof Error` here, but they carry a stack. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'message' in value)
    return 'stack' in value ? String(value.stack) : String(value.message)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

/** Sums of some setData calls. */
export interface SetDataSummary {
  readonly calls: number
  readonly bytes: number
  readonly bytesMax: number
  readonly viewMs: number
}

export function summarise(records: readonly SetDataRecord[]): SetDataSummary {
  const bytes = records.map((record) => record.bytes)
  return {
    calls: records.length,
    bytes: bytes.reduce((sum, count) => sum + count, 0),
    bytesMax: Math.max(0, ...bytes),
    viewMs: records.reduce((sum, record) => sum + record.viewMs, 0),
  }
}
