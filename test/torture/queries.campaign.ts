/** Random documents, random indexes, random queries: the answer through indexes is that of a plain scan, always. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import * as z from 'zod'
import { openDatabase } from '../../emulator/database/database'
import { anyRequest, documents, indexSpecs } from '../property/database-arbitraries'
import { difference, makeTwins } from '../property/indexes-and-scans'
import { type CampaignOptions, type CampaignResult, SavedState } from './campaign'

export const about = 'random queries: the answer through indexes equals a plain scan'
/** Queries. */
export const rounds = 10_000

const QUERIES_OF_A_COLLECTION = 25
/** Collections in one database, which is thrown away afterwards. */
const COLLECTIONS = 40
const stateSchema = z.object({ round: z.number() })

const world = fc.record({
  all: documents,
  specs: indexSpecs,
  requests: fc.array(anyRequest, {
    minLength: QUERIES_OF_A_COLLECTION,
    maxLength: QUERIES_OF_A_COLLECTION,
  }),
})

export async function run({ rounds, seed, dir, tell }: CampaignOptions): Promise<CampaignResult> {
  const saved = new SavedState(join(dir, 'state.json'), stateSchema)
  let { round } = saved.load({ round: 0 })
  while (round < rounds) {
    const wrong = await compareInOneDatabase(seed * 1_000_003 + round)
    round += COLLECTIONS * QUERIES_OF_A_COLLECTION
    if (wrong) return { wrong: [wrong], figures: { queries: round } }
    saved.save({ round })
    tell(`${round} queries: each answered as a plain scan does`)
  }
  return { wrong: [], figures: { queries: round } }
}

async function compareInOneDatabase(seed: number): Promise<string | undefined> {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-queries-'))
  const database = await openDatabase(dir, { allowScans: true })
  try {
    for (const [at, { all, specs, requests }] of fc.sample(world, { seed, numRuns: COLLECTIONS }).entries()) {
      const twins = await makeTwins(database, `c${at}`, specs, all)
      for (const request of requests) {
        const found = await difference(database, twins, request)
        if (found) return `${found}, with the indexes ${JSON.stringify(specs)}`
      }
    }
    return undefined
  } finally {
    await database.close()
    rmSync(dir, { recursive: true })
  }
}
