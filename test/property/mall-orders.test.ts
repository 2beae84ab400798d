/**
 * Orders through the real actions against a plain model of what everybody has: in whatever order members order, confirm,
 * give up and are sent things, and time goes by, nothing is sold twice and no point is lost or made.
 */
import fc from 'fast-check'
import { RESERVED_MS } from '../../contract/limits'
import type { OrderState } from '../../contract/mall-shapes'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../support/in-process'
import { ADDRESS, type Mall } from '../support/mall'
import { bookkeeping, buyer, itemLike, PRICE, situationOf } from '../support/mall-situations'
import { newId } from '../support/situations'

/** Each run is some hundred calls: `MALL_RUNS` asks for more. */
const RUNS = Number(process.env.MALL_RUNS ?? 4)
const COMMANDS_MAX = 25
const STOCK = 3
const LIMIT = 2
const START = 100

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

type Verb = 'place' | 'confirm' | 'cancel' | 'ship' | 'receive' | 'refund' | 'lapse'
interface Command {
  readonly verb: Verb
  /** Which of the two members, and which of the orders so far. */
  readonly who: number
  readonly order: number
}

const commands = fc.array(
  fc.record({
    verb: fc.constantFrom<Verb>(
      'place',
      'place',
      'confirm',
      'confirm',
      'cancel',
      'ship',
      'receive',
      'refund',
      'lapse',
    ),
    who: fc.integer({ min: 0, max: 1 }),
    order: fc.integer({ min: 0, max: 5 }),
  }),
  { minLength: 10, maxLength: COMMANDS_MAX },
)

interface ModelOrder {
  readonly orderId: string
  readonly who: number
  state: OrderState
}

/** What must be answered, by what there is: it knows states and counts, no slots, holds or limits. */
class Model {
  readonly orders: ModelOrder[] = []
  /** Pieces that were sent and given back do not return. */
  gone = 0

  standing(who?: number): number {
    return this.orders.filter((each) => isStanding(each) && (who === undefined || each.who === who)).length
  }

  mayPlace(who: number): 'ok' | 'SOLD_OUT' | 'LIMIT_REACHED' {
    if (this.standing() + this.gone >= STOCK) return 'SOLD_OUT'
    return this.standing(who) >= LIMIT ? 'LIMIT_REACHED' : 'ok'
  }
}

const isStanding = ({ state }: ModelOrder) => state !== 'cancelled' && state !== 'refunded'

/** Where a verb leads an order, and what it answers when it leads nowhere. */
const WAYS: Readonly<
  Record<Exclude<Verb, 'place' | 'lapse'>, Partial<Record<OrderState, OrderState | 'same'>>>
> = {
  confirm: { reserved: 'confirmed', confirmed: 'same', fulfilled: 'same', done: 'same' },
  cancel: { reserved: 'cancelled', confirmed: 'refunded', cancelled: 'same', refunded: 'same' },
  ship: { confirmed: 'fulfilled', fulfilled: 'same' },
  receive: { fulfilled: 'done', done: 'same' },
  refund: { confirmed: 'refunded', fulfilled: 'refunded', done: 'refunded', refunded: 'same' },
}

async function play(steps: readonly Command[]): Promise<void> {
  const { mall, items } = await situationOf(world)
  const itemId = await itemLike(world, items.goods, STOCK, { perMemberMax: LIMIT })
  const people = [await buyer(world), await buyer(world)] as const
  const model = new Model()
  for (const step of steps) {
    const person = people[step.who] ?? people[0]
    if (step.verb === 'place') await place(mall, model, step.who, person, itemId)
    else if (step.verb === 'lapse') await lapse(mall, model)
    else await move(mall, model, step, people)
    expect(await bookkeeping(world, itemId, people, model.gone)).toBeUndefined()
  }
  const held = model.orders.filter(({ state }) => state === 'reserved').length * PRICE
  const spent = model.orders.filter((each) => isStanding(each) && each.state !== 'reserved').length * PRICE
  const balances = await Promise.all(people.map((each) => mall.balanceOf(each)))
  expect(balances.reduce((sum, each) => sum + each.held, 0)).toBe(held)
  expect(balances.reduce((sum, each) => sum + each.available, 0)).toBe(2 * START - held - spent)
}

async function place(mall: Mall, model: Model, who: number, person: Caller, itemId: string): Promise<void> {
  const input = { requestId: newId(), itemId, shownPrice: PRICE }
  const expected = model.mayPlace(who)
  if (expected !== 'ok') return expect(await mall.refusal(person, 'mall.placeOrder', input)).toBe(expected)
  const { order } = await mall.call(person, 'mall.placeOrder', input)
  model.orders.push({ orderId: order.orderId, who, state: 'reserved' })
}

async function lapse(mall: Mall, model: Model): Promise<void> {
  await mall.run('mall.advanceOrders', Date.now() + RESERVED_MS + 1)
  for (const order of model.orders) if (order.state === 'reserved') order.state = 'cancelled'
}

async function move(
  mall: Mall,
  model: Model,
  { verb, order }: Command,
  people: readonly Caller[],
): Promise<void> {
  const found = model.orders[order]
  const owner = found && people[found.who]
  if (!found || !owner || verb === 'place' || verb === 'lapse') return
  const { orderId } = found
  const answers = {
    confirm: () => mall.refusal(owner, 'mall.confirmOrder', { orderId, address: ADDRESS }),
    cancel: () => mall.refusal(owner, 'mall.cancelOrder', { orderId }),
    ship: () =>
      mall.refusal(mall.staff, 'mall.shipOrder', { orderId, carrier: '顺丰', number: 'SF12345678' }),
    receive: () => mall.refusal(owner, 'mall.receiveOrder', { orderId }),
    refund: () => mall.refusal(mall.staff, 'mall.refundOrder', { orderId, reason: '碎了' }),
  }
  const to = WAYS[verb][found.state]
  const isLegal = to !== undefined
  expect([verb, found.state, (await answers[verb]()) === 'ok']).toEqual([verb, found.state, isLegal])
  if (to === undefined || to === 'same') return
  if (to === 'refunded' && found.state !== 'confirmed') model.gone += 1
  found.state = to
}

test('orders do what a plain model of them does, and every illegal step is refused', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => play(steps)),
    { numRuns: RUNS, endOnFailure: true },
  )
})
