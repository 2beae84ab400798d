/**
 * Group commit: how many acknowledged writes share one commit, and so one flush, when 1, 8 and 32 clients write at once
 * through the SDK. Counted, not timed: commits are numbered in the data file.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../emulator/database/database'
import { Store } from '../../emulator/database/store'
import { sdkEnvironment } from '../../emulator/environment'
import { pointSdkAt } from '../emulator/sdk'
import { type Count, type Finding, measure, median } from './bench'
import { closedLoop } from './support/load'
import { startServer } from './support/processes'

const COLLECTION = 'notes'
const CLIENTS = [1, 8, 32] as const
const DURATION_MS = 3_000

/** The number of the last commit in a data folder that nobody has open. */
async function lastCommit(dir: string): Promise<number> {
  const store = new Store(dir)
  const commit = store.latest().commit()
  await store.close()
  return commit
}

/** Writes from so many clients at once to an emulator of its own. */
async function countFlushes(dataDir: string, clients: number): Promise<Count> {
  const databaseDir = join(dataDir, 'database')
  const before = await lastCommit(databaseDir)
  const emulator = await startServer('support/emulator-server.ts', {
    port: 0,
    dataDir,
    functionsDir: dataDir,
  })
  const db = pointSdkAt({ environment: () => sdkEnvironment(emulator.url) }).database()
  let acknowledged = 0
  await closedLoop(clients, DURATION_MS, async (client) => {
    await db.collection(COLLECTION).add({ data: { client, text: '记一笔' } })
    acknowledged += 1
  })
  await emulator.stop()
  const commits = (await lastCommit(databaseDir)) - before
  return {
    kind: 'count',
    name: `acknowledged writes a flush, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
    meaning: `${acknowledged} adds through the SDK, each acknowledged after its flush, in ${commits} commits`,
    value: acknowledged / commits,
    unit: 'writes',
  }
}

/** What one commit takes on this disk, without the wire: the least that a durable write can wait. */
async function oneCommit(dataDir: string): Promise<Finding> {
  const database = await openDatabase(join(dataDir, 'database'))
  await database.createCollection(COLLECTION)
  const insert = () => database.insert(COLLECTION, [{ text: '记一笔' }])
  const [insertion] = await measure([{ what: 'insert', run: insert }], { rounds: 100, batch: 5 })
  await database.close()
  return {
    kind: 'count',
    name: 'one durable insert, without the wire',
    meaning: 'the least that a write waits for on this disk',
    value: insertion ? median(insertion.times) : Number.NaN,
    unit: 'ms',
  }
}

export async function run(): Promise<Finding[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'))
  try {
    const findings: Finding[] = [await oneCommit(dataDir)]
    for (const clients of CLIENTS) findings.push(await countFlushes(dataDir, clients))
    return findings
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
