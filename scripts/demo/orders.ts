/**
 * What some members of the demo community have redeemed: through the mall's own actions, so that holds, stock, sealed
 * codes and addresses are the real ones. An order of each kind and state is there to be looked at.
 */
import type { Address } from '../../contract/mall-shapes'
import type { Emulator } from '../../emulator/types'
import type { DemoMall } from './mall'
import { OPENIDS } from './people'
import { playerOf } from './player'

/** Codes of the third party that the bookshop's item is for; nobody can use them. */
const POOL = Array.from({ length: 20 }, (_, n) => `SHUFANG-2026-${String(n + 1).padStart(4, '0')}`)
const ADDRESS: Address = {
  ...{ name: '林小满', phone: '13800001111' },
  ...{ region: '浙江省杭州市西湖区', detail: '文一路 1 号' },
}

/** Who redeems what, and how far it has come. */
interface ToldOrder {
  readonly openid: string
  readonly item: string
  readonly goesOn?: 'shipped' | 'revealed' | 'given back'
}

const TOLD: readonly ToldOrder[] = [
  { openid: OPENIDS.member, item: '烘焙油纸一卷', goesOn: 'shipped' },
  { openid: OPENIDS.member, item: '小书房电子书一本' },
  { openid: OPENIDS.member, item: '合作面包房美式一杯' },
  { openid: OPENIDS.instructor, item: '小书房电子书一本', goesOn: 'revealed' },
  { openid: OPENIDS.instructor, item: '合作面包房美式一杯', goesOn: 'given back' },
]

/** Fills the pool and makes the orders. @throws Error for what the mall refuses: the demo is wrong then */
export async function placeOrders(emulator: Emulator, { items }: DemoMall): Promise<void> {
  const operator = playerOf(emulator, OPENIDS.operator)
  for (const { _id: itemId, grant } of items)
    if (grant.kind === 'code') await operator.call('mall.importCodes', { itemId, codes: POOL })
  for (const [place, { openid, item: name, goesOn }] of TOLD.entries()) {
    const item = items.find((each) => each.name === name)
    if (!item) throw new Error(`the demo mall has no ${name}`)
    const member = playerOf(emulator, openid)
    const wish = {
      requestId: `demo-order-${place}`.padEnd(20, '0'),
      itemId: item._id,
      shownPrice: item.price,
    }
    const { orderId } = (await member.call('mall.placeOrder', wish)).order
    await member.call('mall.confirmOrder', {
      orderId,
      ...(item.grant.kind === 'goods' ? { address: ADDRESS } : {}),
    })
    if (goesOn === 'shipped')
      await operator.call('mall.shipOrder', { orderId, carrier: '顺丰速运', number: 'SF1234567890123' })
    if (goesOn === 'revealed') await member.call('mall.revealCode', { orderId })
    if (goesOn === 'given back') await member.call('mall.cancelOrder', { orderId })
  }
}
