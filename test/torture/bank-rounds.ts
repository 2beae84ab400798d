/**
 * A bank of twenty accounts, customers in processes of their own, and an emulator that is killed each second. The total
 * is looked at all the time, by one query while the transfers go on: it must never move.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as z from 'zod'
import { sdkEnvironment } from '../../emulator/environment'
import { pointSdkAt, type SdkDatabase } from '../emulator/sdk'
import {
  ACCOUNT_COLLECTIONS,
  accountNames,
  BALANCE_AT_FIRST,
  openAccounts,
  totalOf,
  wrongAccounts,
} from './accounts'
import { BUNDLE_ENVIRONMENT, bundle } from './bundle'
import { SavedState } from './campaign'
import { type ServerMode, Victim } from './victim'

const ACCOUNTS = accountNames(20)
const TOTAL = ACCOUNTS.length * BALANCE_AT_FIRST
const CUSTOMERS = 8
/** How long the emulator lives, from its being ready to the kill. */
const LIFE_MS = 1000

const factsSchema = z.object({
  round: z.number(),
  /** How often the campaign was started: part of the transfers' names. */
  starts: z.number(),
  looks: z.number(),
  confirmed: z.array(z.string()),
})
type Facts = z.infer<typeof factsSchema>

export interface BankOptions {
  readonly dir: string
  readonly seed: number
  readonly mode?: ServerMode
}

export class BankRun {
  private readonly facts: Facts
  private readonly saved: SavedState<Facts>
  private readonly victim: Victim
  private readonly customerFile: string
  private customers: ChildProcess[] = []

  constructor(private readonly options: BankOptions) {
    const { dir, mode } = options
    this.saved = new SavedState(join(dir, 'facts.json'), factsSchema)
    this.facts = this.saved.load({ round: 0, starts: 0, looks: 0, confirmed: [] })
    this.facts.starts++
    this.victim = new Victim({ dir, collections: ACCOUNT_COLLECTIONS, ...(mode ? { mode } : {}) })
    this.customerFile = join(dir, 'customer.cjs')
    bundle('bank-worker.ts', this.customerFile)
  }

  /** Kills so far, this time and before. */
  get round(): number {
    return this.facts.round
  }

  /** What was counted, this time and before. */
  figures(): Record<string, number> {
    const { round, looks, confirmed } = this.facts
    return { kills: round, 'confirmed transfers': confirmed.length, 'looks at the total': looks }
  }

  /** One life of the emulator under load, ended by a kill; what was wrong with the total meanwhile. */
  async runRound(): Promise<string[]> {
    const database = await this.runningDatabase()
    if (this.customers.length === 0) await this.openBank(database)
    const wrong: string[] = []
    const endsAt = performance.now() + LIFE_MS
    while (performance.now() < endsAt && wrong.length === 0) {
      const total = await totalOf(database, ACCOUNTS)
      this.facts.looks++
      if (total !== TOTAL) wrong.push(`the total is ${total}, not ${TOTAL}`)
    }
    this.victim.kill()
    await this.victim.exited
    this.facts.round++
    this.saved.save(this.facts)
    return wrong
  }

  /** Stops the customers and looks at every transfer and every balance. */
  async checkAll(): Promise<string[]> {
    const database = await this.runningDatabase()
    await this.tell('pause', 'paused')
    const wrong = await wrongAccounts(database, ACCOUNTS, this.facts.confirmed)
    for (const customer of this.customers) customer.send('resume')
    return wrong
  }

  async close(): Promise<void> {
    const gone = this.customers.map((customer) => once(customer, 'exit'))
    for (const customer of this.customers) customer.kill('SIGKILL')
    await Promise.all(gone)
    await this.victim.close()
  }

  private async runningDatabase(): Promise<SdkDatabase> {
    const url = await this.victim.start()
    return pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
  }

  private async openBank(database: SdkDatabase): Promise<void> {
    await openAccounts(database, ACCOUNTS)
    const url = await this.victim.start()
    const { seed } = this.options
    const { starts } = this.facts
    this.customers = Array.from({ length: CUSTOMERS }, (_, at) =>
      fork(
        this.customerFile,
        [url, `${starts}-${at}`, String(seed * 1009 + starts * 101 + at), String(ACCOUNTS.length)],
        { env: BUNDLE_ENVIRONMENT, execArgv: [] },
      ),
    )
    for (const customer of this.customers) customer.on('message', (message) => this.hear(message))
    await this.tell('resume', 'ready')
  }

  private hear(message: unknown): void {
    const confirmation = z.object({ confirmed: z.string() }).safeParse(message)
    if (confirmation.success) this.facts.confirmed.push(confirmation.data.confirmed)
  }

  /** Says something to every customer and resolves when each has answered so. */
  private async tell(word: string, answer: string): Promise<void> {
    const answers = this.customers.map(
      (customer) =>
        new Promise<void>((resolve) => {
          const listen = (message: unknown) => {
            if (message !== answer) return
            customer.off('message', listen)
            resolve()
          }
          customer.on('message', listen)
        }),
    )
    for (const customer of this.customers) customer.send(word)
    await Promise.all(answers)
  }
}
