/** A flash sale: five hundred buyers for ten items at once, on the workers of the function. A round is one sale. */
import { createInProcessWorld } from '../support/in-process'
import { crowd } from '../support/mall-crowd'
import type { CampaignOptions, CampaignResult } from './campaign'

export const about =
  'Five hundred buyers for ten items at once: ten orders, ten debits, and everybody else is told that it is sold out.'
export const rounds = 3

const BUYERS = 500
const STOCK = 10

export async function run({ rounds, tell }: CampaignOptions): Promise<CampaignResult> {
  const wrong: string[] = []
  let slowestMs = 0
  const world = await createInProcessWorld()
  try {
    for (let round = 0; round < rounds && wrong.length === 0; round += 1) {
      const sale = await crowd(world, BUYERS, STOCK)
      const { ok = 0, SOLD_OUT = 0 } = sale.answers
      if (ok !== STOCK || SOLD_OUT !== BUYERS - STOCK) wrong.push(`answers: ${JSON.stringify(sale.answers)}`)
      if (sale.orders !== STOCK || sale.debits !== STOCK)
        wrong.push(`${sale.orders} orders, ${sale.debits} debits`)
      if (sale.wrong !== undefined) wrong.push(sale.wrong)
      slowestMs = Math.max(slowestMs, sale.slowestMs)
      tell(`sale ${round + 1}: all answered within ${Math.round(sale.slowestMs)} ms`)
    }
  } finally {
    await world.close()
  }
  return { wrong, figures: { buyers: BUYERS * rounds, 'slowest answer, ms': Math.round(slowestMs) } }
}
