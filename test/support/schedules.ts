/**
 * Seeded schedules of interleavings: several invocations whose calls to the platform are let through one at a time, in
 * an order drawn from a seed. The same seed is the same order, so what goes wrong once goes wrong again; only where the
 * ids that are drawn decide what is called, as they do which piece of a stock is tried first, orders of a seed differ.
 */
import { setImmediate as turn } from 'node:timers/promises'
import type { Door } from '../../cloudfunctions/kit/door'
import { randomFrom } from '../torture/campaign'
import type { InProcessWorld } from './in-process'
import { clearWork } from './waiting-work'

/** Turns of the event loop after which what an answer sets in motion stands at its next call. */
const TURNS = 2

/** Somebody's next step, held at their door. */
interface Held {
  readonly actor: number
  /** Lets it through; resolves when it has been answered. */
  readonly go: () => Promise<void>
}

class Scheduler {
  readonly held: Held[] = []
  readonly order: number[] = []

  doorOf(actor: number): Door {
    return {
      call: (call) => this.hold(actor, call),
      // A wait is a step like any other: how long it takes is for the seed to say.
      wait: () => this.hold(actor, async () => undefined),
    }
  }

  private hold<T>(actor: number, step: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const go = async () => {
        try {
          resolve(await step())
        } catch (error) {
          reject(error)
        }
      }
      this.held.push({ actor, go })
    })
  }

  /** Takes one of those that are held, by a number from 0 to 1. */
  take(fraction: number): Held | undefined {
    // In an order that does not depend on who arrived first: actors by number, an actor's own calls as it made them.
    this.held.sort((a, b) => a.actor - b.actor)
    const [held] = this.held.splice(Math.floor(fraction * this.held.length), 1)
    if (held) this.order.push(held.actor)
    return held
  }
}

/** Resolves with the writes that wait for a transaction, when everybody else stands at a door or has ended. */
async function quiet(world: InProcessWorld): Promise<ReadonlySet<object>> {
  const waiting = await world.waitingWrites()
  for (let n = 0; n < TURNS; n += 1) await turn()
  return waiting
}

/**
 * Resolves when this call is answered, or waits for a transaction: then another goes first.
 * @param before the writes that have been waiting since before the call
 */
async function answerOf(
  world: InProcessWorld,
  going: Promise<void>,
  before: ReadonlySet<object>,
): Promise<void> {
  if (!world.hasOpenTransactions()) return going
  let isAnswered = false
  const answered = going.finally(() => {
    isAnswered = true
  })
  while (!isAnswered) {
    await Promise.race([answered, turn()])
    const waiting = await world.waitingWrites()
    if ([...waiting].some((write) => !before.has(write))) return
  }
}

/**
 * Runs these actors together, one call at a time, in the order of this seed. Resolves when all have ended, with what
 * became of each and the actors' numbers in the order in which their calls went through.
 */
export async function runSchedule<T>(
  world: InProcessWorld,
  seed: number,
  actors: readonly (() => Promise<T>)[],
): Promise<{ readonly outcomes: PromiseSettledResult<T>[]; readonly order: string }> {
  const random = randomFrom(seed)
  const scheduler = new Scheduler()
  let left = actors.length
  const working = actors.map((actor, number) =>
    world.modules.door.withDoor(scheduler.doorOf(number), actor).finally(() => {
      left -= 1
    }),
  )
  const all = Promise.allSettled(working)
  const inFlight = new Set<Promise<void>>()
  let waiting = await quiet(world)
  while (left > 0) {
    const next = scheduler.take(random())
    if (next) {
      const going = next.go().finally(() => inFlight.delete(going))
      inFlight.add(going)
      await answerOf(world, going, waiting)
    } else if (inFlight.size > 0) {
      await Promise.race(inFlight)
    }
    waiting = await quiet(world)
  }
  return { outcomes: await all, order: scheduler.order.join('') }
}

/** A race: who runs together, and what must be so in the end. */
export interface Race {
  readonly name: string
  /** Makes a fresh situation. */
  prepare(world: InProcessWorld): Promise<{
    readonly actors: readonly (() => Promise<unknown>)[]
    /** What is wrong, in a sentence; undefined when nothing is. */
    check(outcomes: readonly PromiseSettledResult<unknown>[]): Promise<string | undefined>
  }>
}

/** A race, and the same without the guard that makes it come out right: it must go wrong in some order. */
export interface ControlledRace {
  readonly race: Race
  readonly control: Race
  /** In how many orders the suite tries it, where one takes long; the campaign tries each in as many as the others. */
  readonly seeds?: number
}

/** Runs a race in the schedules of `count` seeds, and tells of each that went wrong by its seed. */
export async function runRace(
  world: InProcessWorld,
  race: Race,
  firstSeed: number,
  count: number,
): Promise<{ readonly wrong: readonly string[]; readonly orders: number }> {
  const wrong: string[] = []
  const orders = new Set<string>()
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    await clearWork(world)
    const { actors, check } = await race.prepare(world)
    const { outcomes, order } = await runSchedule(world, seed, actors)
    orders.add(order)
    const complaint = await check(outcomes)
    if (complaint !== undefined) wrong.push(`${race.name}, seed ${seed}, order ${order}: ${complaint}`)
  }
  return { wrong, orders: orders.size }
}

/** The first of `count` seeds in whose order a race goes wrong; undefined when it comes out right in all of them. */
export async function firstWrongSeed(
  world: InProcessWorld,
  race: Race,
  count: number,
): Promise<number | undefined> {
  for (let seed = 1; seed <= count; seed += 1) {
    if ((await runRace(world, race, seed, 1)).wrong.length > 0) return seed
  }
  return undefined
}
