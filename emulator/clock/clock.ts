/**
 * The virtual clock. Its state lies in memory that every function instance shares, so that a change is seen
 * by all of them at once, and in the data folder, so that it survives a restart.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { StartError } from '../start-error'
import { writeAtomically } from '../storage/atomic-file'
import { type ClockState, SharedTime } from './shared-time'
import type { VirtualClock } from './types'

const FILE_NAME = 'clock.json'
/** The furthest moments that a Date can show lie this far from 1970. */
const DATE_MS_MAX = 8.64e15

const instant = z.number().int().min(-DATE_MS_MAX).max(DATE_MS_MAX)
const stateSchema = z.union([
  z.strictObject({ offsetMs: z.number().int() }),
  z.strictObject({ frozenAt: instant }),
])
const MACHINE_TIME: ClockState = { offsetMs: 0 }

/** Has something to do at certain moments, which `advance` passes through one by one. */
export interface Agenda {
  /** The first moment after `after`, and not after `until`, at which something is due. */
  nextAfter(after: number, until: number): number | undefined
  /** Does what is due at exactly this moment. Never rejects; resolves when all of it has ended. */
  runAt(moment: number): Promise<void>
  /** The clock is about to show another time than it would by itself. */
  clockChanging(): void
  /** It does now. */
  clockChanged(): void
}

function readState(file: string): ClockState {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return MACHINE_TIME
  }
  try {
    return stateSchema.parse(JSON.parse(text))
  } catch {
    throw new StartError(
      `${file} does not hold the state of a clock; remove it to begin with the machine's own time.`,
    )
  }
}

export class Clock implements VirtualClock {
  private readonly time = new SharedTime()
  private readonly file: string
  private agenda: Agenda | undefined
  /** Changes run one after another. */
  private lastChange: Promise<void> = Promise.resolve()

  /** @throws StartError when the data folder holds something else in the clock's place. */
  constructor(dataDir: string) {
    this.file = join(dataDir, FILE_NAME)
    this.time.state = readState(this.file)
  }

  /** From now on `advance` passes through the moments of this agenda. */
  follow(agenda: Agenda): void {
    this.agenda = agenda
  }

  // A field, so that it can be handed on as a function.
  now = (): number => this.time.now()

  /** What the threads of functions read the time by. */
  get memory(): SharedArrayBuffer {
    return this.time.memory
  }

  get isFrozen(): boolean {
    return 'frozenAt' in this.state
  }

  private get state(): ClockState {
    return this.time.state
  }

  /** The machine's time at which a running clock showed `at`; undefined while it stands still and all moments are one. */
  machineTimeOf(at: number): number | undefined {
    const state = this.state
    return 'frozenAt' in state ? undefined : at - state.offsetMs
  }

  async set(at: number, { frozen }: { frozen?: boolean } = {}): Promise<void> {
    const moment = instant.parse(at)
    return this.change(() => {
      const isToFreeze = frozen ?? this.isFrozen
      return this.keep(isToFreeze ? { frozenAt: moment } : { offsetMs: moment - Date.now() })
    })
  }

  reset(): Promise<void> {
    return this.change(() => this.keep(MACHINE_TIME))
  }

  async advance(durationMs: number): Promise<void> {
    const duration = z.number().int().min(0).parse(durationMs)
    return this.change(async () => {
      const { isFrozen } = this
      const start = this.now()
      const until = instant.parse(start + duration)
      try {
        await this.passThrough(start, until)
      } finally {
        await this.keep(isFrozen ? { frozenAt: until } : { offsetMs: until - Date.now() })
      }
    })
  }

  /** Stands still at each moment at which something is due, until that is done. */
  private async passThrough(start: number, until: number): Promise<void> {
    this.time.state = { frozenAt: start }
    let moment = this.agenda?.nextAfter(start, until)
    while (moment !== undefined) {
      this.time.state = { frozenAt: moment }
      await this.agenda?.runAt(moment)
      moment = this.agenda?.nextAfter(moment, until)
    }
  }

  private async keep(state: ClockState): Promise<void> {
    this.time.state = state
    this.agenda?.clockChanged()
    await writeAtomically(this.file, Buffer.from(JSON.stringify(state)))
  }

  private change(run: () => Promise<void>): Promise<void> {
    const change = this.lastChange.then(() => {
      this.agenda?.clockChanging()
      return run()
    })
    // The next change waits for this one, whether or not it succeeds.
    this.lastChange = change.catch(() => undefined)
    return change
  }

  /** Resolves when every change that was asked for has been kept. */
  settled(): Promise<void> {
    return this.lastChange
  }
}
