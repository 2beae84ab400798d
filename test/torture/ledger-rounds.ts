/**
 * The ledger in use by processes of its own code, on an emulator that is killed each second. Whoever got no answer asks
 * again. In the end every confirmed entry is there, the audit finds nothing, the books come to zero, and a second run has
 * nothing to do.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { collections as kitCollections } from '../../cloudfunctions/kit/collections'
import { collections as pointsCollections } from '../../cloudfunctions/points/collections'
import { sdkEnvironment } from '../../emulator/environment'
import { BUNDLE_ENVIRONMENT, bundle } from './bundle'
import { Crowd } from './crowd'
import { type ServerMode, Victim } from './victim'

const CUSTOMERS = 6
/** How long the emulator lives, from its being ready to the kill. */
const LIFE_MS = 1_000

export interface LedgerOptions {
  readonly dir: string
  readonly seed: number
  readonly mode?: ServerMode
}

export class LedgerRun {
  private readonly victim: Victim
  private readonly workerFile: string
  private readonly confirmed: string[] = []
  private customers: Crowd | undefined
  private kills = 0

  constructor(private readonly options: LedgerOptions) {
    const { dir, mode } = options
    const collections = { ...kitCollections, ...pointsCollections }
    this.victim = new Victim({ dir, collections, ...(mode ? { mode } : {}) })
    this.workerFile = join(dir, 'ledger-worker.cjs')
    bundle('ledger-worker.ts', this.workerFile)
  }

  figures(): Record<string, number> {
    return { kills: this.kills, 'confirmed entries': this.confirmed.length }
  }

  /** One life of the emulator under load, ended by a kill. */
  async runRound(): Promise<void> {
    const url = await this.victim.start()
    this.customers ??= await this.gather(url)
    await delay(LIFE_MS)
    this.victim.kill()
    await this.victim.exited
    this.kills += 1
  }

  /** Stops the customers and has the books audited; what is wrong with them. */
  async checkAll(): Promise<string[]> {
    const url = await this.victim.start()
    await this.customers?.tell('pause', 'paused')
    const auditor = fork(this.workerFile, ['auditor'], { env: environmentOf(url), execArgv: [] })
    try {
      auditor.send(this.confirmed)
      const [answer] = await once(auditor, 'message')
      return z.object({ wrong: z.array(z.string()) }).parse(answer).wrong
    } finally {
      auditor.kill('SIGKILL')
      this.customers?.say('resume')
    }
  }

  async close(): Promise<void> {
    await this.customers?.close()
    await this.victim.close()
  }

  private gather(url: string): Promise<Crowd> {
    return Crowd.gather({
      file: this.workerFile,
      members: Array.from({ length: CUSTOMERS }, (_, at) => [
        'customer',
        String(this.options.seed * 101 + at),
      ]),
      environment: environmentOf(url),
      onConfirmed: (key) => this.confirmed.push(key),
    })
  }
}

const environmentOf = (url: string) => ({ ...BUNDLE_ENVIRONMENT, ...sdkEnvironment(url), SILENCE: 'true' })
