/** One job of a domain, run in this process to its end. */
import type { Job } from '../../cloudfunctions/kit/jobs'
import { IMPATIENT } from './impatient'
import type { InProcessWorld } from './in-process'
import { newId } from './situations'

/** Runs a job slice by slice, at an instant; answers what it has repaired. */
export async function runJob(
  { modules: { door } }: InProcessWorld,
  jobs: readonly Job[],
  name: string,
  now = Date.now(),
): Promise<number> {
  const job = jobs.find((each) => each.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  let repaired = 0
  let cursor: string | undefined
  const about = { requestId: newId(), now, newId: () => newId(), randomKey: newId, period: '' }
  await door.withDoor(IMPATIENT, async () => {
    do {
      const outcome = await job.run({ ...about, cursor })
      repaired += outcome.repaired
      cursor = outcome.next
    } while (cursor !== undefined)
  })
  return repaired
}
