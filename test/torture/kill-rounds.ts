/**
 * Kills an emulator under load, again and again, and looks at what is left. The load comes from the real SDK:
 * some clients add documents, others move amounts between accounts in transactions. What was confirmed has to
 * be there; every account has to be what its transfers make it, so that half a transaction would show.
 */
import { join } from 'node:path'
import * as z from 'zod'
import { sdkEnvironment } from '../../emulator/environment'
import { pointSdkAt, type SdkDatabase } from '../emulator/sdk'
import {
  ACCOUNT_COLLECTIONS,
  accountNames,
  isConflict,
  openAccounts,
  transferAtRandom,
  wrongAccounts,
} from './accounts'
import { randomFrom, SavedState } from './campaign'
import { Victim } from './victim'

const ADDERS = 4
const MOVERS = 4
const ACCOUNTS = accountNames(8)
/** A round kills after this many confirmed writes, at the least and at the most. */
const WRITES_MIN = 10
const WRITES_MAX = 70
const PAGE = 100

/** What the clients were told has been done. */
interface Facts {
  round: number
  added: string[]
  moved: string[]
}
const factsSchema = z.object({ round: z.number(), added: z.array(z.string()), moved: z.array(z.string()) })

export interface KillOptions {
  /** The data and the record of what was confirmed; an interrupted run goes on where it stopped. */
  readonly dir: string
  readonly seed: number
  /** A server that confirms before it writes. */
  readonly isForgetful?: boolean
}

export class KillRun {
  private readonly facts: Facts
  private readonly saved: SavedState<Facts>
  private readonly victim: Victim

  constructor(private readonly options: KillOptions) {
    const { dir, isForgetful } = options
    this.saved = new SavedState(join(dir, 'facts.json'), factsSchema)
    this.facts = this.saved.load({ round: 0, added: [], moved: [] })
    this.victim = new Victim({
      dir,
      mode: isForgetful ? 'forgetful' : 'honest',
      collections: { ...ACCOUNT_COLLECTIONS, facts: { indexes: [] } },
    })
  }

  /** Rounds that have been run, this time and before. */
  get round(): number {
    return this.facts.round
  }

  /** Writes that were confirmed, this time and before. */
  get confirmed(): number {
    return this.facts.added.length + this.facts.moved.length
  }

  /** One round: load, kill, restart, look. Everything that is wrong, in words; nothing when all is well. */
  async runRound(): Promise<string[]> {
    this.facts.round++
    const random = randomFrom(this.options.seed * 100_003 + this.facts.round)
    const target = WRITES_MIN + Math.floor(random() * (WRITES_MAX - WRITES_MIN))
    const addedBefore = this.facts.added.length
    const database = await this.runningDatabase()
    await openAccounts(database, ACCOUNTS)
    await this.loadUntilKilled(database, target, random)
    const survivor = await this.runningDatabase()
    const missing = await missingFrom(survivor, this.facts.added.slice(addedBefore))
    const wrong = [...missing, ...(await wrongAccounts(survivor, ACCOUNTS, this.facts.moved))]
    this.saved.save(this.facts)
    return wrong
  }

  /** Looks for everything that was ever confirmed. */
  async checkAll(): Promise<string[]> {
    const database = await this.runningDatabase()
    const missing = await missingFrom(database, this.facts.added)
    return [...missing, ...(await wrongAccounts(database, ACCOUNTS, this.facts.moved))]
  }

  async close(): Promise<void> {
    await this.victim.close()
  }

  private async runningDatabase(): Promise<SdkDatabase> {
    const url = await this.victim.start()
    return pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
  }

  /** Clients write until the server is killed, which happens in the midst of their calls. */
  private async loadUntilKilled(database: SdkDatabase, target: number, random: () => number): Promise<void> {
    const goal = this.confirmed + target
    let isKilled = false
    const onConfirmed = () => {
      if (this.confirmed < goal || isKilled) return
      isKilled = true
      this.victim.kill()
    }
    const clients = [
      ...Array.from({ length: ADDERS }, (_, client) => this.add(database, client, onConfirmed)),
      ...Array.from({ length: MOVERS }, (_, client) => this.move(database, client, random, onConfirmed)),
    ]
    await this.victim.exited
    await Promise.all(clients)
    if (!isKilled) throw new Error('the server died before it was killed')
  }

  private async add(database: SdkDatabase, client: number, onConfirmed: () => void): Promise<void> {
    for (let n = 0; ; n++) {
      const _id = `${this.facts.round}-${client}-${n}`
      try {
        await database.collection('facts').add({ data: { _id, text: 'x'.repeat((n * 97) % 2000) } })
      } catch {
        return
      }
      this.facts.added.push(_id)
      onConfirmed()
    }
  }

  private async move(
    database: SdkDatabase,
    client: number,
    random: () => number,
    onConfirmed: () => void,
  ): Promise<void> {
    for (let n = 0; ; n++) {
      const _id = `${this.facts.round}-${client}-${n}`
      try {
        await transferAtRandom(database, ACCOUNTS, _id, random)
      } catch (error) {
        if (isConflict(error)) continue
        return
      }
      this.facts.moved.push(_id)
      onConfirmed()
    }
  }
}

/** Those of the confirmed documents that are not there. */
async function missingFrom(database: SdkDatabase, ids: readonly string[]): Promise<string[]> {
  const missing: string[] = []
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = ids.slice(at, at + PAGE)
    const { data } = await database
      .collection('facts')
      .where({ _id: database.command.in(page) })
      .limit(PAGE)
      .get()
    const present = new Set(data.map((document) => document._id))
    for (const id of page) if (!present.has(id)) missing.push(`the confirmed document ${id} is gone`)
  }
  return missing
}
