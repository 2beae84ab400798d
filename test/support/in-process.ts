/**
 * The cloud functions in this very process, through the real SDK, on an emulator whose data lies in memory. A trial is
 * a handful of calls and no thread, so thousands can be made; who stands in an invocation's door (`kit/door`) sees each
 * call. Callers are told apart by variables of the process, which a function reads before it first waits.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Main } from '../../cloudfunctions/kit/dispatch'
import type { Door } from '../../cloudfunctions/kit/door'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import { BOARDS } from '../../cloudfunctions/post/collections'
import type { ActionName, Envelope, Input, Output } from '../../contract/index'
import { APP_ID } from '../../emulator/environment'
import { createEmulator } from '../../emulator/server'
import type { Emulator } from '../../emulator/types'
import { ensureBuilt } from '../../scripts/build'
import { newVariables } from '../../scripts/function-variables'
import { insist } from './insist'
import { liftRateLimits } from './rate-limits'
import { shortenWire } from './short-wire'
import { type WatchedDatabase, watchDatabase } from './watched-database'

/** Where files are kept in memory, on machines that have such a place. */
const MEMORY = '/dev/shm'

/** Somebody who calls. */
export interface Caller {
  readonly openid: string
  readonly memberId: string
}

/** Functions, kit and emulator, all here. */
export interface InProcessWorld extends WatchedDatabase {
  readonly emulator: Emulator
  readonly modules: Modules
  /** Somebody who has joined. */
  newcomer(nickname: string): Promise<Caller>
  /** Calls an action, with somebody standing in its door or nobody. */
  invoke<A extends ActionName>(
    caller: Pick<Caller, 'openid'>,
    action: A,
    input: Input<A>,
    door?: Door,
  ): Promise<Envelope<unknown>>
  /** Calls an action and answers its data; throws its code when it was refused. */
  call<A extends ActionName>(caller: Pick<Caller, 'openid'>, action: A, input: Input<A>): Promise<Output<A>>
  /** Runs a function with any event, for anybody, from any source. */
  send(
    functionName: string,
    event: unknown,
    caller: { readonly openid: string; readonly source?: string },
  ): Promise<Envelope<unknown>>
  /** From now on the database is asked over a connection again, as the SDK does it by itself. */
  lengthenWire(): void
  close(): Promise<void>
}

/** What of the functions' code tests reach for, loaded once the SDK knows where the cloud is. */
export type Modules = Awaited<ReturnType<typeof loadModules>>

async function loadModules() {
  const [door, cloud, transaction, request, rateLimit, guard, jobs, outbox, migrations] = await Promise.all([
    import('../../cloudfunctions/kit/door'),
    import('../../cloudfunctions/kit/cloud'),
    import('../../cloudfunctions/kit/transaction'),
    import('../../cloudfunctions/kit/request'),
    import('../../cloudfunctions/kit/rate-limit'),
    import('../../cloudfunctions/kit/guard'),
    import('../../cloudfunctions/kit/jobs'),
    import('../../cloudfunctions/kit/outbox'),
    import('../../cloudfunctions/kit/migrations'),
  ])
  const openApis = await import('../../cloudfunctions/kit/open-apis')
  const ledger = await import('../../cloudfunctions/points/ledger')
  const pointsStore = await import('../../cloudfunctions/points/store')
  const bookStore = await import('../../cloudfunctions/points/book-store')
  const auditStore = await import('../../cloudfunctions/points/audit-store')
  const pointsSettings = await import('../../cloudfunctions/points/settings')
  const configs = await import('../../cloudfunctions/kit/configs')
  const pointsPersonal = await import('../../cloudfunctions/points/personal')
  const pointsJobs = await import('../../cloudfunctions/points/jobs')
  const ledgerJobs = await import('../../cloudfunctions/notice/ledger-jobs')
  const holdStore = await import('../../cloudfunctions/points/hold-store')
  const alarmStore = await import('../../cloudfunctions/points/alarm-store')
  const prizeStore = await import('../../cloudfunctions/points/prize-store')
  const earningStore = await import('../../cloudfunctions/points/earning-store')
  const budgetStore = await import('../../cloudfunctions/points/budget-store')
  const mallJobs = await import('../../cloudfunctions/mall/jobs')
  const contestJobs = await import('../../cloudfunctions/contest/jobs')
  const memberStore = await import('../../cloudfunctions/member/store')
  const memberJobs = await import('../../cloudfunctions/member/jobs')
  const noticeStore = await import('../../cloudfunctions/notice/store')
  const noticeJobs = await import('../../cloudfunctions/notice/jobs')
  const postJobs = await import('../../cloudfunctions/post/jobs')
  const awardJobs = await import('../../cloudfunctions/post/award-jobs')
  const feedJobs = await import('../../cloudfunctions/post/feed-jobs')
  const checkinJobs = await import('../../cloudfunctions/checkin/jobs')
  const recountStore = await import('../../cloudfunctions/contest/recount-store')
  const mains: Readonly<Record<string, Main>> = {
    checkin: (await import('../../cloudfunctions/checkin/main')).main,
    contest: (await import('../../cloudfunctions/contest/main')).main,
    home: (await import('../../cloudfunctions/home/main')).main,
    mall: (await import('../../cloudfunctions/mall/main')).main,
    member: (await import('../../cloudfunctions/member/main')).main,
    media: (await import('../../cloudfunctions/media/main')).main,
    points: (await import('../../cloudfunctions/points/main')).main,
    notice: (await import('../../cloudfunctions/notice/main')).main,
    post: (await import('../../cloudfunctions/post/main')).main,
    privacy: (await import('../../cloudfunctions/privacy/main')).main,
  }
  const kit = { door, cloud, transaction, request, rateLimit, guard, jobs, outbox, migrations }
  return {
    ...kit,
    openApis,
    ledger,
    pointsStore,
    bookStore,
    auditStore,
    pointsSettings,
    configs,
    pointsPersonal,
    pointsJobs,
    ledgerJobs,
    holdStore,
    alarmStore,
    prizeStore,
    earningStore,
    budgetStore,
    mallJobs,
    contestJobs,
    recountStore,
    memberStore,
    memberJobs,
    noticeStore,
    noticeJobs,
    postJobs,
    awardJobs,
    feedJobs,
    checkinJobs,
    mains,
  }
}

/**
 * Begins a world with boards and nobody in it.
 * @param callLatencyMs how long each call of a function that runs on a worker takes at the least
 */
export async function createInProcessWorld(callLatencyMs = 0): Promise<InProcessWorld> {
  await ensureBuilt('cloud')
  const dataDir = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'tonghao-in-process-'))
  const variables = newVariables()
  const emulator = await createEmulator({ port: 0, dataDir, callLatencyMs, variables })
  emulator.timers.isPaused = true
  emulator.openapi.script.media.mode = 'silent'
  const watched = watchDatabase(emulator)
  await emulator.database.importDocuments(
    BOARDS,
    DEFAULT_BOARDS.map((board) => ({ ...board })),
  )
  await liftRateLimits(emulator.database)
  Object.assign(process.env, emulator.environment(), variables, CONTEXT_KEYS, { SILENCE: 'true' })
  const modules = await loadModules()
  const lengthenWire = shortenWire(emulator)
  hush()
  const send: InProcessWorld['send'] = (functionName, event, { openid, source = 'wx_client' }) => {
    // Read by the function before it first waits: invocations at the same time do not meet here.
    Object.assign(process.env, { WX_OPENID: openid, TCB_SOURCE: source })
    const main = modules.mains[functionName]
    if (!main) throw new Error(`there is no function ${functionName}`)
    return main(event)
  }
  const invoke: InProcessWorld['invoke'] = ({ openid }, action, input, door) => {
    const run = () => send(action.split('.')[0] ?? '', { action, input }, { openid })
    return door ? modules.door.withDoor(door, run) : run()
  }
  return {
    emulator,
    modules,
    invoke,
    async call<A extends ActionName>(caller: Pick<Caller, 'openid'>, action: A, input: Input<A>) {
      const envelope = await invoke(caller, action, input)
      if (!envelope.ok) throw new Error(envelope.error.code)
      // What comes over the wire was parsed by the function with the schema of this very action.
      return envelope.data as Output<A>
    },
    send,
    async newcomer(nickname) {
      const openid = `oTest${randomBytes(12).toString('hex')}`
      const requestId = randomBytes(12).toString('hex')
      const joined = await insist(() => invoke({ openid }, 'member.join', { requestId, nickname }))
      return { openid, memberId: textAt(joined, 'member', 'memberId') }
    },
    ...watched,
    lengthenWire,
    async close() {
      await emulator.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Which variables the SDK takes its context from, and those that are the same for everybody here. */
const CONTEXT_KEYS = {
  WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_CLIENTIP',
  TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
  WX_APPID: APP_ID,
  WX_CLIENTIP: '127.0.0.1',
}

/** The text at a path of an answer; throws when there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined),
    value,
  )
  if (typeof found !== 'string') throw new Error(`no ${path.join('.')} in ${JSON.stringify(value)}`)
  return found
}

/**
 * The functions' log lines are not the test's, nor are those of an invocation that a test has let die and that has not
 * noticed: from now on this process does not print them.
 */
function hush(): void {
  for (const level of ['log', 'error'] as const) {
    const print = console[level].bind(console)
    console[level] = (...args: unknown[]) => {
      if (typeof args[0] !== 'string' || !args[0].startsWith('{"')) print(...args)
    }
  }
}
