/**
 * What is ours of a call: the feed through gateway, worker, function, SDK and emulator beside the same calls of the SDK
 * alone, answered by an endpoint that gives the very bytes the emulator gave. The SDK of both runs in a worker of the
 * emulator's process; the endpoint and the client are processes of their own. All ways alternate within each round.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Breakdown, type Finding, type Measured, measure, ratioOf, type Side } from './bench'
import { type RunningCommunity, startCommunity } from './support/community'
import { addFunction } from './support/functions'
import { HttpClient } from './support/load'
import { type ServerProcess, startServer } from './support/processes'
import { type RecordedCall, type Recorder, startRecorder } from './support/recorder'
import { askTheSame, type ReplayEvent, roundsOf } from './support/replay'

const POSTS = 1_000
const VIEWER = 0
const ROUNDS = { warmUp: 40, rounds: 60, batch: 10 }
const FEED = { action: 'post.listFeed', input: {} }

interface Recorded {
  readonly calls: readonly RecordedCall[]
  readonly replay: Omit<ReplayEvent, 'at'>
}

/** The calls of one feed, and a replay of them that asks exactly the same. */
async function record(community: RunningCommunity, recorder: Recorder): Promise<Recorded> {
  const callFunction = (name: string, event: object) =>
    community.callFunction(VIEWER, name, { ...event, at: recorder.url })
  // The first asks for more: what an instance remembers afterwards.
  await callFunction('detour', FEED)
  recorder.take()
  await callFunction('detour', FEED)
  const calls = recorder.take()
  const replay = { rounds: roundsOf(calls) }
  await callFunction('replay', replay)
  if (!askTheSame(calls, recorder.take())) throw new Error('the replay does not ask what the function asked')
  return { calls, replay }
}

/** The ways of a feed, from nothing but an exchange of bytes to the whole. */
function ways(community: RunningCommunity, fixed: ServerProcess, answers: ServerProcess, replay: object) {
  const at = fixed.url
  const bare = new HttpClient(answers.url)
  const through = (name: string, event: object) => community.callFunction(VIEWER, name, event)
  return {
    exchange: { what: 'HTTP exchange of the same bytes', run: () => bare.post('/call/post', FEED) },
    echo: { what: 'function that does nothing', run: () => through('echo', FEED) },
    sdk: {
      what: 'the same SDK calls, fixed replies',
      run: async () => Number(await through('replay', { ...replay, at })),
    },
    detour: { what: 'feed, fixed replies', run: () => through('detour', { ...FEED, at }) },
    feed: { what: 'feed', run: () => through('post', FEED) },
  } satisfies Record<string, Side>
}

function breakdown(measured: Readonly<Record<keyof ReturnType<typeof ways>, Measured>>): Breakdown {
  const { exchange, echo, sdk, detour, feed } = measured
  return {
    kind: 'breakdown',
    name: 'where a feed goes, 1 client',
    meaning: 'each part is what one way takes more than the way without it',
    parts: [
      { what: 'an HTTP exchange of the same bytes with the client', ms: exchange.medianMs },
      { what: 'gateway, host and the way to the worker and back', ms: echo.medianMs - exchange.medianMs },
      { what: 'the SDK: signing, encoding, its side of the wire', ms: sdk.medianMs },
      { what: 'our function', ms: detour.medianMs - echo.medianMs - sdk.medianMs },
      { what: 'the emulator: protocol, database, addresses', ms: feed.medianMs - detour.medianMs },
      { what: 'the whole', ms: feed.medianMs },
    ],
  }
}

async function compareWays(community: RunningCommunity, functionsDir: string): Promise<Finding[]> {
  const recorder = await startRecorder(community.url)
  const { calls, replay } = await record(community, recorder)
  await recorder.close()
  const answer = await community.callFunction(VIEWER, 'post', FEED)
  writeFileSync(join(functionsDir, 'echo', 'answer.json'), answer)
  const asJson = { 'content-type': 'application/json; charset=utf-8' }
  const replyBase64 = Buffer.from(answer).toString('base64')
  const fixed = await startServer('support/fixed-replies.ts', { calls })
  const answers = await startServer('support/fixed-replies.ts', {
    calls: [{ marks: [], replyBase64, headers: asJson }],
  })
  try {
    const { exchange, echo, sdk, detour, feed } = ways(community, fixed, answers, replay)
    const [e, o, s, d, f] = await measure([exchange, echo, sdk, detour, feed], ROUNDS)
    if (!e || !o || !s || !d || !f) throw new RangeError('five ways were measured')
    return [
      ratioOf(
        {
          name: 'the feed over its SDK calls',
          meaning: 'all of ours over the same SDK calls against fixed replies of identical bytes',
          bound: 1.4,
        },
        f,
        s,
      ),
      breakdown({ exchange: e, echo: o, sdk: s, detour: d, feed: f }),
    ]
  } finally {
    await fixed.stop()
    await answers.stop()
  }
}

export async function run(): Promise<Finding[]> {
  let functionsDir = ''
  const community = await startCommunity(POSTS, (dir) => {
    functionsDir = dir
    for (const name of ['detour', 'echo', 'replay']) addFunction(dir, name)
  })
  try {
    return await compareWays(community, functionsDir)
  } finally {
    await community.stop()
  }
}
