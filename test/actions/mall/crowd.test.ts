/**
 * Many buyers for a few items at once: so many orders, so many debits, and everybody else is told that it is sold out.
 * `npm run torture crowd` lets five hundred come for ten.
 */
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { crowd } from '../../support/mall-crowd'

const BUYERS = 60
const STOCK = 5

/** A cloud that is slow to answer each call, so that others are quicker more often. */
const SLOW_CALL_MS = 40

let world: InProcessWorld
afterEach(() => world.close())

test(`${BUYERS} buyers for ${STOCK} items: ${STOCK} orders, no error but SOLD_OUT`, async () => {
  world = await createInProcessWorld()
  const { answers, orders, debits, wrong } = await crowd(world, BUYERS, STOCK)
  expect({ answers, orders, debits, wrong }).toEqual({
    answers: { ok: STOCK, SOLD_OUT: BUYERS - STOCK },
    orders: STOCK,
    debits: STOCK,
    wrong: undefined,
  })
})

test('in a slow cloud too everybody is answered: asked again by the same requestId nobody orders twice', async () => {
  world = await createInProcessWorld(SLOW_CALL_MS)
  const { answers, orders, debits, wrong, waitedMs } = await crowd(world, 24, 3)
  expect({ answers, orders, debits, wrong, answered: waitedMs.length }).toEqual({
    answers: { ok: 3, SOLD_OUT: 21 },
    orders: 3,
    debits: 3,
    wrong: undefined,
    answered: 24,
  })
})
