/**
 * What size costs: the same questions to a collection of a million documents and to one of a thousand, at the database
 * itself and through the unmodified SDK. Each author has twenty posts in either, so the answers are equally long. The
 * million is built once (a minute) and copied afterwards.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../emulator/database/database'
import { sdkEnvironment } from '../../emulator/environment'
import type { Database } from '../../emulator/types'
import { pointSdkAt, type SdkDatabase } from '../emulator/sdk'
import { copyFixture } from '../support/fixtures'
import { createdAtOf, POSTS_OF_AN_AUTHOR, postIdOf, SCALE_COLLECTION, scaleFixture } from '../support/scale'
import { type Count, compare, type Finding, median, type Side } from './bench'
import { startServer } from './support/processes'

const FEW = 1_000
const MANY = 1_000_000
const BOUND = 1.3
const OPENINGS = 5
const OPENING_BOUND_MS = 1_000
const MEMORY_BOUND_MB = 400
/** The places that are asked about lie far apart; there are some of them, as a community has some pages that are read. */
const STRIDE = 7_919
const PLACES = 50

/** A database of one size, in a folder that is made as an emulator's. */
interface Sized {
  readonly count: number
  readonly dataDir: string
}

/** The questions, each about the place that is named. */
type Question = 'page of 20' | 'count of 20' | 'page in the middle of an order' | 'update'
const QUESTIONS: readonly Question[] = [
  'page of 20',
  'count of 20',
  'page in the middle of an order',
  'update',
]
const ROUNDS: Readonly<Record<Question, { rounds: number; warmUp: number; batch: number }>> = {
  'page of 20': { rounds: 100, warmUp: 40, batch: 10 },
  'count of 20': { rounds: 100, warmUp: 40, batch: 10 },
  'page in the middle of an order': { rounds: 100, warmUp: 40, batch: 10 },
  // The disk's own time varies most.
  update: { rounds: 200, warmUp: 20, batch: 3 },
}

function authorAt(at: number): string {
  return `mbr_${String(Math.floor(at / POSTS_OF_AN_AUTHOR)).padStart(6, '0')}`
}

/** The question about the post at this place, to the database itself. */
function askDatabase(database: Database, question: Question, count: number, at: number): Promise<unknown> {
  const middle = createdAtOf(count / 2)
  switch (question) {
    case 'page of 20':
      return database.find(SCALE_COLLECTION, {
        query: { authorId: authorAt(at) },
        order: { _id: -1 },
        limit: 20,
      })
    case 'count of 20':
      return database.count(SCALE_COLLECTION, { authorId: authorAt(at) })
    case 'page in the middle of an order': {
      const next = [{ createdAt: { $lt: middle } }, { createdAt: middle, _id: { $lt: postIdOf(count / 2) } }]
      const query = { state: 'visible', $or: next }
      return database.find(SCALE_COLLECTION, { query, order: { createdAt: -1, _id: -1 }, limit: 20 })
    }
    case 'update':
      return database.modify(SCALE_COLLECTION, {
        query: { _id: postIdOf(at) },
        data: { $inc: { 'counts.likes': 1 } },
        multi: false,
        merge: true,
        upsert: false,
      })
  }
}

/** The same question through the SDK. */
function askSdk(db: SdkDatabase, question: Question, count: number, at: number): Promise<unknown> {
  const posts = db.collection(SCALE_COLLECTION)
  const _ = db.command
  const middle = createdAtOf(count / 2)
  switch (question) {
    case 'page of 20':
      return posts
        .where({ authorId: authorAt(at) })
        .orderBy('_id', 'desc')
        .limit(20)
        .get()
    case 'count of 20':
      return posts.where({ authorId: authorAt(at) }).count()
    case 'page in the middle of an order': {
      const next = _.or([{ createdAt: _.lt(middle) }, { createdAt: middle, _id: _.lt(postIdOf(count / 2)) }])
      return posts
        .where(_.and([{ state: 'visible' }, next]))
        .orderBy('createdAt', 'desc')
        .orderBy('_id', 'desc')
        .limit(20)
        .get()
    }
    case 'update':
      return posts.doc(postIdOf(at)).update({ data: { counts: { likes: _.inc(1) } } })
  }
}

/** Asks about another place each time. */
function sideOf(
  what: string,
  count: number,
  ask: (at: number) => Promise<unknown>,
  prepare?: () => void,
): Side {
  let turn = 0
  return {
    what,
    // Answers nothing: a number would be taken for a time, and a count is none.
    run: async () => void (await ask(((turn++ % PLACES) * STRIDE) % count)),
    ...(prepare ? { prepare } : {}),
  }
}

async function atTheDatabase(sizes: readonly Sized[]): Promise<Finding[]> {
  const findings: Finding[] = []
  const opened = await Promise.all(sizes.map(({ dataDir }) => openDatabase(join(dataDir, 'database'))))
  try {
    for (const question of QUESTIONS) {
      const [many, few] = sizes.map(({ count }, at) => {
        const database = opened[at]
        if (!database) throw new Error('a size without a database')
        return sideOf(`${count}`, count, (place) => askDatabase(database, question, count, place))
      })
      if (many && few) findings.push(await compareSizes(`${question}, database`, question, many, few))
    }
  } finally {
    for (const database of opened) await database.close()
  }
  return findings
}

function compareSizes(name: string, question: Question, many: Side, few: Side): Promise<Finding> {
  const meaning = 'in a million documents, over a thousand'
  return compare({ name, meaning, bound: BOUND }, many, few, ROUNDS[question])
}

async function throughTheSdk(sizes: readonly Sized[]): Promise<Finding[]> {
  const findings: Finding[] = []
  const servers = await Promise.all(
    sizes.map(({ dataDir }) =>
      startServer('support/emulator-server.ts', {
        port: 0,
        dataDir,
        functionsDir: dataDir,
        collectionsFile: join(dataDir, 'collections.json'),
      }),
    ),
  )
  try {
    for (const question of QUESTIONS) {
      const [many, few] = sizes.map(({ count }, at) => {
        const url = servers[at]?.url ?? ''
        const pointed = () => pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
        let db = pointed()
        return sideOf(
          `${count}`,
          count,
          (place) => askSdk(db, question, count, place),
          () => {
            db = pointed()
          },
        )
      })
      if (many && few) findings.push(await compareSizes(`${question}, SDK`, question, many, few))
    }
    const memory = privateMemory(servers[0]?.pid ?? 0)
    if (memory) findings.push(memory)
  } finally {
    for (const server of servers) await server.stop()
  }
  return findings
}

/**
 * Memory that belongs to the process alone. The data file is mapped and shared with the system's cache, which gives it
 * back whenever somebody needs it, so it does not count: that is what Linux calls RssAnon.
 */
function privateMemory(pid: number): Count | undefined {
  if (process.platform !== 'linux') return undefined
  const kilobytes = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return {
    kind: 'count',
    name: 'private memory',
    meaning: 'of the emulator on a million documents, after all these questions',
    value: Number(kilobytes) / 1024,
    unit: 'MB',
    bound: MEMORY_BOUND_MB,
  }
}

async function opening(dataDir: string): Promise<Count> {
  const times: number[] = []
  for (let time = 0; time < OPENINGS; time++) {
    const startedAt = performance.now()
    const database = await openDatabase(join(dataDir, 'database'))
    times.push(performance.now() - startedAt)
    await database.close()
  }
  const meaning = 'a database of a million documents, checked and ready'
  return {
    kind: 'count',
    name: 'opening',
    meaning,
    value: median(times),
    unit: 'ms',
    bound: OPENING_BOUND_MS,
  }
}

export async function run(): Promise<Finding[]> {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-scale-'))
  try {
    const sizes: Sized[] = []
    for (const count of [MANY, FEW]) {
      const dataDir = join(dir, String(count))
      const fixture = scaleFixture(count)
      await copyFixture(fixture, join(dataDir, 'database'))
      writeFileSync(join(dataDir, 'collections.json'), JSON.stringify(fixture.collections))
      sizes.push({ count, dataDir })
    }
    const [many] = sizes
    if (!many) return []
    return [await opening(many.dataDir), ...(await atTheDatabase(sizes)), ...(await throughTheSdk(sizes))]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
