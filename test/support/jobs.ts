/** Running the jobs of a test's world, at whatever time it is there. */

import { MINUTE_MS } from '../../contract/limits'
import type { Document } from '../../emulator/types'
import { storedDocument } from './documents'
import type { World } from './world'

/** What the dispatcher said of itself: runs as `{job}:{period}`. */
export interface Ticked {
  readonly done: readonly string[]
  readonly failed: readonly string[]
}

/** Runs the dispatcher once, as its timer does. */
export async function tick(world: World): Promise<Ticked> {
  const { json, error } = await world.emulator.timers.runNow('jobs', 'each-minute')
  if (json === undefined) throw new Error(`the jobs failed: ${error?.errorMessage}`)
  const envelope: { ok: boolean; data: Ticked } = JSON.parse(json)
  if (!envelope.ok) throw new Error(`the jobs were refused: ${json}`)
  return envelope.data
}

/** Lets time pass in the world without running the timers in between, and runs the dispatcher once at its end. */
export async function tickAfter(world: World, durationMs: number = MINUTE_MS): Promise<Ticked> {
  await world.emulator.clock.set(world.emulator.clock.now() + durationMs)
  return tick(world)
}

/** The document of a job's last run. */
export async function runOf(world: World, job: string, ticked: Ticked): Promise<Document> {
  const runId = ticked.done.find((id) => id.startsWith(`${job}:`))
  if (runId === undefined) throw new Error(`${job} was not run: ${JSON.stringify(ticked)}`)
  return storedDocument(world, 'job_runs', runId)
}
