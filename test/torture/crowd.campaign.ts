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
  const waitedMs: number[] = []
  const world = await createInProcessWorld()
  try {
    for (let round = 0; round < rounds && wrong.length === 0; round += 1) {
      const sale = await crowd(world, BUYERS, STOCK)
      const { ok = 0, SOLD_OUT = 0 } = sale.answers
      if (ok !== STOCK || SOLD_OUT !== BUYERS - STOCK) wrong.push(`answers: ${JSON.stringify(sale.answers)}`)
      if (sale.orders !== STOCK || sale.debits !== STOCK)
        wrong.push(`${sale.orders} orders, ${sale.debits} debits`)
      if (sale.wrong !== undefined) wrong.push(sale.wrong)
      waitedMs.push(...sale.waitedMs)
      tell(`sale ${round + 1}: all answered within ${Math.round(sale.waitedMs.at(-1) ?? 0)} ms`)
    }
  } finally {
    await world.close()
  }
  waitedMs.sort((a, b) => a - b)
  const figures = { 'answer p50, ms': at(0.5), 'answer p99, ms': at(0.99), 'slowest answer, ms': at(1) }
  return { wrong, figures: { buyers: waitedMs.length, ...figures } }

  function at(share: number): number {
    return Math.round(waitedMs[Math.max(0, Math.ceil(share * waitedMs.length) - 1)] ?? 0)
  }
}
