/** Runs every action on an emulator with a community of one size, and takes down what each run cost. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { RATE_LIMITS, type RateLimitDocument } from '../../cloudfunctions/kit/collections'
import { callerKey } from '../../cloudfunctions/kit/id'
import type { PostDocument } from '../../cloudfunctions/post/collections'
import type { Action } from '../../contract/action'
import { type ActionName, contract, type Envelope, type Input } from '../../contract/index'
import { MINUTE_MS } from '../../contract/limits'
import { createEmulator } from '../../emulator/server'
import type { Emulator } from '../../emulator/types'
import type { CostRow } from './budgets'
import { fillCommunity, VIEWER_OPENID } from './community'
import { measureNotices, type NoticeMeasuring } from './measure-notices'

/** Noon of some day to come, in Asia/Shanghai: the jobs' minutes lie around it. */
const JOBS_NOON = Date.parse('2100-01-01T04:00:00Z')
const NEWCOMER_OPENID = 'oCostNewcomer000000000000001'
/** Long enough that calls begun together are seen together. */
const CALL_LATENCY_MS = 60

/** Measures every action in a community of `size` posts. */
export async function measureCosts(size: number): Promise<CostRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tonghao-cost-'))
  const emulator = await createEmulator({ port: 0, dataDir, callLatencyMs: CALL_LATENCY_MS })
  try {
    emulator.openapi.script.media.mode = 'manual'
    emulator.timers.isPaused = true
    const meter = new Meter(emulator, size)
    // What is done once a day goes through the whole community, bounded by slices; a usual minute must not.
    await meter.tick(JOBS_NOON)
    const newest = await fillCommunity(emulator, size)
    await warm(meter)
    await knowCallers(emulator)
    await measureReads(meter, newest)
    await measureWrites(meter, newest)
    await measureMembers(meter)
    await meter.tick(JOBS_NOON + MINUTE_MS)
    meter.takeDown('jobs.runDue')
    await measureNotices(noticesThrough(meter, newest))
    return meter.rows
  } finally {
    await emulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

let requests = 0
/** A requestId nobody has used. */
function newRequestId(): string {
  requests += 1
  return `cost-request-${String(requests).padStart(8, '0')}`
}

class Meter {
  readonly rows: CostRow[] = []

  constructor(
    readonly emulator: Emulator,
    private readonly size: number,
  ) {}

  /** Calls an action as the viewer and takes its cost down; answers the data. */
  async measure<A extends ActionName>(action: A, input: Input<A>, openid = VIEWER_OPENID): Promise<unknown> {
    const data = await this.call(action, input, openid)
    this.takeDown(action)
    return data
  }

  async call<A extends ActionName>(action: A, input: Input<A>, openid = VIEWER_OPENID): Promise<unknown> {
    const functionName = action.split('.')[0] ?? ''
    const caller = { identity: { openid }, source: 'wx_client' as const }
    const { json, error } = await this.emulator.functions.invoke(functionName, { action, input }, caller)
    if (json === undefined) throw new Error(`${action} failed: ${error?.errorMessage}`)
    const envelope: Envelope<unknown> = JSON.parse(json)
    if (!envelope.ok) throw new Error(`${action} was refused: ${envelope.error.code}`)
    return envelope.data
  }

  /** Runs the jobs at an instant of the virtual clock, which then goes on as the machine's does. */
  async tick(at: number): Promise<void> {
    await this.emulator.clock.set(at)
    const { error } = await this.emulator.timers.runNow('jobs', 'each-minute')
    if (error) throw new Error(`the jobs failed: ${error.errorMessage}`)
    await this.emulator.clock.reset()
  }

  /** Takes down the cost of the last finished invocation. */
  takeDown(action: ActionName): void {
    const record = this.emulator.functions.records.at(-1)
    if (!record) throw new Error('nothing has run')
    const { calls, roundTrips, cost, bytes } = record
    this.rows.push({ action, size: this.size, calls, roundTrips, ...cost, bytes })
  }
}

/** The field of an answer that later calls need. */
function field(data: unknown, name: string): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
  if (typeof value !== 'string') throw new Error(`the answer has no ${name}`)
  return value
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

async function measureReads(meter: Meter, newest: PostDocument): Promise<void> {
  const { _id: postId, authorId: memberId } = newest
  await meter.measure('home.getCommunity', {})
  await meter.measure('home.reportClientError', { message: 'undefined is not a function' })
  await meter.measure('post.listFeed', {})
  await meter.measure('post.listByMember', { memberId })
  await meter.measure('post.getPost', { postId })
  await meter.measure('post.listComments', { postId })
  await meter.measure('member.getMe', {})
  await meter.measure('member.getMember', { memberId })
}

async function measureWrites(meter: Meter, newest: PostDocument): Promise<void> {
  const { _id: postId, boardId } = newest
  const mediaId = await measurePhoto(meter)
  const post = { boardId, text: '蔓越莓司康，外酥里软。', photoIds: [mediaId] }
  const created = await meter.measure('post.createPost', { ...post, requestId: newRequestId() })
  await meter.measure('post.setLike', { postId, liked: false })
  const comment = { requestId: newRequestId(), postId, text: '好漂亮！' }
  const said = await meter.measure('post.createComment', comment)
  const commentId = field(Reflect.get(Object(said), 'comment'), 'commentId')
  await meter.measure('post.deleteComment', { commentId })
  for (const check of meter.emulator.openapi.pendingMediaChecks()) {
    await meter.emulator.openapi.pushMediaVerdict(check.traceId, 'pass')
    meter.takeDown('post.receiveMediaCheck')
  }
  await meter.measure('post.deletePost', { postId: field(created, 'postId') })
}

async function measurePhoto(meter: Meter): Promise<string> {
  const bytes = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#c96' } })
    .jpeg()
    .toBuffer()
  const asked = { requestId: newRequestId(), purpose: 'post' as const, bytes: bytes.length }
  const place = await meter.measure('media.requestUpload', asked)
  const mediaId = field(place, 'mediaId')
  const fileId = await meter.emulator.storage.write(field(place, 'path'), bytes)
  await meter.measure('media.complete', { mediaId, fileId })
  return mediaId
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

async function measureMembers(meter: Meter): Promise<void> {
  const newcomer = { requestId: newRequestId(), nickname: '新来的' }
  await meter.measure('member.join', newcomer, NEWCOMER_OPENID)
  const changed = { requestId: newRequestId(), nickname: '新名字' }
  await meter.measure('member.updateProfile', changed, NEWCOMER_OPENID)
}
