/** Days that are done twice at once, make-ups that meet their quota, a challenge that two deeds complete (QUALITY 18, 19). */
import {
  aboutToBeCredited,
  couponsOf,
  inChallenge,
  madeUpDays,
  somebody,
  wrongWithDaily,
} from './checkin-world'
import type { ControlledRace, Race } from './schedules'
import { type Mark, newId, stored } from './situations'

/** Each order of these is dozens of calls. */
const SEEDS = 6
const tap = { proof: { how: 'tap' as const } }

/** Somebody taps three times, on two phones. */
const days: Race = {
  name: 'one day done three times',
  async prepare(world) {
    const caller = await somebody(world)
    const act = () => world.invoke(caller, 'checkin.checkIn', tap)
    return {
      actors: [act, act, act],
      async check(outcomes) {
        const answers = new Set(outcomes.map((outcome) => JSON.stringify(dataOf(outcome))))
        if (answers.size !== 1) return `answers differ: ${[...answers].join(' ')}`
        return wrongWithDaily(world, caller)
      },
    }
  },
}

/** Two days are missed, and one may be made up. */
const makeUps: Race = {
  name: 'two make-ups of which one is left',
  async prepare(world) {
    const { caller, challengeId, missed, calendarId } = await inChallenge(world, 2, 1)
    const actors = missed.map(
      (day) => () => world.invoke(caller, 'checkin.makeUp', { challengeId, day, payWith: 'card' }),
    )
    return {
      actors,
      async check() {
        const made = await madeUpDays(world, calendarId)
        return made === 1 ? undefined : `${made} days made up`
      },
    }
  },
}

/** Today is proven twice while yesterday is made up: whichever comes last completes the challenge. */
const completions: Race = {
  name: 'a challenge completed from two sides',
  async prepare(world) {
    const { caller, challengeId, missed, calendarId } = await inChallenge(world, 1, 1)
    const [day = ''] = missed
    const prove = () => world.invoke(caller, 'checkin.submitProof', { challengeId, ...tap })
    const makeUp = () => world.invoke(caller, 'checkin.makeUp', { challengeId, day, payWith: 'card' })
    return {
      actors: [prove, makeUp, prove],
      async check() {
        const calendar = await stored(world.emulator.database, 'check_in_calendars', calendarId)
        if (typeof calendar?.completedAt !== 'number') return 'nobody has completed it'
        const coupons = await couponsOf(world, caller)
        return coupons === 1 ? undefined : `${coupons} coupons`
      },
    }
  },
}

/** Three dispatchers find the same outage. */
const crediting: Race = {
  name: 'a challenge that an outage completes',
  async prepare(world) {
    const { caller, calendarId, credit } = await aboutToBeCredited(world)
    return {
      actors: [credit, credit, credit],
      async check() {
        const calendar = await stored(world.emulator.database, 'check_in_calendars', calendarId)
        if (typeof calendar?.completedAt !== 'number') return 'nobody has completed it'
        const coupons = await couponsOf(world, caller)
        return coupons === 1 ? undefined : `${coupons} coupons`
      },
    }
  },
}

/**
 * The same without the transaction: whoever comes looks how often it was done, and then does it.
 * @param comers how many come to what may be done once
 */
function lookThenDo(name: string, comers: number): Race {
  return {
    name,
    async prepare(world) {
      const marks = world.modules.cloud.collection<Mark>('race_marks')
      const _id = newId()
      await marks.addOrGet({ _id, value: 0 })
      const act = async () => {
        const done = (await marks.get(_id))?.value ?? 0
        if (done < 1) await marks.update(_id, { value: world.modules.cloud.increasedBy(1) })
      }
      return {
        actors: Array.from({ length: comers }, () => act),
        async check() {
          const done = (await marks.get(_id))?.value
          return done === 1 ? undefined : `done ${done} times`
        },
      }
    },
  }
}

const dataOf = (outcome: PromiseSettledResult<unknown>): unknown =>
  outcome.status === 'fulfilled' ? Reflect.get(Object(outcome.value), 'data') : outcome

/** Every race of check-ins, with its control. */
export const CHECKIN_RACES: readonly ControlledRace[] = [
  { race: days, control: lookThenDo('a day that is looked for before it is done', 3), seeds: SEEDS },
  { race: makeUps, control: lookThenDo('a quota that is read before it is used', 2), seeds: SEEDS },
  {
    race: completions,
    control: lookThenDo('a coupon that is looked for before it is given', 2),
    seeds: SEEDS,
  },
  {
    race: crediting,
    control: lookThenDo('a completion that is looked for before it is written', 3),
    seeds: SEEDS,
  },
]
