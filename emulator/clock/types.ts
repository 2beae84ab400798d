/** The virtual clock and the timers that follow it, as the emulator's other parts, the console and tests know them. */
import type { InvocationResult } from '../types'

/**
 * The time that functions see as `Date`, and that server dates, timers and records follow. Lock expiry, time limits
 * and everything else that protects the machine keep to its own clock. Kept in the data folder.
 */
export interface VirtualClock {
  /** Epoch milliseconds. */
  now(): number
  readonly isFrozen: boolean
  /** Jumps to a moment, also backwards, without running the timers in between. Frozen it stands still from there. */
  set(at: number, options?: { frozen?: boolean }): Promise<void>
  /** Goes forward, and runs every timer that falls due on the way at its own moment, in order. Resolves when they have ended. */
  advance(durationMs: number): Promise<void>
  /** Back to the machine's own time. */
  reset(): Promise<void>
}

/** One timer of a function's `config.json`. */
export interface Timer {
  readonly functionName: string
  readonly name: string
  /** Seven fields in Asia/Shanghai: second minute hour day month weekday year. */
  readonly cron: string
  /** Epoch milliseconds; undefined when it will not run again. */
  readonly nextAt: number | undefined
  readonly lastRun: { readonly at: number; readonly requestId: string; readonly error?: string } | undefined
}
export interface Timers {
  list(): readonly Timer[]
  runNow(functionName: string, timerName: string): Promise<InvocationResult>
  /** Paused timers do not run by themselves; `runNow` and `advance` still do. */
  isPaused: boolean
}
