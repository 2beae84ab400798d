/**
 * One instance of a cloud function: a thread that loads the built code once and handles one event at a
 * time, with an environment and a clock of its own. The host bundles this file for its threads, so it imports
 * little and nothing large.
 */
import { createRequire } from 'node:module'
import { format } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import { SharedTime } from '../clock/shared-time'
import { installVirtualDate } from '../clock/virtual-date'
import type { RunMessage, WorkerFailure, WorkerMessage, WorkerStart } from './messages'

type Main = (event: unknown, context: unknown) => unknown

const post = (message: WorkerMessage): void => parentPort?.postMessage(message)

function failureOf(error: unknown): WorkerFailure {
  if (error instanceof Error)
    return { errorMessage: error.message, errorType: error.name, stackTrace: error.stack }
  return { errorMessage: typeof error === 'string' ? error : format('%j', error) }
}

/** The console belongs to the invocation, as the cloud's log page shows it. */
function captureConsole(): void {
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    console[level] = (...args: unknown[]) => post({ kind: 'log', line: format(...args) })
  }
}

function load(entry: string): Main {
  const module: unknown = createRequire(entry)(entry)
  if (
    typeof module === 'object' &&
    module !== null &&
    'main' in module &&
    typeof module.main === 'function'
  ) {
    const { main } = module
    return (event, context) => main(event, context)
  }
  throw new Error(`${entry} does not export a function named main`)
}

async function run(main: Main, message: RunMessage): Promise<void> {
  for (const [name, value] of Object.entries(message.environment)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  try {
    const answer = await main(message.event, message.context)
    // A value that JSON has no word for, such as undefined, arrives as null.
    post({ kind: 'done', json: JSON.stringify(answer) ?? 'null' })
  } catch (error) {
    post({ kind: 'failed', failure: failureOf(error) })
  }
}

function start(data: WorkerStart): void {
  captureConsole()
  installVirtualDate(new SharedTime(data.clock, Date.now))
  const startedAt = performance.now()
  try {
    const main = load(data.entry)
    parentPort?.on('message', (message: RunMessage) => void run(main, message))
    post({ kind: 'loaded', loadMs: performance.now() - startedAt })
  } catch (error) {
    post({ kind: 'load-failed', failure: failureOf(error) })
  }
}

start(workerData)
