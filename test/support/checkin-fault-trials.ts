/** The writes of check-ins that every fault is tried at: a day, a make-up, what completes a challenge. */
import {
  aboutToBeCredited,
  couponsOf,
  inChallenge,
  madeUpDays,
  somebody,
  wrongWithDaily,
} from './checkin-world'
import { demand, demandOnce, type FaultySubject } from './fault-subject'
import { stored } from './situations'

const tap = { proof: { how: 'tap' as const } }

const checkIn: FaultySubject = {
  name: 'checkin.checkIn',
  async prepare(world) {
    const caller = await somebody(world)
    return {
      work: () => world.invoke(caller, 'checkin.checkIn', tap),
      async check(isDone) {
        const calendar = await stored(
          world.emulator.database,
          'check_in_calendars',
          `daily:${caller.memberId}`,
        )
        const account = await stored(world.emulator.database, 'point_accounts', caller.memberId)
        const isNothing = calendar === undefined && account === undefined
        const wrong = isNothing && !isDone ? undefined : await wrongWithDaily(world, caller)
        demand(wrong === undefined, `${wrong}`)
      },
    }
  },
}

const makeUp: FaultySubject = {
  name: 'checkin.makeUp',
  async prepare(world) {
    const { caller, challengeId, missed, calendarId } = await inChallenge(world, 1, 1)
    const [day = ''] = missed
    return {
      work: () => world.invoke(caller, 'checkin.makeUp', { challengeId, day, payWith: 'card' }),
      async check(isDone) {
        const made = await madeUpDays(world, calendarId)
        demandOnce(made, isDone, 'made-up days')
        const card = await stored(world.emulator.database, 'make_up_cards', `${calendarId}:${day}`)
        demand((card?.usedFor !== '') === (made === 1), 'a card without its day, or a day without its card')
      },
    }
  },
}

const completion: FaultySubject = {
  name: 'checkin.submitProof',
  async prepare(world) {
    const { caller, challengeId, missed, calendarId } = await inChallenge(world, 1, 1)
    const [day = ''] = missed
    await world.invoke(caller, 'checkin.makeUp', { challengeId, day, payWith: 'card' })
    return {
      work: () => world.invoke(caller, 'checkin.submitProof', { challengeId, ...tap }),
      async check(isDone) {
        const calendar = await stored(world.emulator.database, 'check_in_calendars', calendarId)
        const coupons = await couponsOf(world, caller)
        demandOnce(coupons, isDone, 'coupons')
        demand((calendar?.completedAt !== undefined) === (coupons === 1), 'completed without its coupon')
      },
    }
  },
}

/** The job that an outage leaves due: whatever happens to it, the next one ends what it has begun. */
const crediting: FaultySubject = {
  name: 'checkin.creditOutages',
  async prepare(world) {
    const { caller, calendarId, credit } = await aboutToBeCredited(world)
    return {
      work: credit,
      async check(isDone) {
        const calendar = await stored(world.emulator.database, 'check_in_calendars', calendarId)
        const coupons = await couponsOf(world, caller)
        demandOnce(coupons, isDone, 'coupons')
        demand((calendar?.completedAt !== undefined) === (coupons === 1), 'completed without its coupon')
      },
    }
  },
}

export const CHECKIN_SUBJECTS: readonly FaultySubject[] = [checkIn, makeUp, completion, crediting]
