/** What the host and a worker say to each other. Types only: the worker's code stands alone. */

/** The host gives a worker one event to handle. */
export interface RunMessage {
  readonly event: unknown
  readonly context: Readonly<Record<string, unknown>>
  /** The variables of this invocation; undefined takes one away that an earlier invocation had. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

export interface WorkerFailure {
  readonly errorMessage: string
  readonly errorType?: string
  readonly stackTrace?: string
}

/** What a worker answers: `loaded` or `load-failed` once, then for each event any logs and one `done` or `failed`. */
export type WorkerMessage =
  | { readonly kind: 'loaded'; readonly loadMs: number }
  | { readonly kind: 'load-failed'; readonly failure: WorkerFailure }
  | { readonly kind: 'log'; readonly line: string }
  | { readonly kind: 'done'; readonly json: string }
  | { readonly kind: 'failed'; readonly failure: WorkerFailure }

/** What a worker is started with. */
export interface WorkerStart {
  readonly entry: string
  /** The virtual clock, see `SharedTime`. */
  readonly clock: SharedArrayBuffer
}
