/**
 * What the mall promises when things happen at the same time (QUALITY: invariants 25-29), and the same without what keeps
 * the promise.
 */
import type { Caller, InProcessWorld } from './in-process'
import { ADDRESS, setFields } from './mall'
import { bookkeeping, buyer, itemLike, itemWithCode, ordersOf, PRICE, situationOf } from './mall-situations'
import type { ControlledRace, Race } from './schedules'
import { type Mark, newId, stored, systemContext, upTo } from './situations'

/** Each order of these is dozens of calls. */
const SEEDS = 6

const accepted = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(
    (outcome) => outcome.status === 'fulfilled' && Reflect.get(Object(outcome.value), 'ok') === true,
  )
const internal = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.some((outcome) => JSON.stringify(outcome).includes('INTERNAL') || outcome.status === 'rejected')

const place = (itemId: string, requestId = newId()) => ({ requestId, itemId, shownPrice: PRICE })

/** Three people and the last one; one of them asks twice because no answer came. */
const lastItem: Race = {
  name: 'the last item',
  async prepare(world) {
    const { items } = await situationOf(world)
    const itemId = await itemLike(world, items.goods, 1)
    const buyers = [await buyer(world), await buyer(world)] as const
    const [ann, ben] = buyers
    const twice = place(itemId)
    const ask =
      (who: Caller, input = place(itemId)) =>
      () =>
        world.invoke(who, 'mall.placeOrder', input)
    return {
      actors: [ask(ann, twice), ask(ann, twice), ask(ben)],
      async check(outcomes) {
        if (internal(outcomes)) return JSON.stringify(outcomes)
        const won = accepted(outcomes).length
        if (won === 0) return 'nobody got it'
        const orders = await ordersOf(world.emulator.database, itemId, buyers)
        if (orders.length !== 1) return `${orders.length} orders of one item`
        return bookkeeping(world, itemId, buyers)
      },
    }
  },
}

/**
 * The same without the transaction: whoever comes looks whether it may still be done, and then writes that it is.
 * @param allowed how often it may be done @param comers how many come
 */
export function readThenWrite(name: string, allowed: number, comers: number): Race {
  return {
    name,
    async prepare(world) {
      const marks = world.modules.cloud.collection<Mark>('race_marks')
      const _id = newId()
      await marks.addOrGet({ _id, value: 0 })
      let done = 0
      const come = async () => {
        if (((await marks.get(_id))?.value ?? 0) >= allowed) return
        await marks.update(_id, { value: world.modules.cloud.increasedBy(1) })
        done += 1
      }
      return {
        actors: upTo(comers).map(() => come),
        check: async () => (done === allowed ? undefined : `done ${done} times`),
      }
    },
  }
}

/** The member confirms twice, gives up, and the timer lets the reservation lapse, all at once. */
const oneOrder: Race = {
  name: 'confirm, confirm, cancel and lapse of one order',
  async prepare(world) {
    const { mall, items } = await situationOf(world)
    const itemId = await itemLike(world, items.goods, 1)
    const ann = await buyer(world)
    const orderId = await mall.reserve(ann, itemId)
    // Its time is over in a moment: the timer that runs beside is there already.
    const soon = Date.now() + 60_000
    await setFields(world, 'mall_orders', orderId, { dueAt: soon })
    await setFields(world, 'point_holds', orderId, { expiresAt: soon })
    const confirm = () => world.invoke(ann, 'mall.confirmOrder', { orderId, address: ADDRESS })
    const cancel = () => world.invoke(ann, 'mall.cancelOrder', { orderId })
    const timer = world.modules.mallJobs.mallJobs.find(({ name }) => name === 'mall.advanceOrders')
    const lapse = async () => {
      await timer?.run({ ...systemContext(soon), cursor: undefined, period: '' })
    }
    return {
      actors: [confirm, confirm, cancel, lapse],
      async check(outcomes) {
        if (internal(outcomes)) return JSON.stringify(outcomes)
        return (await bookkeeping(world, itemId, [ann])) ?? (await stepsOf(world, orderId))
      },
    }
  },
}

async function stepsOf(
  { emulator: { database } }: InProcessWorld,
  orderId: string,
): Promise<string | undefined> {
  const order = await stored(database, 'mall_orders', orderId)
  const steps: { state: string }[] = Array.isArray(order?.steps) ? order.steps : []
  const taken = steps.map(({ state }) => state).join(' ')
  const legal = ['reserved cancelled', 'reserved confirmed', 'reserved confirmed refunded']
  if (!legal.includes(taken)) return `it went ${taken}`
  const entries = await database.find('point_entries', {
    query: { _id: { $in: [`settle:${orderId}`, `refund:${orderId}`] } },
  })
  const wanted = taken.split(' ').length - 1
  return entries.length === wanted ? undefined : `${taken} with ${entries.length} entries`
}

/** One member, three orders at once of an item that each may order twice. */
const limit: Race = {
  name: 'orders of one member up to a limit',
  async prepare(world) {
    const { items } = await situationOf(world)
    const itemId = await itemLike(world, items.goods, 4, { perMemberMax: 2 })
    const ann = await buyer(world)
    const ask = () => world.invoke(ann, 'mall.placeOrder', place(itemId))
    return {
      actors: [ask, ask, ask],
      async check(outcomes) {
        if (internal(outcomes)) return JSON.stringify(outcomes)
        const won = accepted(outcomes).length
        return won === 2 ? bookkeeping(world, itemId, [ann]) : `${won} orders where two may be`
      },
    }
  },
}

/** Staff scan a code twice while its owner gives the order back. */
const serviceCode: Race = {
  name: 'a code scanned twice, and its order given back',
  async prepare(world) {
    const { mall, items } = await situationOf(world)
    const itemId = await itemLike(world, items.service, 1)
    const ann = await buyer(world)
    const orderId = await mall.order(ann, itemId)
    const { code } = await mall.call(ann, 'mall.revealCode', { orderId })
    const scan = () => world.invoke(mall.staff, 'mall.redeemCode', { requestId: newId(), code })
    const cancel = () => world.invoke(ann, 'mall.cancelOrder', { orderId })
    return {
      actors: [scan, scan, cancel],
      async check(outcomes) {
        if (internal(outcomes)) return JSON.stringify(outcomes)
        const won = accepted(outcomes).length
        return won === 1 ? bookkeeping(world, itemId, [ann]) : `${won} of three went through`
      },
    }
  },
}

/** Looking at a third party's code, and giving the order back. */
const reveal: Race = {
  name: 'a code that is looked at while its order is given back, twice',
  async prepare(world) {
    const { mall, items } = await situationOf(world)
    const itemId = await itemWithCode(world, items.code)
    const ann = await buyer(world)
    const orderId = await mall.order(ann, itemId)
    const look = () => world.invoke(ann, 'mall.revealCode', { orderId })
    const cancel = () => world.invoke(ann, 'mall.cancelOrder', { orderId })
    return {
      actors: [look, cancel, cancel],
      async check(outcomes) {
        if (internal(outcomes)) return JSON.stringify(outcomes)
        const [looked, ...cancelled] = outcomes.map((outcome) => accepted([outcome]).length === 1)
        if (looked === cancelled.some(Boolean)) return looked ? 'seen and given back' : 'neither'
        return bookkeeping(world, itemId, [ann])
      },
    }
  },
}

/** One coupon on two orders at once. */
const coupon: Race = {
  name: 'one coupon on two orders',
  async prepare(world) {
    const { mall, items } = await situationOf(world)
    const itemId = await itemLike(world, items.goods, 2)
    const ann = await buyer(world)
    const { coupon: mine } = await mall.call(ann, 'mall.claimCoupon', { templateKey: 'newcomer' })
    await setFields(world, 'coupons', mine.couponId, { minPrice: 0 })
    const ask = () => world.invoke(ann, 'mall.placeOrder', { ...place(itemId), couponIds: [mine.couponId] })
    return {
      actors: [ask, ask],
      async check(outcomes) {
        if (internal(outcomes)) return JSON.stringify(outcomes)
        const isRefused = JSON.stringify(outcomes).includes('COUPON_UNUSABLE')
        return accepted(outcomes).length === 1 && isRefused ? undefined : JSON.stringify(outcomes)
      },
    }
  },
}

/** The mall's races. */
export const MALL_RACES: readonly ControlledRace[] = [
  {
    seeds: SEEDS,
    race: lastItem,
    control: readThenWrite('a stock that is read and then counted down', 1, 3),
  },
  {
    seeds: SEEDS,
    race: oneOrder,
    control: readThenWrite('an order that is read, and settled by what was read', 1, 3),
  },
  { seeds: SEEDS, race: limit, control: readThenWrite('a limit that is looked at and then counted', 2, 3) },
  {
    seeds: SEEDS,
    race: serviceCode,
    control: readThenWrite('a code that is looked up and then redeemed', 1, 2),
  },
  {
    seeds: SEEDS,
    race: reveal,
    control: readThenWrite('a code that is read, and refunded by what was read', 1, 2),
  },
  { seeds: SEEDS, race: coupon, control: readThenWrite('a coupon that is looked at and then used', 1, 2) },
]
