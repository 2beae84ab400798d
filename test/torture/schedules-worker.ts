/**
 * One slice of the campaign of schedules: `schedules-worker.ts {race} {first seed} {seeds}` writes what it found as one
 * line of JSON.
 */
import * as z from 'zod'
import { createInProcessWorld } from '../support/in-process'
import { POST_RACES } from '../support/post-races'
import { RACES } from '../support/races'
import { runRace } from '../support/schedules'
import { RACE_COLLECTIONS } from '../support/situations'
import { tellFound } from './worker'

/** Every race that there is. */
export const ALL_RACES = [...RACES, ...POST_RACES].map(({ race }) => race)

export const racedSlice = z.object({ wrong: z.array(z.string()), orders: z.number() })

async function raceAll(name: string, firstSeed: number, seeds: number): ReturnType<typeof runRace> {
  const race = ALL_RACES.find((each) => each.name === name)
  if (!race) throw new Error(`there is no race named ${name}`)
  const world = await createInProcessWorld()
  await world.emulator.database.declareCollections(RACE_COLLECTIONS)
  try {
    return await runRace(world, race, firstSeed, seeds)
  } finally {
    await world.close()
  }
}

if (require.main === module) {
  const [name = '', firstSeed, seeds] = process.argv.slice(2)
  raceAll(name, Number(firstSeed), Number(seeds)).then(tellFound)
}
