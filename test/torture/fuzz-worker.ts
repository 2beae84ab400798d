/** One slice of the fuzz campaign: `fuzz-worker.ts {seed} {tries}` writes what it found as one line of JSON. */
import * as z from 'zod'
import { FUZZED, Fuzzer } from '../support/fuzz'
import { castOf } from '../support/fuzz-stage'
import { createInProcessWorld } from '../support/in-process'
import { randomFrom } from './campaign'
import { tellFound } from './worker'

/** `accepted` by action; `wrong` is the first thing that was, and ends the slice. */
export const fuzzedSlice = z.object({
  accepted: z.record(z.string(), z.number()),
  wrong: z.string().optional(),
})
export type FuzzedSlice = z.output<typeof fuzzedSlice>

async function tryAll(seed: number, tries: number): Promise<FuzzedSlice> {
  const world = await createInProcessWorld()
  const accepted: Record<string, number> = {}
  try {
    const fuzzer = new Fuzzer(world, await castOf(world))
    const random = randomFrom(seed)
    for (const action of FUZZED) {
      accepted[action] = 0
      for (let n = 0; n < tries; n += 1) {
        const { isAccepted, wrong } = await fuzzer.tryHostile(action, random)
        if (wrong !== undefined) return { accepted, wrong: `seed ${seed}: ${wrong}` }
        if (isAccepted) accepted[action] += 1
      }
    }
    return { accepted }
  } finally {
    await world.close()
  }
}

if (require.main === module) {
  const [seed, tries] = process.argv.slice(2).map(Number)
  tryAll(seed ?? 1, tries ?? 1).then(tellFound)
}
