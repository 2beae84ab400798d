/** Runs every action on an emulator with a community of one size, and takes down what each run cost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RATE_LIMITS, type RateLimitDocument } from '../../cloudfunctions/kit/collections'
import { callerKey } from '../../cloudfunctions/kit/id'
import type { PostDocument } from '../../cloudfunctions/post/collections'
import type { Action } from '../../contract/action'
import { contract } from '../../contract/index'
import { MINUTE_MS } from '../../contract/limits'
import { createEmulator } from '../../emulator/server'
import type { Document, Emulator } from '../../emulator/types'
import { newVariables } from '../function-variables'
import { copyPrepared } from '../prepared'
import type { CostRow } from './budgets'
import { memberIdOf, VIEWER_OPENID, writePictures } from './community'
import { measureCheckins } from './measure-checkins'
import { measureContests } from './measure-contests'
import { measureFeeds } from './measure-feeds'
import { measureMall } from './measure-mall'
import { measureLeaving, measureMembers } from './measure-members'
import { measureNotices, type NoticeMeasuring } from './measure-notices'
import { measurePoints } from './measure-points'
import { measureEarning, measurePosts } from './measure-posts'
import { field, JOBS_LATENCY_MS, Latency, Meter, newRequestId } from './meter'
import { communityOf, newestOf } from './prepared-community'

/** Noon of some day to come, in Asia/Shanghai: the jobs' minutes follow it. */
const JOBS_NOON = Date.parse('2100-01-01T04:00:00Z')
/** In so many minutes a day's jobs are done, on however slow a machine. */
const DAY_MINUTES_MAX = 10
const NEWCOMER_OPENID = 'oCostNewcomer000000000000001'

/** Measures every action in communities of so many posts. */
export async function measureCosts(sizes: readonly number[]): Promise<CostRow[]> {
  const done = await inEmulator(newDataDir(), dayOfNobody)
  const communities: { readonly size: number; readonly dataDir: string }[] = []
  // All of them first: nothing in this process answers while gigabytes are copied.
  for (const size of sizes) communities.push({ size, dataDir: await dataDirOf(size) })
  // A measurement mostly waits for answers that are held back: two take hardly longer than one.
  const rows = await Promise.all(
    communities.map(({ size, dataDir }) => measureCommunity(size, dataDir, done)),
  )
  return rows.flat()
}

const newDataDir = () => mkdtempSync(join(tmpdir(), 'tonghao-cost-'))

/** A data folder with a community of `size` posts. */
async function dataDirOf(size: number): Promise<string> {
  const dataDir = newDataDir()
  await copyPrepared(communityOf(size), join(dataDir, 'database'))
  return dataDir
}

function measureCommunity(size: number, dataDir: string, done: Day): Promise<CostRow[]> {
  return inEmulator(dataDir, async (emulator, latency) => {
    // What is done once a day goes through the whole community, bounded by slices; a usual minute must not.
    for (const [name, documents] of done) await emulator.database.importDocuments(name, documents)
    const newest = newestOf(size)
    const meter = new Meter(emulator, size, latency)
    await warm(meter)
    await knowCallers(emulator)
    await measureFeeds(meter, newest)
    await measurePosts(meter, newest)
    await measureMembers(meter, newest, NEWCOMER_OPENID)
    // The first minute takes care of what has happened; the next one finds nothing to do.
    await meter.tick(JOBS_NOON + (DAY_MINUTES_MAX + 1) * MINUTE_MS)
    const usual = JOBS_NOON + (DAY_MINUTES_MAX + 2) * MINUTE_MS
    await meter.measureRun('jobs.runDue', () => meter.tick(usual), JOBS_LATENCY_MS)
    await measureNotices(noticesThrough(meter, newest))
    await measurePoints(meter, size)
    await measureEarning(meter, newest)
    await measureCheckins(meter)
    await measureMall(meter, memberIdOf(1))
    await measureContests(meter, newest.photos[0]?.thumbFileId ?? '', usual + MINUTE_MS)
    await measureLeaving(meter, NEWCOMER_OPENID)
    return meter.rows
  })
}

/** Runs an emulator on a data folder for as long as `work` takes, and removes the folder. */
async function inEmulator<T>(
  dataDir: string,
  work: (emulator: Emulator, latency: Latency) => Promise<T>,
): Promise<T> {
  const latency = new Latency()
  const emulator = await createEmulator({
    port: 0,
    dataDir,
    callLatencyMs: latency.ms,
    variables: newVariables(),
  })
  try {
    await writePictures(emulator.storage)
    emulator.openapi.script.media.mode = 'manual'
    emulator.timers.isPaused = true
    return await work(emulator, latency)
  } finally {
    await emulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** What a day's jobs leave in each collection. */
type Day = readonly (readonly [collection: string, documents: readonly Document[]])[]

/** What the jobs have written, by collection, when they have done a day's work and there was nothing to be done. */
async function dayOfNobody(emulator: Emulator, latency: Latency): Promise<Day> {
  const meter = new Meter(emulator, 0, latency)
  const { database, functions } = emulator
  // A minute has time for some of the day's jobs only: they are done when it asks for as much as the one before.
  let before = -1
  for (let minute = 0; minute < DAY_MINUTES_MAX; minute += 1) {
    await meter.tick(JOBS_NOON + minute * MINUTE_MS)
    const calls = functions.records.at(-1)?.calls ?? 0
    if (calls === before) break
    before = calls
  }
  const snapshot = database.snapshot()
  try {
    return database.collectionNames().map((name) => [name, [...snapshot.documents(name)]] as const)
  } finally {
    snapshot.release()
  }
}

/** A function's first call also loads what it then remembers: every later one is what is paid for. */
async function warm(meter: Meter): Promise<void> {
  await meter.call('home.getCommunity', {})
  await meter.call('post.listFeed', {})
  await meter.call('member.getMe', {})
  await meter.call('post.getPost', { postId: field(await newestCard(meter), 'postId') })
  await meter.call('media.requestUpload', { requestId: newRequestId(), purpose: 'post', bytes: 1 })
}

/** Who does something the first time pays one round trip more for being counted: these two have done everything. */
async function knowCallers({ database }: Emulator): Promise<void> {
  const limited = Object.entries<Action>(contract).flatMap(([name, { rateLimit }]) =>
    rateLimit
      ? [VIEWER_OPENID, NEWCOMER_OPENID].map((openid) => ({
          key: `${callerKey(openid)}:${name}`,
          max: rateLimit.max,
        }))
      : [],
  )
  const never = limited.map(({ key, max }): RateLimitDocument => {
    return { _id: key, schemaVersion: 1, acceptedAt: Array.from({ length: max }, () => 0), usedAt: 0 }
  })
  await database.importDocuments(
    RATE_LIMITS,
    never.map((document) => ({ ...document })),
  )
}

async function newestCard(meter: Meter): Promise<unknown> {
  const data = await meter.call('post.listFeed', { limit: 1 })
  const cards: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'posts') : undefined
  return Array.isArray(cards) ? cards[0] : undefined
}

/** The viewer's inbox, told by the author of the newest post. */
function noticesThrough(meter: Meter, newest: PostDocument): NoticeMeasuring {
  return {
    database: meter.emulator.database,
    viewerOpenid: VIEWER_OPENID,
    newcomerOpenid: NEWCOMER_OPENID,
    memberIds: [newest.authorId],
    newRequestId,
    measure: (action, input, openid) => meter.measure(action, input, openid),
    call: (action, input, openid) => meter.call(action, input, openid),
  }
}
