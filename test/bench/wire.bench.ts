/**
 * What the emulator itself takes of a call: the unmodified SDK against the emulator beside the same SDK against an
 * endpoint that answers the same bytes and does nothing. Three processes, as in use: the SDK's, the emulator's, the
 * fixed endpoint's. Rounds of both alternate.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../emulator/database/database'
import { sdkEnvironment } from '../../emulator/environment'
import type { Document } from '../../emulator/types'
import { pointSdkAt, type SdkDatabase } from '../emulator/sdk'
import { compare, type Finding, type Side, type Title } from './bench'
import { startServer } from './support/processes'
import { startRecorder } from './support/recorder'

const COLLECTION = 'notes'
const PAGE_SIZE = 20
const NOTES = 1_000
/** As in use: an emulator that has been asked for a while. */
const ROUNDS = { warmUp: 200, rounds: 200, batch: 20 }
const SPECS = {
  [COLLECTION]: {
    indexes: [
      {
        name: 'shelf_at',
        keys: [
          ['shelf', 1],
          ['at', -1],
        ],
      },
    ],
  },
} as const

function* notes(): Generator<Document> {
  for (let n = 0; n < NOTES; n += 1)
    yield {
      _id: `note${n}`,
      shelf: n % 5,
      at: 1_700_000_000_000 + n * 60_000,
      title: `第 ${n} 则`,
      text: '面粉和水，一点盐，等一夜。'.repeat(8),
      tags: ['面包', '记录'],
      author: { id: `mbr${n % 40}`, name: '小麦' },
      likes: n % 17,
    }
}

async function fill(dir: string): Promise<void> {
  const database = await openDatabase(dir)
  await database.declareCollections(SPECS)
  await database.importDocuments(COLLECTION, notes())
  await database.close()
}

/** Points this process's SDK at a server; it reads the environment at each call. */
function pointAt(url: string): SdkDatabase {
  return pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
}

/** A side of a comparison whose calls go to `url`. */
function sideAt(what: string, url: string, call: (db: SdkDatabase) => Promise<unknown>): Side {
  let db = pointAt(url)
  return {
    what,
    prepare: () => {
      db = pointAt(url)
    },
    run: () => call(db),
  }
}

const readOne = (db: SdkDatabase) => db.collection(COLLECTION).doc('note500').get()
const readPage = (db: SdkDatabase) =>
  db.collection(COLLECTION).where({ shelf: 3 }).orderBy('at', 'desc').limit(PAGE_SIZE).get()

/** One read against the emulator and against its own recorded reply. */
async function againstFixedReply(
  emulatorUrl: string,
  title: Title,
  read: (db: SdkDatabase) => Promise<unknown>,
): Promise<Finding> {
  const recorder = await startRecorder(emulatorUrl)
  await read(pointAt(recorder.url))
  const fixed = await startServer('support/fixed-replies.ts', { calls: recorder.take() })
  await recorder.close()
  try {
    return await compare(
      title,
      sideAt('emulator', emulatorUrl, read),
      sideAt('fixed reply', fixed.url, read),
      ROUNDS,
    )
  } finally {
    await fixed.stop()
  }
}

export async function run(): Promise<Finding[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'))
  const collectionsFile = join(dataDir, 'collections.json')
  writeFileSync(collectionsFile, JSON.stringify(SPECS))
  await fill(join(dataDir, 'database'))
  const emulator = await startServer('support/emulator-server.ts', {
    port: 0,
    dataDir,
    collectionsFile,
    functionsDir: dataDir,
  })
  const meaning = 'through the SDK, over what the SDK takes against a fixed reply of the same bytes'
  try {
    return [
      await againstFixedReply(emulator.url, { name: 'doc(id).get()', meaning, bound: 1.2 }, readOne),
      await againstFixedReply(
        emulator.url,
        { name: `indexed page of ${PAGE_SIZE}`, meaning, bound: 1.3 },
        readPage,
      ),
      await compare(
        { name: 'durable add()', meaning: 'what waiting for the disk adds to a read' },
        sideAt('add', emulator.url, (db) => db.collection(COLLECTION).add({ data: { text: 'x' } })),
        sideAt('doc(id).get()', emulator.url, readOne),
        { rounds: 60, batch: 10 },
      ),
    ]
  } finally {
    await emulator.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
