/**
 * Copies of a bank's data file as a crash, a bad disk or a careless restore could leave them: parts of either meta page
 * overwritten, both of them older than the data, the tail cut off. Each is opened in a process of its own kind; it must
 * be refused or show whole transfers only.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase } from '../../emulator/database/database'
import { BUNDLE_ENVIRONMENT, bundle } from './bundle'
import { DamageBank } from './damage-bank'

const PAGE_BYTES = 4096
/** What LMDB writes into a meta page ends here; the rest is empty. */
const META_BYTES = 168
/** How many earlier states of the file older content is taken from. */
const HISTORY = 12
const TRANSFERS = 120

/** What becomes of a file; `older` holds earlier states of it, the newest first. */
export interface Damage {
  readonly name: string
  readonly apply: (bytes: Buffer, older: readonly Buffer[]) => Buffer
}

export interface Verdicts {
  opened: number
  refused: number
  wrong: string[]
}

const FILLS = ['zeros', 'ones', 'random', 'older'] as const

/** One damage for each number; the same for the same random source. */
export function damageOf(random: () => number): Damage {
  const below = (count: number) => Math.floor(random() * count)
  const kind = below(10)
  if (kind < 6) return tornMeta(below, random)
  if (kind < 7) return staleMeta(below(2), 1 + below(HISTORY - 1))
  if (kind < 8) return staleMetas(1 + below(HISTORY - 1))
  const share = random()
  return {
    name: `the last ${Math.round(share * 100)} % cut off`,
    apply: (bytes) => bytes.subarray(0, Math.floor(bytes.length * (1 - share))),
  }
}

function tornMeta(below: (count: number) => number, random: () => number): Damage {
  const slot = below(2)
  const from = below(META_BYTES)
  const to = from + 1 + below(META_BYTES - from)
  const fill = FILLS[below(FILLS.length)] ?? 'zeros'
  const age = 1 + below(HISTORY - 1)
  const noise = Buffer.from(Array.from({ length: to - from }, () => Math.floor(random() * 256)))
  return {
    name: `bytes ${from} to ${to} of meta page ${slot} are ${fill}${fill === 'older' ? ` by ${age}` : ''}`,
    apply: (bytes, older) => {
      const torn = Buffer.from(bytes)
      const start = slot * PAGE_BYTES + from
      const end = slot * PAGE_BYTES + to
      if (fill === 'random') noise.copy(torn, start)
      else if (fill === 'older') older[age]?.copy(torn, start, start, end)
      else torn.fill(fill === 'zeros' ? 0 : 0xff, start, end)
      return torn
    },
  }
}

function staleMeta(slot: number, age: number): Damage {
  return {
    name: `meta page ${slot} is ${age} commits older`,
    apply: (bytes, older) => {
      const stale = Buffer.from(bytes)
      older[age]?.copy(stale, slot * PAGE_BYTES, slot * PAGE_BYTES, (slot + 1) * PAGE_BYTES)
      return stale
    },
  }
}

function staleMetas(age: number): Damage {
  return {
    name: `both meta pages are ${age} commits older`,
    apply: (bytes, older) => {
      const stale = Buffer.from(bytes)
      older[age]?.copy(stale, 0, 0, 2 * PAGE_BYTES)
      return stale
    },
  }
}

/** A bank with a history, from which damaged copies are made, and the process that opens them. */
export class DamagedCopies {
  private readonly older: Buffer[] = []
  private reader: ChildProcess | undefined
  private answers: AsyncIterator<string> | undefined
  private readonly readerFile: string

  constructor(private readonly dir: string) {
    mkdirSync(dir, { recursive: true })
    this.readerFile = join(dir, 'reader.cjs')
    bundle('damage-reader.ts', this.readerFile)
  }

  /** Makes the bank, and keeps its last states. */
  async prepare(random: () => number): Promise<void> {
    const source = join(this.dir, 'source')
    rmSync(source, { recursive: true, force: true })
    const database = await openDatabase(source)
    const bank = new DamageBank(database)
    await bank.open()
    for (let transfer = 0; transfer < TRANSFERS; transfer++) {
      await bank.transfer(`t${transfer}`, random)
      this.older.unshift(readFileSync(join(source, 'data.mdb')))
      if (this.older.length > HISTORY) this.older.pop()
    }
    // The lock file as it is while the database is in use: a killed process leaves it so.
    copyFileSync(join(source, 'lock.mdb'), join(this.dir, 'lock.mdb'))
    await database.close()
  }

  /** Opens one damaged copy. `withLock`: as a killed process leaves the folder, not as a copied file. */
  async look(damage: Damage, withLock: boolean, verdicts: Verdicts): Promise<void> {
    const [newest] = this.older
    if (!newest) throw new Error('there is no bank yet')
    const copy = join(this.dir, 'copy')
    rmSync(copy, { recursive: true, force: true })
    mkdirSync(copy)
    writeFileSync(join(copy, 'data.mdb'), damage.apply(newest, this.older))
    if (withLock) copyFileSync(join(this.dir, 'lock.mdb'), join(copy, 'lock.mdb'))
    const verdict = await this.ask(copy)
    if (verdict === 'whole') verdicts.opened++
    else if (verdict.startsWith('refused ')) verdicts.refused++
    else verdicts.wrong.push(`${damage.name}${withLock ? ', with its lock file' : ''}: ${verdict}`)
  }

  async close(): Promise<void> {
    const { reader } = this
    if (!reader) return
    const gone = once(reader, 'exit')
    reader.kill('SIGKILL')
    await gone
  }

  /** What the reading process says of a folder; when it dies of it the next question starts another one. */
  private async ask(folder: string): Promise<string> {
    if (!this.reader) this.startReader()
    this.reader?.stdin?.write(`${folder}\n`)
    const answer = await this.answers?.next()
    if (answer && !answer.done) return answer.value
    this.reader = undefined
    return 'the process died'
  }

  private startReader(): void {
    const reader = spawn(process.execPath, [this.readerFile], {
      env: BUNDLE_ENVIRONMENT,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.reader = reader
    this.answers = createInterface({ input: reader.stdout })[Symbol.asyncIterator]()
  }
}
