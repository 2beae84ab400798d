/** The writes of the mall that every fault is tried at: reserving, confirming, giving up, giving back. */
import type { ActionName, Input } from '../../contract/index'
import { demand, type FaultySubject } from './fault-subject'
import type { Caller, InProcessWorld } from './in-process'
import { ADDRESS } from './mall'
import { bookkeeping, buyer, itemLike, ordersOf, PRICE, situationOf } from './mall-situations'
import { newId, stored } from './situations'

/** Each of these is two dozen calls; coprime to the five kinds of faults, as the others' is. */
const SAMPLE = 23

/** Somebody, and an item with one piece that they may have begun to order. */
interface Beginning {
  readonly who: Caller
  readonly itemId: string
}

/** A trial of one action on an order of a fresh buyer. */
function subject<A extends ActionName>(
  action: A,
  name: string,
  begin: (world: InProcessWorld, at: Beginning) => Promise<Input<A>>,
  doneState: string,
): FaultySubject {
  return {
    name,
    sample: SAMPLE,
    async prepare(world) {
      const { items } = await situationOf(world)
      const who = await buyer(world)
      const itemId = await itemLike(world, items.goods, 1)
      const input = await begin(world, { who, itemId })
      return {
        work: () => world.invoke(who, action, input),
        async check(isDone) {
          const { database } = world.emulator
          const wrong = await bookkeeping(world, itemId, [who])
          demand(wrong === undefined, wrong ?? '')
          const [order] = await ordersOf(database, itemId, [who])
          demand(!isDone || order?.state === doneState, `done, and ${order?.state}`)
          const slots = await database.find('mall_slots', { query: { itemId, state: 'taken' } })
          const item = await stored(database, 'mall_items', itemId)
          demand(item?.takenCount === slots.length, `${slots.length} taken, counted as ${item?.takenCount}`)
        },
      }
    },
  }
}

async function reserved(world: InProcessWorld, { who, itemId }: Beginning): Promise<string> {
  return (await situationOf(world)).mall.reserve(who, itemId)
}
async function confirmed(world: InProcessWorld, { who, itemId }: Beginning): Promise<string> {
  return (await situationOf(world)).mall.order(who, itemId)
}

export const MALL_SUBJECTS: readonly FaultySubject[] = [
  subject(
    'mall.placeOrder',
    'mall.placeOrder',
    async (_world, { itemId }) => ({ requestId: newId(), itemId, shownPrice: PRICE }),
    'reserved',
  ),
  subject(
    'mall.confirmOrder',
    'mall.confirmOrder',
    async (world, at) => ({ orderId: await reserved(world, at), address: ADDRESS }),
    'confirmed',
  ),
  subject(
    'mall.cancelOrder',
    'mall.cancelOrder',
    async (world, at) => ({ orderId: await reserved(world, at) }),
    'cancelled',
  ),
  subject(
    'mall.cancelOrder',
    'mall.cancelOrder of a confirmed order',
    async (world, at) => ({ orderId: await confirmed(world, at) }),
    'refunded',
  ),
]
