/** What tests need of a mall: people with points, items with stock, orders on their way. */
import { earn } from '../../cloudfunctions/points/ledger'
import type { ActionName, Envelope, Input, Output } from '../../contract/index'
import type { Address, Grant } from '../../contract/mall-shapes'
import type { Caller, InProcessWorld } from './in-process'
import { runJob } from './run-job'
import { newId } from './situations'

export const ADDRESS: Address = {
  name: '安安',
  phone: '13800001111',
  region: '浙江省杭州市西湖区',
  detail: '文一路 100 号',
}

/** What an item is made with besides its kind. */
export type ItemWishes = Partial<Omit<Input<'mall.saveItem'>, 'requestId' | 'grant'>>

/** A mall in a world, run by one who may. */
export class Mall {
  constructor(
    readonly world: InProcessWorld,
    readonly staff: Caller,
  ) {}

  /** Opens a mall: with it somebody who runs it. */
  static async open(world: InProcessWorld): Promise<Mall> {
    const staff = await world.newcomer('Staff')
    await setFields(world, 'members', staff.memberId, { roles: ['operator'] })
    return new Mall(world, staff)
  }

  /** Somebody who has so many points, and as many XP if nothing else is said. */
  async buyer(points: number, xp = points): Promise<Caller> {
    const buyer = await this.world.newcomer(`B ${newId().slice(0, 8)}`)
    await this.givePoints(buyer, points, xp)
    return buyer
  }

  async givePoints({ memberId }: Caller, points: number, xp = points): Promise<void> {
    const { pointsStore, transaction } = this.world.modules
    const at = Date.now()
    const key = `test:${newId()}`
    const reason = { what: 'thanks' } as const
    const book: Parameters<typeof pointsStore.append>[1]['book'] = (account) => ({
      booking: earn(account, { from: 'mint:test', points, xp }, at),
    })
    await transaction.inTransaction((tx) =>
      pointsStore.append(tx, { key, memberId, kind: 'earn', reason, asked: {}, at, book }),
    )
  }

  /** What an account holds. */
  async balanceOf({ memberId }: Caller): Promise<{ available: number; held: number; debt: number }> {
    const { available, held, debt } = await this.world.modules.pointsStore.findAccount(memberId)
    return { available, held, debt }
  }

  /** A listed item with so much stock; `undefined` for one there is no end of. */
  async item(grant: Grant, stock: number | undefined, wishes: ItemWishes = {}): Promise<string> {
    const said = { name: '打蛋器', words: '不锈钢，很顺手', photoIds: [], price: 10, level: 1, flash: false }
    const counted = stock !== undefined
    const wanted = { requestId: newId(), grant, ...said, counted, ...wishes }
    const { itemId } = await this.call(this.staff, 'mall.saveItem', wanted)
    if (stock !== undefined && stock > 0) await this.fill(itemId, grant, stock)
    await this.call(this.staff, 'mall.setItemState', { itemId, state: 'listed' })
    return itemId
  }

  private async fill(itemId: string, grant: Grant, count: number): Promise<void> {
    const codes = Array.from({ length: count }, () => `CODE-${newId()}`)
    if (grant.kind === 'code') await this.call(this.staff, 'mall.importCodes', { itemId, codes })
    else await this.call(this.staff, 'mall.restock', { requestId: newId(), itemId, count })
  }

  /** Reserves an item; answers the order's id. */
  async reserve(buyer: Caller, itemId: string, couponIds: string[] = []): Promise<string> {
    const { item } = await this.call(buyer, 'mall.getItem', { itemId })
    const input = { requestId: newId(), itemId, shownPrice: item.price, couponIds }
    return (await this.call(buyer, 'mall.placeOrder', input)).order.orderId
  }

  /** Reserves an item and confirms it. */
  async order(buyer: Caller, itemId: string, couponIds: string[] = []): Promise<string> {
    const orderId = await this.reserve(buyer, itemId, couponIds)
    await this.call(buyer, 'mall.confirmOrder', { orderId, address: ADDRESS })
    return orderId
  }

  /** Calls an action; throws its code when it is refused. */
  async call<A extends ActionName>(caller: Caller, action: A, input: Input<A>): Promise<Output<A>> {
    const envelope = await this.world.invoke(caller, action, input)
    if (!envelope.ok) throw new Error(`${action}: ${envelope.error.code}`)
    // What comes over the wire was parsed by the server with the schema of this very action.
    return envelope.data as Output<A>
  }

  /** The code with which an action refuses an input; `ok` when it does not. */
  async refusal<A extends ActionName>(caller: Caller, action: A, input: Input<A>): Promise<string> {
    return codeOf(await this.world.invoke(caller, action, input))
  }

  /** Runs one of the mall's jobs to its end, at an instant. */
  run(job: string, now = Date.now()): Promise<number> {
    return runJob(this.world, this.world.modules.mallJobs.mallJobs, job, now)
  }
}

/** The code of an answer; `ok` of one that is none. */
export function codeOf(envelope: Envelope<unknown>): string {
  return envelope.ok ? 'ok' : envelope.error.code
}

/** Changes fields of a stored document behind the functions' backs. */
export async function setFields(
  { emulator: { database } }: InProcessWorld,
  name: string,
  _id: string,
  fields: Readonly<Record<string, string | number | readonly string[]>>,
): Promise<void> {
  await database.modify(name, {
    query: { _id },
    data: { $set: { ...fields } },
    multi: false,
    merge: true,
    upsert: false,
  })
}
