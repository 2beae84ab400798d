/** What the kit does in the background, for faults to be tried at. */
import type { Migration, Versioned } from '../../cloudfunctions/kit/migrations'
import { HOUR_MS } from '../../contract/limits'
import { all, demand, type FaultySubject } from './fault-subject'
import type { InProcessWorld } from './in-process'
import { newId, systemContext } from './situations'

/** A job of three slices that each add one mark, run by dispatchers until it is done. */
const dispatcher: FaultySubject = {
  name: 'the dispatcher of jobs',
  async prepare(world) {
    const { cloud, jobs } = world.modules
    const name = `fault.${newId()}`
    const marks = cloud.collection<{ _id: string; value: number }>('race_marks')
    const job = {
      name,
      every: 'day' as const,
      missed: 'latest' as const,
      async run({ cursor }: { readonly cursor: string | undefined }) {
        const at = Number(cursor ?? 0)
        await marks.addOrGet({ _id: `${name}:${at}`, value: 1 })
        return { next: at < 2 ? String(at + 1) : undefined, handled: 1, repaired: 0 }
      },
    }
    let minutes = 0
    return {
      // A lease that a dead dispatcher has left ends before the next one comes by.
      work: async () => {
        if (minutes > 0) await expireLeases(world, name)
        minutes += 1
        const { failed } = await jobs.runDueJobs([job], systemContext())
        const [health] = await world.emulator.database.find('jobs', { query: { _id: name } })
        return { ok: failed.length === 0 && health?.lastPeriod !== '' }
      },
      async check(isDone) {
        const ids = (await all(world, 'race_marks')).filter(({ _id }) => String(_id).startsWith(`${name}:`))
        demand(ids.length === 3 || !isDone, `${ids.length} of 3 slices`)
      },
    }
  },
}

async function expireLeases({ emulator: { database } }: InProcessWorld, job: string): Promise<void> {
  const runs = await database.find('job_runs', { query: { _id: { $gt: `${job}:`, $lt: `${job}~` } } })
  for (const { _id } of runs) {
    const data = { $set: { leaseUntil: 0 } }
    await database.modify('job_runs', { query: { _id }, data, multi: false, merge: true, upsert: false })
  }
}

/** A fact and what it brings about: exactly one for each other. */
const outbox: FaultySubject = {
  name: 'a fact of the outbox',
  async prepare(world) {
    const { cloud, outbox, request, transaction } = world.modules
    const key = newId()
    const marks = cloud.collection<{ _id: string; value: number }>('race_marks')
    const consumer = {
      kind: 'fault.made',
      consume: async (fact: { readonly key: string }) => {
        await marks.addOrGet({ _id: `effect:${fact.key}`, value: 1 })
      },
    }
    const wish = { callerKey: 'fault', requestId: key, action: 'x', input: {}, workId: key, now: 1 }
    const job = outbox.outboxJob([consumer, world.modules.memberJobs.shownAnewConsumer])
    // What other trials have left is out of the way: this one meets its own fact only.
    let cursor: string | undefined
    do cursor = (await job.run({ ...systemContext(Date.now() + HOUR_MS), cursor, period: '' })).next
    while (cursor !== undefined)
    return {
      async work() {
        await transaction.inTransaction(async (tx) => {
          if (!(await request.claimInTransaction(tx, wish)).first) return
          await tx
            .collection<{ _id: string; value: number }>('race_marks')
            .add({ _id: `cause:${key}`, value: 1 })
          await outbox.recordFact(tx, { kind: 'fault.made', cause: key, key, payload: {} })
        })
        await job.run({ ...systemContext(Date.now() + HOUR_MS), cursor: undefined, period: '' })
      },
      async check() {
        await job.run({ ...systemContext(Date.now() + 2 * HOUR_MS), cursor: undefined, period: '' })
        const marked = await world.emulator.database.find('race_marks', {
          query: { _id: { $in: [`cause:${key}`, `effect:${key}`] } },
        })
        demand(marked.length !== 1, `only ${marked[0]?._id} is there`)
      },
    }
  },
}

interface Shape extends Versioned {
  readonly word?: string
  readonly words?: readonly string[]
}

/** Documents of an old shape, half way upgraded again and again. */
const migration: FaultySubject = {
  name: 'a migration',
  async prepare(world) {
    const { database } = world.emulator
    const name = `race_shapes_${newId()}`
    await database.declareCollections({ [name]: { indexes: [] } })
    const ids = ['a', 'b', 'c']
    await database.importDocuments(
      name,
      ids.map((_id) => ({ _id, schemaVersion: 1, word: _id })),
    )
    const upgrade: Migration<Shape> = {
      name: `${name}:1-2`,
      collection: name,
      from: 1,
      to: 2,
      upgrade: ({ word = '' }) => ({ words: [word] }),
    }
    const job = world.modules.migrations.migrationJob([upgrade])
    return {
      async work() {
        let next: string | undefined
        do next = (await job.run({ ...systemContext(), cursor: next, period: '' })).next
        while (next !== undefined)
      },
      async check(isDone) {
        const upgraded = (await all(world, name)).filter(({ schemaVersion }) => schemaVersion === 2)
        demand(upgraded.length === ids.length || !isDone, `${upgraded.length} of ${ids.length} upgraded`)
        for (const { _id, words } of upgraded)
          demand(
            JSON.stringify(words) === JSON.stringify([_id]),
            `upgraded wrongly: ${JSON.stringify(words)}`,
          )
      },
    }
  },
}

/** The dispatcher, the outbox and migrations. */
export const KIT_SUBJECTS: readonly FaultySubject[] = [dispatcher, outbox, migration]
