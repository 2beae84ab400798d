/** The timers of all functions: run by themselves as the virtual clock goes, by `advance`, or by hand. */
import type { Agenda, Clock } from '../clock/clock'
import type { Timer, Timers } from '../clock/types'
import type { FunctionConfig } from '../functions/config'
import { CloudError, type FunctionHost, type InvocationResult } from '../types'
import { type CronSchedule, parseCron } from './cron'

/** How long to sleep at the most: far less than a delay may be, and short enough to notice that the machine was asleep. */
const SLEEP_MAX_MS = 60_000

/** What timers need of the function host. */
export interface TimerHost extends Pick<FunctionHost, 'invoke'> {
  names(): string[]
  configOf(functionName: string): FunctionConfig
}

interface ScheduledTimer {
  readonly functionName: string
  readonly name: string
  readonly cron: string
  readonly schedule: CronSchedule
}

type LastRun = NonNullable<Timer['lastRun']>

/** What a function is given when its timer runs it. Source: Tencent Cloud, timer trigger. */
function timerEvent(timerName: string, at: number): Record<string, string> {
  // The cloud writes whole seconds.
  const time = new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
  return { Message: '', Time: time, TriggerName: timerName, Type: 'Timer' }
}

export class FunctionTimers implements Timers, Agenda {
  private readonly lastRuns = new Map<string, LastRun>()
  private readonly complaints = new Set<string>()
  private readonly schedules = new Map<string, CronSchedule>()
  private paused = true
  private isClosed = false
  private sleep: NodeJS.Timeout | undefined
  /** What was due up to this moment has been run, or is not to be. */
  private doneUntil: number

  constructor(
    private readonly host: TimerHost,
    private readonly clock: Clock,
  ) {
    this.doneUntil = clock.now()
    clock.follow(this)
  }

  get isPaused(): boolean {
    return this.paused
  }

  set isPaused(isPaused: boolean) {
    this.paused = isPaused
    this.clockChanged()
  }

  list(): Timer[] {
    const now = this.clock.now()
    return this.scheduled().map(({ functionName, name, cron, schedule }) => ({
      functionName,
      name,
      cron,
      nextAt: schedule.nextAfter(now),
      lastRun: this.lastRuns.get(functionName),
    }))
  }

  async runNow(functionName: string, timerName: string): Promise<InvocationResult> {
    const timer = this.scheduled().find(
      (each) => each.functionName === functionName && each.name === timerName,
    )
    if (!timer)
      throw new CloudError('TIMER_NOT_FOUND', `the function ${functionName} has no timer ${timerName}`)
    return this.run(timer, this.clock.now())
  }

  nextAfter(after: number, until: number): number | undefined {
    if (this.isClosed) return undefined
    let first: number | undefined
    for (const { schedule } of this.scheduled()) {
      const next = schedule.nextAfter(after)
      if (next !== undefined && next <= until && (first === undefined || next < first)) first = next
    }
    return first
  }

  async runAt(moment: number): Promise<void> {
    for (const timer of this.scheduled()) {
      if (timer.schedule.nextAfter(moment - 1) === moment) await this.attempt(timer, moment)
    }
  }

  /** What is due already, though its moment has only just come, is not lost. */
  clockChanging(): void {
    if (!this.paused) this.runDue()
  }

  clockChanged(): void {
    this.doneUntil = this.clock.now()
    this.arm()
  }

  /** From now on nothing is due. */
  close(): void {
    this.isClosed = true
    clearTimeout(this.sleep)
  }

  /** Sleeps until the next timer is due, if they run by themselves and the clock goes. */
  private arm(): void {
    clearTimeout(this.sleep)
    if (this.paused || this.isClosed || this.clock.isFrozen) return
    const now = this.clock.now()
    const next = this.nextAfter(this.doneUntil, now + SLEEP_MAX_MS)
    const sleepMs = next === undefined ? SLEEP_MAX_MS : Math.max(0, next - now)
    this.sleep = setTimeout(() => this.wake(), sleepMs)
    this.sleep.unref()
  }

  private wake(): void {
    // Whatever holds the clock up arms this anew when it lets it go.
    if (this.clock.isFrozen) return
    this.runDue()
    this.arm()
  }

  /** Runs what has fallen due meanwhile; a timer that was missed more than once, as by a sleeping machine, runs once. */
  private runDue(): void {
    if (this.isClosed) return
    const now = this.clock.now()
    for (const timer of this.scheduled()) {
      const due = timer.schedule.nextAfter(this.doneUntil)
      // The cloud starts a new instance when the last run has not ended yet, so nothing is waited for.
      if (due !== undefined && due <= now) void this.attempt(timer, due)
    }
    this.doneUntil = now
  }

  /** As `run`, where nobody hears of a failure otherwise. */
  private async attempt(timer: ScheduledTimer, at: number): Promise<void> {
    try {
      await this.run(timer, at)
    } catch (error) {
      this.complain(`The timer of ${timer.functionName} could not run: ${error}`)
    }
  }

  private async run(timer: ScheduledTimer, at: number): Promise<InvocationResult> {
    const result = await this.host.invoke(timer.functionName, timerEvent(timer.name, at), {
      identity: { openid: '' },
      source: 'wx_trigger',
    })
    const { requestId, error } = result.record
    this.lastRuns.set(timer.functionName, { at, requestId, error })
    return result
  }

  private scheduled(): ScheduledTimer[] {
    return this.host.names().flatMap((functionName) =>
      this.triggersOf(functionName).map(({ name, config }) => ({
        functionName,
        name,
        cron: config,
        schedule: this.scheduleOf(config),
      })),
    )
  }

  /** A function whose configuration is wrong has no timers; nobody calls it for them, so it is said here. */
  private triggersOf(functionName: string): FunctionConfig['triggers'] {
    try {
      return this.host.configOf(functionName).triggers
    } catch (error) {
      this.complain(error instanceof Error ? error.message : String(error))
      return []
    }
  }

  private scheduleOf(cron: string): CronSchedule {
    const known = this.schedules.get(cron)
    if (known) return known
    const schedule = parseCron(cron)
    this.schedules.set(cron, schedule)
    return schedule
  }

  private complain(message: string): void {
    if (this.complaints.has(message)) return
    this.complaints.add(message)
    console.error(message)
  }
}
