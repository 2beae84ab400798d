/** A worker thread that runs one function, seen from the host. */
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { buildSync } from 'esbuild'
import type { RunMessage, WorkerFailure, WorkerMessage, WorkerStart } from './messages'

let workerCode: string | undefined

/** The worker's own code bundled once, so that it runs alike under tsx, jest and a bundle. */
function bundledWorker(): string {
  workerCode ??= buildSync({
    entryPoints: [join(__dirname, 'worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  })
    .outputFiles.map((file) => file.text)
    .join('')
  return workerCode
}

export interface InstanceOptions {
  /** The built `index.js`. */
  readonly entry: string
  readonly environment: Readonly<Record<string, string>>
  readonly memoryMb: number
  /** The virtual clock's memory. */
  readonly clock: SharedArrayBuffer
}

/** How one event ended. `fatal` says that the thread is gone. */
export type Outcome = { readonly json: string } | { readonly failure: WorkerFailure; readonly fatal: boolean }

interface Job {
  readonly onLog: (line: string) => void
  readonly settle: (outcome: Outcome) => void
}

/** Loads on construction and handles one event at a time; `loaded` tells how the loading went. */
export class Instance {
  /** Milliseconds that loading took. Rejects with a WorkerFailure's message when the code cannot be loaded. */
  readonly loaded: Promise<number>
  private readonly worker: Worker
  private job: Job | undefined
  private ended: WorkerFailure | undefined
  private resolveLoaded: (loadMs: number) => void = () => {}
  private rejectLoaded: (error: Error) => void = () => {}

  constructor(options: InstanceOptions) {
    const data: WorkerStart = { entry: options.entry, clock: options.clock }
    this.loaded = new Promise((resolve, reject) => {
      this.resolveLoaded = resolve
      this.rejectLoaded = reject
    })
    this.worker = new Worker(bundledWorker(), {
      eval: true,
      workerData: data,
      env: { ...options.environment },
      // Without this the loaders of the emulator's own process (tsx) would run in every worker.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
      stdout: true,
      stderr: true,
    })
    // Anything written past the console belongs to the invocation too.
    for (const stream of [this.worker.stdout, this.worker.stderr])
      stream.on('data', (chunk: Buffer) => this.job?.onLog(chunk.toString('utf8').trimEnd()))
    this.worker.on('message', (message: WorkerMessage) => this.receive(message))
    this.worker.on('error', (error) =>
      this.end({ errorMessage: error.message, errorType: error.name, stackTrace: error.stack }),
    )
    this.worker.on('exit', (code) =>
      this.end({ errorMessage: `the function ended its process with code ${code}` }),
    )
  }

  /** Whether the thread is gone, by itself or by `terminate`. */
  get isGone(): boolean {
    return this.ended !== undefined
  }

  /**
   * Handles one event. Never rejects: a throw, a crash and a timeout are outcomes.
   * After `timeoutMs` the thread is ended, because nothing else stops a function that does not return.
   */
  run(message: RunMessage, timeoutMs: number, onLog: (line: string) => void): Promise<Outcome> {
    const gone = this.ended
    if (gone) return Promise.resolve({ failure: gone, fatal: true })
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const seconds = timeoutMs / 1000
        this.end({
          errorMessage: `Invoking task timed out after ${seconds} seconds`,
          errorType: 'TimeoutError',
        })
        void this.worker.terminate()
      }, timeoutMs)
      this.job = {
        onLog,
        settle: (outcome) => {
          clearTimeout(timer)
          this.job = undefined
          resolve(outcome)
        },
      }
      this.worker.postMessage(message)
    })
  }

  async terminate(): Promise<void> {
    this.end({ errorMessage: 'the function was stopped' })
    await this.worker.terminate()
  }

  /** Ends the thread as the machine under it would by dying, and says of its event what the cloud says then. */
  async crash(): Promise<void> {
    this.end({ errorMessage: 'User process exit when running', errorType: 'UserProcessExit' })
    await this.worker.terminate()
  }

  private receive(message: WorkerMessage): void {
    if (message.kind === 'loaded') this.resolveLoaded(message.loadMs)
    else if (message.kind === 'log') this.job?.onLog(message.line)
    else if (message.kind === 'done') this.job?.settle({ json: message.json })
    else if (message.kind === 'failed') this.job?.settle({ failure: message.failure, fatal: false })
    else {
      this.end(message.failure)
      void this.worker.terminate()
    }
  }

  private end(failure: WorkerFailure): void {
    if (this.ended) return
    this.ended = failure
    const error = new Error(failure.errorMessage)
    if (failure.stackTrace) error.stack = failure.stackTrace
    this.rejectLoaded(error)
    this.job?.settle({ failure, fatal: true })
  }
}
