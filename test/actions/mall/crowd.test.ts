/**
 * Many buyers for a few items at once: so many orders, so many debits, and everybody else is told that it is sold out.
 * `npm run torture crowd` lets five hundred come for ten.
 */
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { crowd } from '../../support/mall-crowd'

const BUYERS = 60
const STOCK = 5

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

test(`${BUYERS} buyers for ${STOCK} items: ${STOCK} orders, no error but SOLD_OUT`, async () => {
  const { answers, orders, debits, wrong } = await crowd(world, BUYERS, STOCK)
  expect({ answers, orders, debits, wrong }).toEqual({
    answers: { ok: STOCK, SOLD_OUT: BUYERS - STOCK },
    orders: STOCK,
    debits: STOCK,
    wrong: undefined,
  })
})
