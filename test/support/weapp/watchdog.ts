/**
 * Ends the process when the event loop stands still: an app that spins in promises leaves no room for any timeout of
 * the test runner's. A loop inside one entry is ended earlier and more gently by the realm's own limit.
 */
import { Worker } from 'node:worker_threads'

const BEAT_MS = 500
const STANDSTILL_MS = 30_000

/** The thread looks whether the count has moved; it cannot be blocked by what runs in the main thread. */
const WATCH = `
const { workerData } = require('node:worker_threads')
const beats = new Int32Array(workerData.beats)
let last = -1
let since = Date.now()
setInterval(() => {
  const now = Atomics.load(beats, 0)
  if (now !== last) { last = now; since = Date.now(); return }
  if (Date.now() - since < workerData.standstillMs) return
  require('node:fs').writeSync(2, 'The mini program under test has blocked the event loop; ending the process.\\n')
  process.kill(process.pid, 'SIGKILL')
}, workerData.beatMs)
`

/** Begins watching; the answer ends it. */
export function guardEventLoop(standstillMs = STANDSTILL_MS): () => void {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const heart = setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS)
  heart.unref()
  const worker = new Worker(WATCH, {
    eval: true,
    workerData: { beats: beats.buffer, beatMs: BEAT_MS, standstillMs },
  })
  worker.unref()
  return () => {
    clearInterval(heart)
    void worker.terminate()
  }
}
