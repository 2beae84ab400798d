/**
 * What is ours of a call: the feed through gateway, worker, function, SDK and emulator beside a function that makes the
 * same calls of the SDK and nothing else, answered by an endpoint that gives the very bytes the emulator gave. And where
 * the time of a feed, a new post and a like goes. Every SDK runs in a worker of the emulator's process; the endpoint and
 * the client are processes of their own. All ways of a call alternate within each round. One client measures how long a
 * call is waited for; eight and thirty-two keep every core at work and measure how much work a call is.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import { type Breakdown, type Finding, measure, median, ratioOf, type Side, type Timed } from './bench'
import { type RunningCommunity, startCommunity } from './support/community'
import { addFunction } from './support/functions'
import { compareLoads, HttpClient } from './support/load'
import { startServer } from './support/processes'
import { type RecordedCall, startRecorder } from './support/recorder'
import { askTheSame, type ReplayedCall, roundsOf } from './support/replay'

const POSTS = 1_000
const VIEWER = 0
const ROUNDS = { warmUp: 40, rounds: 41, batch: 10 }
const LOADS = [8, 32] as const
/** Eight instances of a function start one after the other. */
const LOAD_ROUNDS = { warmUpMs: 6_000, rounds: 15, durationMs: 1_000 }
/** What is ours must be small. */
const OVER_SDK_MAX = 1.4

interface Operation {
  readonly name: string
  /** Reads are replayed by the SDK alone; there is nothing generic to repeat a write with. */
  readonly isRead: boolean
  /** The next event of this kind; a like is followed by its taking back. */
  readonly event: () => object
}

/** A recorded invocation: what it was sent, what it asked and was answered, what it answered. */
interface Recording {
  readonly event: object
  readonly calls: readonly RecordedCall[]
  readonly answer: string
}

interface Bench {
  readonly community: RunningCommunity
  readonly functionsDir: string
  /** Calls of invocations before the recorded ones: a config or the boards are remembered for half a minute. */
  readonly askedBefore: RecordedCall[]
}

async function operationsOf(community: RunningCommunity): Promise<Operation[]> {
  const [postId] = await community.postIds()
  const boardId = DEFAULT_BOARDS[0]?._id
  let liked = true
  return [
    { name: 'feed', isRead: true, event: () => ({ action: 'post.listFeed', input: {} }) },
    {
      name: 'new post',
      isRead: false,
      event: () => ({
        action: 'post.createPost',
        input: { requestId: randomBytes(12).toString('hex'), boardId, text: '第一次烤欧包。', photoIds: [] },
      }),
    },
    {
      name: 'like',
      isRead: false,
      event: () => {
        liked = !liked
        return { action: 'post.setLike', input: { postId, liked } }
      },
    },
  ]
}

/** The calls of one invocation, as an instance makes them that has made others before. */
async function record({ community, askedBefore }: Bench, { event }: Operation): Promise<Recording> {
  const recorder = await startRecorder(community.url)
  try {
    // Two: a like is taken back before it is recorded, and an instance remembers what it has asked for.
    for (let time = 0; time < 2; time += 1)
      await community.callFunction(VIEWER, 'detour', { ...event(), at: recorder.url })
    askedBefore.push(...recorder.take())
    const recorded = event()
    const answer = await community.callFunction(VIEWER, 'detour', { ...recorded, at: recorder.url })
    return { event: recorded, answer, calls: recorder.take() }
  } finally {
    await recorder.close()
  }
}

/** The calls of a recording as `replay` makes them again. @throws Error when that asks anything else. */
async function replayOf({ community }: Bench, { calls }: Recording): Promise<ReplayedCall[][]> {
  const rounds = roundsOf(calls)
  const recorder = await startRecorder(community.url)
  try {
    await community.callFunction(VIEWER, 'replay', { at: recorder.url, rounds })
    if (!askTheSame(calls, recorder.take())) throw new Error('the replay asks something else')
    return rounds
  } finally {
    await recorder.close()
  }
}

/** The ways of an operation, from nothing but an exchange of bytes to the whole. */
interface Ways {
  readonly exchange: Side
  readonly echo: Side
  /** The SDK's calls and nothing else, by the clock of the function that makes them; of reads only. */
  readonly sdk: Side | undefined
  /** A function that makes the SDK's calls and nothing else, asked like any other. */
  readonly calls: Side | undefined
  readonly fixed: Side
  readonly whole: Side
}

/** A refusal costs less than what was asked for, and must not pass for it. @throws Error for one. */
function demandDone(answer: string): void {
  if (!answer.startsWith('{"ok":true,')) throw new Error(answer)
}

/** Starts the endpoints of fixed bytes, runs `use` with the ways through them, and stops them. */
async function withWays<T>(
  { community, functionsDir, askedBefore }: Bench,
  { name, event }: Operation,
  { event: recorded, calls: recordedCalls, answer }: Recording,
  replay: ReplayedCall[][] | undefined,
  use: (ways: Ways) => Promise<T>,
): Promise<T> {
  writeFileSync(join(functionsDir, 'echo', `${name}.json`), answer)
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const reply = { marks: [], replyBase64: Buffer.from(answer).toString('base64'), headers }
  const answers = await startServer('support/fixed-replies.ts', { calls: [reply] })
  const endpoint = await startServer('support/fixed-replies.ts', {
    calls: [...recordedCalls, ...askedBefore],
  })
  const bare = new HttpClient(answers.url)
  const at = endpoint.url
  const through = (functionName: string, sent: object) => community.callFunction(VIEWER, functionName, sent)
  const done = async (functionName: string, sent: object) => demandDone(await through(functionName, sent))
  const calls = () => through('replay', { at, rounds: replay })
  const sdk = async () => Number(await calls())
  try {
    return await use({
      exchange: { what: 'HTTP exchange of the same bytes', run: () => bare.post('/call/post', recorded) },
      echo: { what: 'function that does nothing', run: () => through('echo', { answer: name }) },
      sdk: replay && { what: 'the same SDK calls by themselves, fixed replies', run: sdk },
      calls: replay && { what: 'a function of the same SDK calls, fixed replies', run: calls },
      fixed: { what: `${name}, fixed replies`, run: () => done('detour', { ...recorded, at }) },
      whole: { what: name, run: () => done('post', event()) },
    })
  } finally {
    bare.close()
    await endpoint.stop()
    await answers.stop()
  }
}

/** Each part is what one way takes more than the way without it. */
function partsOf(
  ms: (side: Side) => number,
  { exchange, echo, sdk, fixed, whole }: Ways,
): Breakdown['parts'] {
  const inside = ms(fixed) - ms(echo)
  return [
    { what: 'an HTTP exchange of the same bytes with the client', ms: ms(exchange) },
    { what: 'gateway, host, the way to the worker and back', ms: ms(echo) - ms(exchange) },
    ...(sdk
      ? [
          { what: 'the SDK and its side of the wire', ms: ms(sdk) },
          { what: 'our function', ms: inside - ms(sdk) },
        ]
      : [{ what: 'our function, the SDK and its side of the wire', ms: inside }]),
    { what: 'the emulator: protocol, database, flushes', ms: ms(whole) - ms(fixed) },
    { what: 'the whole', ms: ms(whole) },
  ]
}

/** The same with many clients at once. */
async function underLoad(name: string, whole: Side, calls: Side): Promise<Finding[]> {
  const loaded = ({ what, run }: Side) => ({ what, ask: async () => void (await run()) })
  const findings: Finding[] = []
  for (const clients of LOADS) {
    const title = {
      name: `${name} over its SDK calls, ${clients} clients`,
      meaning: 'the same, so many clients asking at once: how much work is ours',
      bound: OVER_SDK_MAX,
    }
    findings.push(await compareLoads(title, loaded(whole), loaded(calls), { ...LOAD_ROUNDS, clients }))
  }
  return findings
}

/** The whole over a function of its SDK calls, and over those calls by themselves. */
function overCalls(name: string, whole: Timed, calls: Timed, sdk: Timed): Finding[] {
  const title = {
    name: `${name} over its SDK calls, 1 client`,
    meaning:
      'all that is ours over a function of the same SDK calls against fixed replies of identical bytes',
    bound: OVER_SDK_MAX,
  }
  const wholeWay = {
    name: `${name}'s whole way over its SDK calls by themselves, 1 client`,
    meaning: 'the same with the way from the client through the gateway counted as ours',
  }
  return [ratioOf(title, whole, calls), ratioOf(wholeWay, whole, sdk)]
}

async function measureOperation(bench: Bench, operation: Operation): Promise<Finding[]> {
  const { name } = operation
  const recording = await record(bench, operation)
  const replay = operation.isRead ? await replayOf(bench, recording) : undefined
  return withWays(bench, operation, recording, replay, async (ways) => {
    const { exchange, echo, sdk, calls, fixed, whole } = ways
    const reads = sdk && calls && { sdk, calls }
    const measured = await measure([exchange, echo, ...Object.values(reads ?? {}), fixed, whole], ROUNDS)
    const timesOf = ({ what }: Side): Timed => {
      const found = measured.find((each) => each.what === what)
      if (!found) throw new RangeError(`${what} was not measured`)
      return found
    }
    return [
      ...(reads ? overCalls(name, timesOf(whole), timesOf(reads.calls), timesOf(reads.sdk)) : []),
      {
        kind: 'breakdown',
        name: `where a ${name} goes, 1 client`,
        meaning: 'each part is what one way takes more than the way without it',
        parts: partsOf((side) => median(timesOf(side).times), ways),
      },
      ...(reads ? await underLoad(name, whole, reads.calls) : []),
    ]
  })
}

export async function run(): Promise<Finding[]> {
  let functionsDir = ''
  const community = await startCommunity(POSTS, (dir) => {
    functionsDir = dir
    for (const name of ['detour', 'echo', 'replay']) addFunction(dir, name)
  })
  try {
    const findings: Finding[] = []
    const askedBefore: RecordedCall[] = []
    for (const operation of await operationsOf(community))
      findings.push(...(await measureOperation({ community, functionsDir, askedBefore }, operation)))
    return findings
  } finally {
    await community.stop()
  }
}
