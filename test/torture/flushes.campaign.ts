/** How many flushes an acknowledged write costs, counted by the system's own tracer. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CampaignOptions, CampaignResult } from './campaign'
import { countFlushes, type FlushCounts, hasTracer } from './flushes'

export const about = 'no write is acknowledged before its flush'
/** Acknowledged writes. */
export const rounds = 500

const CROWD = 32

export async function run({ rounds, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const isTraced = hasTracer()
  if (!isTraced)
    tell('strace is not installed: flushes are not counted, only what the file shows is looked at')
  const figures: Record<string, number | string> = {}
  const wrong: string[] = []
  for (const clients of [1, CROWD]) {
    const folder = join(dir, `${clients}-clients`)
    rmSync(folder, { recursive: true, force: true })
    const counts = await countFlushes({ dir: folder, writes: rounds, clients, isTraced })
    Object.assign(figures, figuresOf(counts, clients))
    if (counts.early > 0) wrong.push(`${counts.early} acknowledgements came before their commit`)
    const { flushes = rounds, metaWrites = rounds } = counts.traced ?? {}
    if (clients === 1 && Math.min(flushes, metaWrites) < rounds) {
      wrong.push(`${rounds} writes one after another made ${flushes} flushes and ${metaWrites} commits`)
    }
  }
  return { wrong, figures }
}

function figuresOf({ acknowledged, traced }: FlushCounts, clients: number): Record<string, number | string> {
  if (!traced) return { [`acknowledged to ${clients} at once`]: acknowledged }
  const per = (count: number) => (count / acknowledged).toFixed(2)
  return {
    [`flushes per acknowledged write, ${clients} at once`]: per(traced.flushes),
    [`flushed commits per acknowledged write, ${clients} at once`]: per(traced.metaWrites),
  }
}
