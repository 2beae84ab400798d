/**
 * A bank of twenty accounts, customers in processes of their own, and an emulator that is killed each second. The total
 * is looked at all the time, by one query while the transfers go on: it must never move.
 */
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
import { bundle } from './bundle'
import { SavedState } from './campaign'
import { Crowd } from './crowd'
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
  private customers: Crowd | undefined

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
    this.customers ??= await this.openBank(database)
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
    await this.customers?.tell('pause', 'paused')
    const wrong = await wrongAccounts(database, ACCOUNTS, this.facts.confirmed)
    this.customers?.say('resume')
    return wrong
  }

  async close(): Promise<void> {
    await this.customers?.close()
    await this.victim.close()
  }

  private async runningDatabase(): Promise<SdkDatabase> {
    const url = await this.victim.start()
    return pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
  }

  private async openBank(database: SdkDatabase): Promise<Crowd> {
    await openAccounts(database, ACCOUNTS)
    const url = await this.victim.start()
    const { seed } = this.options
    const { starts } = this.facts
    return Crowd.gather({
      file: this.customerFile,
      members: Array.from({ length: CUSTOMERS }, (_, at) => {
        return [url, `${starts}-${at}`, String(seed * 1009 + starts * 101 + at), String(ACCOUNTS.length)]
      }),
      onConfirmed: (transfer) => this.facts.confirmed.push(transfer),
    })
  }
}
