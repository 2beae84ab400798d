/** Things of a mall for one batch of hostile inputs: what is used up by one try is there again for the next batch. */
import { DAY_MS } from '../../contract/limits'
import type { Caller, InProcessWorld } from './in-process'
import { Mall } from './mall'

/** More than all tries of a batch cost. */
const PLENTY = 1_000_000

export class MallStage {
  private readonly made = new Map<string, Promise<string>>()

  constructor(
    private readonly world: InProcessWorld,
    private readonly owner: Caller,
  ) {}

  goods = () => this.once('goods', (mall) => mall.item({ kind: 'goods' }, 5))
  codeItem = () => this.once('codeItem', (mall) => mall.item({ kind: 'code' }, 2))
  /** Something there is no end of. */
  endless = () =>
    this.once('endless', (mall) => mall.item({ kind: 'coupon', templateKey: 'newcomer' }, undefined))
  comingItem = () =>
    this.once('comingItem', (mall) =>
      mall.item({ kind: 'goods' }, 1, { opensAt: Date.now() + DAY_MS, flash: true }),
    )
  reservedGoods = () =>
    this.once('reservedGoods', async (mall) => mall.reserve(this.owner, await this.goods()))
  sentGoods = () =>
    this.once('sentGoods', async (mall) => {
      const orderId = await mall.order(this.owner, await this.goods())
      await mall.call(mall.staff, 'mall.shipOrder', { orderId, carrier: '顺丰', number: 'SF1234567890' })
      return orderId
    })
  service = () =>
    this.once('service', async (mall) => mall.order(this.owner, await mall.item({ kind: 'service' }, 1)))
  serviceCode = () =>
    this.once('serviceCode', async (mall) => {
      const orderId = await this.service()
      return (await mall.call(this.owner, 'mall.revealCode', { orderId })).code
    })

  private once(name: string, make: (mall: Mall) => Promise<string>): Promise<string> {
    const known = this.made.get(name) ?? this.withPoints(make)
    this.made.set(name, known)
    return known
  }

  /** The owner of the stage may run a mall, too. */
  private async withPoints(make: (mall: Mall) => Promise<string>): Promise<string> {
    const mall = new Mall(this.world, this.owner)
    const { available } = await mall.balanceOf(this.owner)
    if (available < PLENTY) await mall.givePoints(this.owner, PLENTY, 0)
    return make(mall)
  }
}
