/** Many who want the same few things at the same moment. */
import type { Envelope, Input } from '../../contract/index'
import type { Caller, InProcessWorld } from './in-process'
import { codeOf } from './mall'
import { bookkeeping, buyer, itemLike, ordersOf, PRICE, situationOf } from './mall-situations'
import { newId } from './situations'

/** What became of everybody. */
export interface Crowd {
  /** How many were answered with each code; `ok` for those who got one. */
  readonly answers: Readonly<Record<string, number>>
  readonly orders: number
  /** Entries that debit somebody for this item. */
  readonly debits: number
  /** What is wrong between orders, stock and accounts. */
  readonly wrong: string | undefined
  /** How long each of them waited for an answer, the shortest first. */
  readonly waitedMs: readonly number[]
}

/** Lets so many buyers order an item of this stock at once, each on a worker of the function as phones do. */
export async function crowd(world: InProcessWorld, buyers: number, stock: number): Promise<Crowd> {
  const { items } = await situationOf(world)
  const itemId = await itemLike(world, items.goods, stock)
  const people: Caller[] = []
  for (let n = 0; n < buyers; n += 1) people.push(await buyer(world))
  const waitedMs: number[] = []
  const envelopes = await Promise.all(
    people.map(async (each) => {
      const beganAt = performance.now()
      const envelope = await answerTo(world, each, itemId)
      waitedMs.push(performance.now() - beganAt)
      return envelope
    }),
  )
  const answers: Record<string, number> = {}
  for (const envelope of envelopes) answers[codeOf(envelope)] = (answers[codeOf(envelope)] ?? 0) + 1
  const { database } = world.emulator
  const orders = await ordersOf(database, itemId, people)
  const holds = await Promise.all(
    orders.map(({ _id }) => database.find('point_entries', { query: { _id: `hold:${_id}` } })),
  )
  const wrong = await bookkeeping(world, itemId, people)
  waitedMs.sort((a, b) => a - b)
  return { answers, orders: orders.length, debits: holds.flat().length, wrong, waitedMs }
}

/** What a phone comes to know: where it is told that others were quicker, it asks again by the same requestId. */
async function answerTo(world: InProcessWorld, buyer: Caller, itemId: string): Promise<Envelope<unknown>> {
  const requestId = newId()
  for (;;) {
    const envelope = await ask(world, buyer, { requestId, itemId, shownPrice: PRICE })
    if (codeOf(envelope) !== 'BUSY') return envelope
  }
}

async function ask(
  { emulator: { functions } }: InProcessWorld,
  { openid }: Caller,
  input: Input<'mall.placeOrder'>,
): Promise<Envelope<unknown>> {
  const event = { action: 'mall.placeOrder', input }
  const { json, error } = await functions.invoke('mall', event, { identity: { openid }, source: 'wx_client' })
  if (json === undefined) throw new Error(`mall failed: ${error?.errorMessage}`)
  return JSON.parse(json)
}
