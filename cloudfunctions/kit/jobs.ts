/**
 * Work that a timer does. A function has one timer, so one dispatcher is run each minute and runs every job that is
 * due: in slices, turn by turn, within the time of one invocation. Each run of a job in a period is a document with a
 * lease and a cursor: it may be killed at any moment and begun again by anybody, and two dispatchers at once are no harm.
 */
import { monotonicNow, now } from './clock'
import { atMost, collection, increasedBy, lessThan, removed } from './cloud'
import { JOB_RUNS, JOBS, type JobHealthDocument, type JobRunDocument } from './collections'
import type { SystemContext } from './handler'
import { logFailure, reasonOf } from './log'
import { inTime } from './patience'
import { type Every, periodOf, periodsAfter, startOf } from './period'

/** What one slice of a job is given. */
export interface Slice extends SystemContext {
  /** Where the slice before has stopped; undefined at the beginning. */
  readonly cursor: string | undefined
  /** The name of the period that is run. */
  readonly period: string
}

/** What a slice has done. */
export interface SliceOutcome {
  /** Where to go on; undefined when nothing is left. */
  readonly next?: string | undefined
  /** Documents looked at, and put right. */
  readonly handled: number
  readonly repaired: number
  /** What an audit has found wrong and cannot put right. */
  readonly faults?: number
}

/** One job. Its slices are short, bounded, and harmless when repeated. */
export interface Job {
  /** `domain.verbNoun`. */
  readonly name: string
  readonly every: Every
  /** After an outage: run `each` period that was missed, oldest first, or only the `latest`. */
  readonly missed: 'each' | 'latest'
  /** How long after its period begins it is due: half past seven is 7.5 hours after a day's beginning. */
  readonly afterMs?: number
  run(slice: Slice): Promise<SliceOutcome>
}

/** Ids `{job}:{period}` of the runs that ended well and of those that failed, in one invocation of the dispatcher. */
export interface JobsReport {
  readonly done: readonly string[]
  readonly failed: readonly string[]
}

/** No slice begins later than this after the invocation: with the longest slice it ends before its time limit of 60 s. */
const SLICES_BEGIN_WITHIN_MS = 35_000
/** A slice that takes longer has failed. */
const SLICE_TIME_MAX_MS = 20_000
/** Longer than an invocation may run: when a lease has ended its holder is no more. */
export const LEASE_MS = 90_000
/** A run that failed is begun again by the next dispatcher. */
const RETRY_AFTER_MS = 50_000
/** The most periods of one job that one invocation catches up with. */
const MISSED_MAX = 50

const runs = collection<JobRunDocument>(JOB_RUNS)
const health = collection<JobHealthDocument>(JOBS)

/** Runs every job that is due, as far as the time of this invocation goes. A job that fails stops no other. */
export async function runDueJobs(jobs: readonly Job[], system: SystemContext): Promise<JobsReport> {
  const beganAt = monotonicNow()
  const report = { done: [] as string[], failed: [] as string[] }
  let turns = await findDue(jobs, system)
  while (turns.length > 0) {
    const left: Turn[] = []
    for (const turn of turns) {
      if (monotonicNow() - beganAt > SLICES_BEGIN_WITHIN_MS) await turn.lend()
      else if (await turn.take(report)) left.push(turn)
    }
    turns = left
  }
  return report
}

async function findDue(jobs: readonly Job[], system: SystemContext): Promise<Turn[]> {
  const known = new Map((await health.getMany(jobs.map((job) => job.name))).map((each) => [each._id, each]))
  const turns: Turn[] = []
  for (const job of jobs) {
    if (!known.has(job.name)) await health.addOrGet(newHealth(job.name))
    const last = known.get(job.name)?.lastPeriod ?? ''
    const dueAt = system.now - (job.afterMs ?? 0)
    const current = periodOf(job.every, dueAt)
    const isCurrentOnly = last === '' || job.missed === 'latest'
    const periods = isCurrentOnly ? [current] : periodsAfter(job.every, last, dueAt, MISSED_MAX)
    if (last < current) turns.push(new Turn(job, periods, system))
  }
  return turns
}

const newHealth = (name: string): JobHealthDocument => ({
  _id: name,
  schemaVersion: 1,
  lastPeriod: '',
  failures: 0,
})

/** A job's turns in one invocation: one slice each, period after period. */
class Turn {
  private run: JobRunDocument | undefined

  constructor(
    private readonly job: Job,
    private readonly periods: string[],
    private readonly system: SystemContext,
  ) {}

  /** Runs one slice. False when nothing is left to do, or for this invocation to do. */
  async take(report: { done: string[]; failed: string[] }): Promise<boolean> {
    const [period] = this.periods
    if (period === undefined) return false
    const runId = `${this.job.name}:${period}`
    try {
      this.run ??= await this.lease(runId, period)
      if (this.run && this.run.state !== 'done') this.run = await this.slice(this.run)
      // Somebody else has it, from the beginning or by now.
      if (!this.run) return false
      if (this.run.state !== 'done') return true
      await this.tellSuccess(this.run)
      report.done.push(runId)
      this.run = undefined
      this.periods.shift()
      return this.periods.length > 0
    } catch (error) {
      report.failed.push(runId)
      logFailure(this.system.requestId, runId, error)
      await this.tellFailure(runId, error)
      return false
    }
  }

  /** Gives the run back, for the next dispatcher to go on with. */
  async lend(): Promise<void> {
    if (this.run) await this.saveMine(this.run, { leaseUntil: now() })
  }

  /** Takes the lease of a run: undefined when somebody else has it. */
  private async lease(runId: string, period: string): Promise<JobRunDocument | undefined> {
    const at = now()
    const leased = { holder: this.system.requestId, leaseUntil: at + LEASE_MS }
    const fresh: JobRunDocument = {
      _id: runId,
      schemaVersion: 1,
      job: this.job.name,
      period,
      state: 'running',
      ...leased,
      slices: 0,
      handled: 0,
      repaired: 0,
      failures: 0,
      startedAt: at,
    }
    const earlier = await runs.addOrGet(fresh)
    if (!earlier) return fresh
    if (earlier.state === 'done') return earlier
    const taken = await runs.updateWhere({ _id: runId, state: 'running', leaseUntil: atMost(at) }, leased)
    return taken === 1 ? { ...earlier, ...leased } : undefined
  }

  /** Runs the next slice and keeps how far it came; undefined when the lease was lost meanwhile. */
  private async slice(run: JobRunDocument): Promise<JobRunDocument | undefined> {
    const slice: Slice = { ...this.system, now: now(), cursor: run.cursor, period: run.period }
    const {
      next,
      handled,
      repaired,
      faults = 0,
    } = await inTime(SLICE_TIME_MAX_MS, this.job.run(slice), 'a slice took too long')
    const isDone = next === undefined
    const isMine = await this.saveMine(run, {
      slices: increasedBy(1),
      handled: increasedBy(handled),
      repaired: increasedBy(repaired),
      ...(faults > 0 ? { faults: increasedBy(faults) } : {}),
      ...(isDone
        ? { state: 'done' as const, doneAt: now(), cursor: removed<string>() }
        : { cursor: next, leaseUntil: now() + LEASE_MS }),
    })
    return isMine ? { ...run, cursor: next, state: isDone ? 'done' : 'running' } : undefined
  }

  /** Writes to the run only while its lease is this invocation's. */
  private async saveMine(
    run: JobRunDocument,
    change: Parameters<typeof runs.updateWhere>[1],
  ): Promise<boolean> {
    return (await runs.updateWhere({ _id: run._id, holder: this.system.requestId }, change)) === 1
  }

  private async tellSuccess(run: JobRunDocument): Promise<void> {
    const at = now()
    await health.updateWhere(
      { _id: this.job.name, lastPeriod: lessThan(run.period) },
      {
        lastPeriod: run.period,
        lastSuccessAt: at,
        lagMs: at - startOf(run.period) - (this.job.afterMs ?? 0),
        failures: 0,
      },
    )
  }

  /** A database that cannot be reached cannot be told either: the log line is there already. */
  private async tellFailure(runId: string, error: unknown): Promise<void> {
    const told = { failures: increasedBy(1), lastError: reasonOf(error) }
    try {
      await runs.updateWhere(
        { _id: runId, holder: this.system.requestId },
        { ...told, leaseUntil: now() + RETRY_AFTER_MS },
      )
      await health.update(this.job.name, { ...told, lastFailureAt: now() })
    } catch (second) {
      logFailure(this.system.requestId, runId, second)
    }
  }
}
