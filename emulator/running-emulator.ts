/** The emulator that others hold: its address and its token stay, while everything behind them can be opened anew. */
import { DataArchive } from './archive/data-archive'
import { sdkEnvironment } from './environment'
import type { Front } from './front'
import type { Archive, CallInterceptor, CollectionSpecs, Emulator } from './types'

/** Everything behind the front that has the data open. */
export interface House
  extends Pick<
    Emulator,
    'database' | 'storage' | 'functions' | 'openapi' | 'clock' | 'timers' | 'intercept'
  > {
  /** Stops whatever runs by itself, then, after `callers` have been seen off, closes the data. */
  close(callers: () => Promise<void>): Promise<void>
}

export interface RunningEmulatorOptions {
  readonly front: Front
  readonly token: string
  readonly dataDir: string
  /** What the functions declare now. */
  readonly declared: () => CollectionSpecs
  readonly openHouse: (archive: Archive) => Promise<House>
}

export class RunningEmulator implements Emulator {
  readonly archive: Archive
  private interceptor: CallInterceptor | undefined
  private opened: House | undefined

  private constructor(private readonly options: RunningEmulatorOptions) {
    this.archive = new DataArchive({
      source: () => this,
      declared: options.declared,
      reopen: () => this.reopen(),
    })
  }

  static async open(options: RunningEmulatorOptions): Promise<RunningEmulator> {
    const emulator = new RunningEmulator(options)
    emulator.opened = await options.openHouse(emulator.archive)
    return emulator
  }

  get url(): string {
    return this.options.front.url
  }
  get port(): number {
    return this.options.front.port
  }
  get token(): string {
    return this.options.token
  }
  get entryUrl(): string {
    return `${this.url}/enter?token=${this.token}`
  }
  get consoleUrl(): string {
    return `${this.entryUrl}&to=console`
  }
  get dataDir(): string {
    return this.options.dataDir
  }
  get database(): House['database'] {
    return this.house.database
  }
  get storage(): House['storage'] {
    return this.house.storage
  }
  get functions(): House['functions'] {
    return this.house.functions
  }
  get openapi(): House['openapi'] {
    return this.house.openapi
  }
  get clock(): House['clock'] {
    return this.house.clock
  }
  get timers(): House['timers'] {
    return this.house.timers
  }

  intercept(interceptor: CallInterceptor | undefined): void {
    this.interceptor = interceptor
    this.house.intercept(interceptor)
  }

  environment(): Record<string, string> {
    return sdkEnvironment(this.url)
  }

  async close(): Promise<void> {
    await this.house.close(() => this.options.front.close())
  }

  private get house(): House {
    if (!this.opened) throw new Error('The emulator is being opened anew.')
    return this.opened
  }

  /** What was set for this run, and does not lie in the data, is carried over. */
  private async reopen(): Promise<void> {
    const { house } = this
    const { script } = house.openapi
    const { isPaused } = house.timers
    this.options.front.answerWith(undefined)
    this.opened = undefined
    // Whoever is still being answered is answered; whoever is still at work meets a closed database.
    await house.close(async () => {})
    this.opened = await this.options.openHouse(this.archive)
    this.opened.intercept(this.interceptor)
    Object.assign(this.opened.openapi.script, script)
    this.opened.timers.isPaused = isPaused
  }
}
