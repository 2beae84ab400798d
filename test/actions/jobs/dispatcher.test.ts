/** The dispatcher of jobs, with jobs made for the purpose: leases, cursors, failures, catching up, killed half way. */
import type { Job, SliceOutcome } from '../../../cloudfunctions/kit/jobs'
import { periodOf } from '../../../cloudfunctions/kit/period'
import { DAY_MS } from '../../../contract/limits'
import { runWithFault } from '../../support/faults'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { newId, systemContext } from '../../support/situations'

let world: InProcessWorld
beforeAll(async () => {
  world = await createInProcessWorld()
})
afterAll(() => world.close())

const NOW = Date.parse('2026-11-22T04:00:00Z')
const DONE: SliceOutcome = { handled: 1, repaired: 0 }
/** A job under a name of its own; `run` is told how often it was called before. */
function jobOf(run: Job['run'], more: Partial<Job> = {}): Job {
  return { name: `test.${newId()}`, every: 'day', missed: 'latest', run, ...more }
}
const dispatch = (jobs: readonly Job[], now = NOW) => world.modules.jobs.runDueJobs(jobs, systemContext(now))
const find = async (collection: string, _id: string) =>
  (await world.emulator.database.find(collection, { query: { _id } }))[0]

/** What a dispatcher that died leaves behind, once its lease has ended. */
async function expireLease(job: Job): Promise<void> {
  const query = { _id: `${job.name}:${periodOf(job.every, NOW)}` }
  const data = { $set: { leaseUntil: 0 } }
  await world.emulator.database.modify('job_runs', { query, data, multi: false, merge: true, upsert: false })
}

test('a job runs once in its period, slice after slice, and says how it fares', async () => {
  const cursors: (string | undefined)[] = []
  const job = jobOf(async ({ cursor }) => {
    cursors.push(cursor)
    return cursors.length < 3 ? { ...DONE, next: `at-${cursors.length}` } : { ...DONE, repaired: 5 }
  })
  expect(await dispatch([job])).toEqual({ done: [`${job.name}:2026-11-22`], failed: [] })
  expect(await dispatch([job])).toEqual({ done: [], failed: [] })
  expect(cursors).toEqual([undefined, 'at-1', 'at-2'])
  const run = { state: 'done', slices: 3, handled: 3, repaired: 5, failures: 0 }
  expect(await find('job_runs', `${job.name}:2026-11-22`)).toMatchObject(run)
  const health = { lastPeriod: '2026-11-22', failures: 0, lagMs: expect.any(Number) }
  expect(await find('jobs', job.name)).toMatchObject({ ...health, lastSuccessAt: expect.any(Number) })
})

test('jobs take turns: a long one does not keep a short one waiting', async () => {
  const order: string[] = []
  const long = jobOf(async ({ cursor }) => {
    order.push('long')
    return cursor === 'bb' ? DONE : { ...DONE, next: `${cursor ?? ''}b` }
  })
  const short = jobOf(async () => {
    order.push('short')
    return DONE
  })
  await dispatch([long, short])
  expect(order).toEqual(['long', 'short', 'long', 'long'])
})

test('a job that fails stops no other, is told, and is begun again where it was', async () => {
  let isBroken = true
  const cursors: (string | undefined)[] = []
  const bad = jobOf(async ({ cursor }) => {
    cursors.push(cursor)
    if (cursor === 'second' && isBroken) throw new Error('no such thing')
    return cursor === undefined ? { ...DONE, next: 'second' } : DONE
  })
  const good = jobOf(async () => DONE)
  const runId = `${bad.name}:2026-11-22`
  expect(await dispatch([bad, good])).toEqual({ done: [`${good.name}:2026-11-22`], failed: [runId] })
  expect(await find('jobs', bad.name)).toMatchObject({
    failures: 1,
    lastError: 'no such thing',
    lastPeriod: '',
  })
  // Not at once: whatever is broken would be met each second.
  expect(await dispatch([bad])).toEqual({ done: [], failed: [] })
  isBroken = false
  await expireLease(bad)
  expect(await dispatch([bad])).toEqual({ done: [runId], failed: [] })
  expect(cursors).toEqual([undefined, 'second', 'second'])
  expect(await find('jobs', bad.name)).toMatchObject({ failures: 0, lastPeriod: '2026-11-22' })
})

test('killed half way it goes on where it was, when the lease of the dead has ended', async () => {
  const cursors: (string | undefined)[] = []
  const job = jobOf(async ({ cursor }) => {
    cursors.push(cursor)
    return cursor === undefined ? { ...DONE, next: 'second' } : DONE
  })
  const { calls } = await runWithFault(world, () => dispatch([jobOf(job.run)]))
  cursors.length = 0
  // Its calls: health, its document, lease, then a save for each slice and the health again.
  await runWithFault(world, () => dispatch([job]), calls - 2, 'crash-before')
  expect(cursors).toEqual([undefined, 'second'])
  expect((await dispatch([job])).done).toEqual([])
  await expireLease(job)
  expect((await dispatch([job])).done).toHaveLength(1)
  expect(cursors).toEqual([undefined, 'second', 'second'])
})

test('who has lost the lease writes nothing any more', async () => {
  const job = jobOf(async ({ cursor }) => {
    if (cursor !== undefined) return DONE
    // While this slice lasts another dispatcher takes over, as after a pause longer than the lease.
    const query = { _id: `${job.name}:2026-11-22` }
    const data = { $set: { holder: 'somebody-else', cursor: 'far' } }
    await world.emulator.database.modify('job_runs', {
      query,
      data,
      multi: false,
      merge: true,
      upsert: false,
    })
    return { ...DONE, next: 'near' }
  })
  expect(await dispatch([job])).toEqual({ done: [], failed: [] })
  const kept = { holder: 'somebody-else', cursor: 'far', slices: 0, state: 'running' }
  expect(await find('job_runs', `${job.name}:2026-11-22`)).toMatchObject(kept)
})

test('after an outage each missed period is run in order, or only the latest, as the job wants', async () => {
  const periods: string[] = []
  const run: Job['run'] = async ({ period }) => {
    periods.push(period)
    return DONE
  }
  const [each, latest] = [jobOf(run, { missed: 'each' }), jobOf(run)]
  await dispatch([each])
  await dispatch([latest])
  periods.length = 0
  await dispatch([each], NOW + 3 * DAY_MS)
  expect(periods).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
  periods.length = 0
  await dispatch([latest], NOW + 3 * DAY_MS)
  expect(periods).toEqual(['2026-11-25'])
})

test('a period of a clock that went back is not run again', async () => {
  const job = jobOf(async () => DONE)
  await dispatch([job])
  expect(await dispatch([job], NOW - DAY_MS)).toEqual({ done: [], failed: [] })
})
