import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CollectionSpecs } from '../../emulator/types'
import { BUNDLE_ENVIRONMENT, bundle } from './bundle'

/** How the server is broken; see `server.ts`. */
export type ServerMode = 'honest' | 'forgetful' | 'careless'

export interface VictimOptions {
  readonly dir: string
  readonly mode?: ServerMode
  readonly collections: CollectionSpecs
  /** A command before node's own, such as a tracer. */
  readonly under?: readonly string[]
}

/** An emulator in a process of its own that is killed and started again on the same folder and the same port. */
export class Victim {
  private readonly serverFile: string
  private port = 0
  private child: ChildProcess | undefined
  private ended: Promise<void> = Promise.resolve()

  constructor(private readonly options: VictimOptions) {
    mkdirSync(options.dir, { recursive: true })
    this.serverFile = join(options.dir, 'server.cjs')
    bundle('server.ts', this.serverFile)
  }

  /** Resolves when the running process is gone. */
  get exited(): Promise<void> {
    return this.ended
  }

  get processId(): number | undefined {
    return this.child?.pid
  }

  /** Starts the server if it is not running; answers its address. */
  async start(): Promise<string> {
    if (this.child) return `http://127.0.0.1:${this.port}`
    const { dir, mode = 'honest', collections, under = [] } = this.options
    const [command = process.execPath, ...args] = [
      ...under,
      process.execPath,
      this.serverFile,
      dir,
      mode,
      String(this.port),
      JSON.stringify(collections),
    ]
    const child = spawn(command, args, {
      env: { ...BUNDLE_ENVIRONMENT, PATH: process.env.PATH },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.child = child
    this.ended = new Promise((resolve) => {
      child.once('exit', () => {
        this.child = undefined
        resolve()
      })
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^ready (\S+)$/.exec(line)?.[1]
      if (url === undefined) continue
      this.port = Number(new URL(url).port)
      return url
    }
    throw new Error('the server ended before it was ready')
  }

  /** kill -9. Does not wait. */
  kill(): void {
    this.child?.kill('SIGKILL')
  }

  async close(): Promise<void> {
    this.kill()
    await this.ended
  }
}
