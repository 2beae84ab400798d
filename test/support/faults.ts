/**
 * Every fault at every call: what an action leaves behind when its instance dies, its network fails or its answer is
 * lost at each of its calls to the platform in turn, and what a client that asks again makes of it.
 */
import type { Door } from '../../cloudfunctions/kit/door'
import type { CallFault } from '../../emulator/types'
import type { InProcessWorld } from './in-process'

export const FAULTS: readonly CallFault[] = [
  'crash-before',
  'crash-after',
  'error',
  'applied-but-timeout',
  'conflict',
]

/** As the SDK throws it when a write meets another transaction. */
const CONFLICT = {
  errCode: -501001,
  errMsg: 'document.update:fail -501001 [ResourceUnavailable.TransactionConflict] made by a test',
}

/** How an invocation ended: `crashed` is no answer at all. */
export type Ended<T> = { readonly answered: T } | { readonly thrown: unknown } | { readonly crashed: true }

/** Stands in the door of one invocation and lets one call fail. */
class FaultDoor implements Door {
  calls = 0
  /** Resolves when the instance has died. */
  readonly death: Promise<{ crashed: true }>
  private die: (crashed: { crashed: true }) => void = () => {}
  private isDead = false
  private readonly inFlight = new Set<Promise<unknown>>()

  constructor(
    private readonly index: number | undefined,
    private readonly fault: CallFault | undefined,
  ) {
    this.death = new Promise((resolve) => {
      this.die = resolve
    })
  }

  async call<T>(call: () => Promise<T>): Promise<T> {
    if (this.isDead) return gone()
    const index = this.calls
    this.calls += 1
    if (index !== this.index) return this.make(call)
    switch (this.fault) {
      case 'error':
        throw new Error('made to fail by a test')
      case 'conflict':
        throw CONFLICT
      case 'applied-but-timeout':
        await this.make(call)
        throw new Error('made to be lost by a test')
      case 'crash-after':
        await this.make(call).catch(() => undefined)
        return this.crash()
      default:
        return this.crash()
    }
  }

  /** Nobody wants to wait here. */
  async wait(): Promise<void> {
    if (this.isDead) return gone()
  }

  /** Resolves when what was sent before the instance died has been applied. */
  async quiet(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.allSettled(this.inFlight)
  }

  private async make<T>(call: () => Promise<T>): Promise<T> {
    const made = call()
    this.inFlight.add(made)
    const result = await made.finally(() => this.inFlight.delete(made))
    // Sent before the instance died, answered to nobody.
    return this.isDead ? gone() : result
  }

  private crash(): Promise<never> {
    this.isDead = true
    this.die({ crashed: true })
    return gone()
  }
}

/**
 * What an instance that has died is answered: what it does with that nobody sees, since whatever it calls ends here
 * again. An answer that never came would be waited for by the next invocation too, where this process, other than an
 * instance that is gone, remembers what it was loading.
 */
function gone(): Promise<never> {
  return Promise.reject(new Error('the instance is gone'))
}

/** Runs `work` and lets its call number `index` fail; without an index it only counts the calls. */
export async function runWithFault<T>(
  world: InProcessWorld,
  work: () => Promise<T>,
  index?: number,
  fault?: CallFault,
): Promise<{ readonly ended: Ended<T>; readonly calls: number }> {
  const door = new FaultDoor(index, fault)
  const working = world.modules.door.withDoor(door, work).then(
    (answered) => ({ answered }),
    (thrown: unknown) => ({ thrown }),
  )
  const ended: Ended<T> = await Promise.race([working, door.death])
  await door.quiet()
  await world.expireTransactions()
  return { ended, calls: door.calls }
}

/** One try of something, in a situation of its own. */
export interface Trial {
  /** What is done; doing it again is what a client does that got no answer. */
  work(): Promise<unknown>
  /**
   * Looks at what is there in the end, when everything has been reconciled.
   * @param isDone whether the work was asked for until it was answered; otherwise it may be done or not, but not half
   */
  check(isDone: boolean): Promise<void>
}

/** A trial that was made, by what happened in it. */
export interface MadeTrial {
  readonly name: string
  readonly trial: Trial
  readonly isDone: boolean
}

/** Asked so often, work must have been done. */
const ATTEMPTS_MAX = 3

/**
 * Tries every fault at every call of the work, once with a client that asks again and once with one that gives up.
 * What they have left is to be reconciled before `checkTrials`.
 * @param prepare makes the situation of one trial
 * @param sample every how many-th fault is tried; coprime to the five kinds, so that all kinds and calls are met
 */
export async function everyFault(
  world: InProcessWorld,
  prepare: () => Promise<Trial>,
  sample = 1,
): Promise<MadeTrial[]> {
  const dry = await prepare()
  const { calls, ended } = await runWithFault(world, dry.work)
  if (!isAnswered(ended)) throw new Error('the work does not even succeed undisturbed')
  const made: MadeTrial[] = [{ trial: dry, isDone: true, name: 'undisturbed' }]
  for (let n = 0; n < calls * FAULTS.length; n += sample) {
    const index = Math.floor(n / FAULTS.length)
    const fault = FAULTS[n % FAULTS.length]
    for (const asksAgain of [true, false]) {
      const trial = await prepare()
      let isDone = isAnswered((await runWithFault(world, trial.work, index, fault)).ended)
      for (let attempt = 0; asksAgain && !isDone && attempt < ATTEMPTS_MAX; attempt += 1)
        isDone = isAnswered((await runWithFault(world, trial.work)).ended)
      const name = `${fault} at call ${index} of ${calls}, ${asksAgain ? 'asked again' : 'given up'}`
      if (asksAgain && !isDone) throw new Error(`${name}: never done`)
      made.push({ trial, isDone, name })
    }
  }
  return made
}

/** What is wrong with these trials now, a sentence each. */
export async function checkTrials(made: readonly MadeTrial[]): Promise<string[]> {
  const wrong: string[] = []
  for (const { trial, isDone, name } of made) {
    await trial.check(isDone).catch((error: unknown) => {
      wrong.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  return wrong
}

/** Whether the work was answered well: a function's envelope says it in itself. */
function isAnswered(ended: Ended<unknown>): boolean {
  if (!('answered' in ended)) return false
  const { answered } = ended
  return !(answered instanceof Object && Reflect.get(answered, 'ok') === false)
}
