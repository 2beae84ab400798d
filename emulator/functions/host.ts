/** Runs the built cloud functions, and keeps a record of each run. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock/clock'
import { APP_ID, ENV_ID, sdkEnvironment } from '../environment'
import { CloudError, type FunctionHost, type InvocationRecord, type InvocationResult } from '../types'
import { type FunctionConfig, readFunctionConfig } from './config'
import type { Caller, Invocation, Invocations } from './invocation'
import type { RunMessage } from './messages'
import { Pool, type PoolOutcome } from './pool'

const RECORDS_MAX = 300
/** PLATFORM 2: what a function may be sent, and what it may answer. */
export const EVENT_BYTES_MAX = 100 * 1024
const ANSWER_BYTES_MAX = 6 * 1024 * 1024
/** Also keeps a name from leading out of the functions' folder. */
const FUNCTION_NAME = /^[A-Za-z][\w-]{0,59}$/

export interface HostOptions {
  readonly functionsDir: string
  /** Folder in which functions find the packages that their bundles leave out: wx-server-sdk, sharp. */
  readonly modulesDir: string
  /** The emulator's own address. */
  readonly url: string
  /** Environment variables of all functions, as the cloud's console sets them. */
  readonly variables: Readonly<Record<string, string>>
  /** Reload a function when its built file has changed. */
  readonly watch: boolean
  readonly clock: Clock
  /** Called before a changed function is loaded anew. */
  readonly onReload: () => Promise<void>
}

interface LoadedFunction {
  readonly pool: Pool
  /** Size and time of the built files, to see that they have changed. */
  readonly fingerprint: string
}

/** The record of a whole run, except what only its end tells. */
interface RunStart {
  /** By the virtual clock, as everything that is shown to people. */
  readonly startedAt: number
  /** By the machine's own, which never jumps. */
  readonly startedMs: number
  readonly action?: string
}

function actionOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('action' in event)) return undefined
  return typeof event.action === 'string' ? event.action : undefined
}

/** The event as it arrives: as JSON, and not of any size. */
function receivedEvent(event: unknown): unknown {
  const text = JSON.stringify(event) ?? '{}'
  if (Buffer.byteLength(text) > EVENT_BYTES_MAX)
    throw new CloudError('EXCEED_MAX_PAYLOAD_SIZE', `an event is at most ${EVENT_BYTES_MAX} bytes`)
  return JSON.parse(text)
}

/** On the cloud an event that comes straight from a mini program carries who sent it. */
function eventFor(event: unknown, caller: Caller): unknown {
  if (caller.sourceChain !== 'wx_client' || typeof event !== 'object' || event === null) return event
  return { ...event, userInfo: { appId: APP_ID, openId: caller.identity.openid } }
}

/** The variables that `getWXContext()` and the SDK's own calls read; undefined removes an earlier invocation's. */
function contextVariables(invocation: Invocation): Record<string, string | undefined> {
  const { identity, sourceChain, clientIp } = invocation.caller
  const variables = {
    WX_OPENID: identity.openid || undefined,
    WX_UNIONID: identity.unionid,
    WX_APPID: APP_ID,
    WX_CLIENTIP: clientIp,
    WX_API_TOKEN: invocation.token,
  }
  return {
    ...variables,
    WX_CONTEXT_KEYS: Object.keys(variables).join(','),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    TCB_SOURCE: sourceChain,
  }
}

export class Host implements FunctionHost {
  readonly records: InvocationRecord[] = []
  private readonly functions = new Map<string, LoadedFunction>()
  private readonly environment: Record<string, string>
  private isClosed = false

  constructor(
    private readonly options: HostOptions,
    private readonly invocations: Invocations,
  ) {
    const { variables, url, modulesDir } = options
    this.environment = { ...variables, ...sdkEnvironment(url), NODE_PATH: modulesDir }
    // Of the emulator's own environment a function sees only where temporary files go.
    if (process.env.TMPDIR) this.environment.TMPDIR = process.env.TMPDIR
  }

  /** The names of all functions there are. */
  names(): string[] {
    const { functionsDir } = this.options
    if (!existsSync(functionsDir)) return []
    return readdirSync(functionsDir).filter(
      (name) => FUNCTION_NAME.test(name) && existsSync(this.entryOf(name)),
    )
  }

  /**
   * The configuration of a function as it is now; a changed one counts before the function is loaded anew.
   * @throws CloudError FUNCTION_NOT_FOUND. @throws Error when its config.json is wrong.
   */
  configOf(functionName: string): FunctionConfig {
    const loaded = this.load(functionName)
    const isCurrent = !this.options.watch || loaded.fingerprint === this.fingerprintOf(functionName)
    return isCurrent ? loaded.pool.config : readFunctionConfig(join(this.options.functionsDir, functionName))
  }

  /**
   * Runs a function for a caller. A function that throws, crashes or takes too long is a result with `error`.
   * @throws CloudError FUNCTION_NOT_FOUND, or EXCEED_MAX_PAYLOAD_SIZE when the event is too large.
   */
  invoke: FunctionHost['invoke'] = (functionName, event, { identity, source, clientIp = '127.0.0.1' }) =>
    this.invokeFor(functionName, event, { identity, sourceChain: source, clientIp })

  /** As `invoke`, for a caller who may have come through other functions. */
  async invokeFor(functionName: string, event: unknown, caller: Caller): Promise<InvocationResult> {
    const received = receivedEvent(event)
    await this.reloadChanged(functionName)
    const { pool } = this.load(functionName)
    const invocation = this.invocations.begin(functionName, caller)
    const start: RunStart = {
      startedAt: this.options.clock.now(),
      startedMs: performance.now(),
      action: actionOf(received),
    }
    try {
      const message = this.messageFor(invocation, eventFor(received, caller), pool.config)
      const result = await pool.run(message, {
        onLog: (line) => invocation.logs.push(line),
        onTaken: (instance) => invocation.runOn(instance),
      })
      return this.conclude(invocation, start, result)
    } finally {
      this.invocations.remove(invocation)
    }
  }

  reload(functionName?: string): void {
    for (const [name, { pool }] of this.functions) {
      if (functionName !== undefined && name !== functionName) continue
      this.functions.delete(name)
      void pool.retire()
    }
  }

  async warm(): Promise<void> {
    for (const name of this.names()) {
      try {
        await this.load(name).pool.warm()
      } catch {
        // A function that cannot be loaded says so to whoever calls it.
      }
    }
  }

  /** Ends every instance, whatever it is doing. Nothing runs any more. */
  async close(): Promise<void> {
    this.isClosed = true
    const pools = [...this.functions.values()]
    this.functions.clear()
    await Promise.all(pools.map(({ pool }) => pool.close()))
  }

  private entryOf(functionName: string): string {
    return join(this.options.functionsDir, functionName, 'index.js')
  }

  private fingerprintOf(functionName: string): string {
    const files = ['index.js', 'config.json'].map((file) =>
      join(this.options.functionsDir, functionName, file),
    )
    return files
      .map((file) => statSync(file, { throwIfNoEntry: false }))
      .map((stats) => (stats ? `${stats.mtimeMs}:${stats.size}` : 'none'))
      .join()
  }

  private async reloadChanged(functionName: string): Promise<void> {
    const loaded = this.options.watch ? this.functions.get(functionName) : undefined
    if (!loaded || loaded.fingerprint === this.fingerprintOf(functionName)) return
    await this.options.onReload()
    this.reload(functionName)
  }

  private load(functionName: string): LoadedFunction {
    const loaded = this.functions.get(functionName)
    if (loaded) return loaded
    if (this.isClosed) throw new Error('the emulator is closing')
    if (!FUNCTION_NAME.test(functionName) || !existsSync(this.entryOf(functionName))) {
      throw new CloudError('FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${functionName}`)
    }
    const pool = new Pool({
      dir: join(this.options.functionsDir, functionName),
      entry: this.entryOf(functionName),
      environment: this.environment,
      clock: this.options.clock.memory,
    })
    const fresh = { pool, fingerprint: this.fingerprintOf(functionName) }
    this.functions.set(functionName, fresh)
    return fresh
  }

  private messageFor(invocation: Invocation, event: unknown, config: FunctionConfig): RunMessage {
    return {
      event,
      context: {
        function_name: invocation.functionName,
        function_version: '$LATEST',
        namespace: ENV_ID,
        request_id: invocation.requestId,
        memory_limit_in_mb: config.memory,
        time_limit_in_ms: config.timeout * 1000,
        environment: '{}',
      },
      environment: contextVariables(invocation),
    }
  }

  private conclude(
    invocation: Invocation,
    start: RunStart,
    { outcome, coldStartMs }: PoolOutcome,
  ): InvocationResult {
    const json = 'json' in outcome ? outcome.json : undefined
    const bytes = json === undefined ? 0 : Buffer.byteLength(json)
    const tooLarge =
      bytes > ANSWER_BYTES_MAX
        ? { errorMessage: `the answer is ${bytes} bytes; at most ${ANSWER_BYTES_MAX} are delivered` }
        : undefined
    const error = 'failure' in outcome ? outcome.failure : tooLarge
    const record: InvocationRecord = {
      functionName: invocation.functionName,
      requestId: invocation.requestId,
      action: start.action,
      startedAt: start.startedAt,
      durationMs: Math.round(performance.now() - start.startedMs),
      coldStartMs,
      calls: invocation.calls,
      roundTrips: invocation.roundTrips,
      databaseTrips: invocation.databaseTrips,
      cost: invocation.cost,
      bytes,
      error: error?.errorMessage,
      logs: invocation.logs,
    }
    this.records.push(record)
    if (this.records.length > RECORDS_MAX) this.records.shift()
    return error ? { error, record } : { json, record }
  }
}
