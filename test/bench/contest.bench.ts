/**
 * A large contest after its last vote: anchoring the last day, looking for fraud, counting it twice (when it closes and
 * when it is final), sealing the bundle and verifying that. The jobs run in one process against an emulator in another.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '../../emulator/server'
import type { Breakdown, Count, Finding } from './bench'
import { fillContest } from './support/contest-fill'
import { closeApart, verifyApart } from './support/contest-task'
import { startServer } from './support/processes'

/** `CONTEST_BALLOTS` names fewer, for a quick look. */
const SIZE = { works: 2_000, ballots: Number(process.env.CONTEST_BALLOTS ?? 200_000) }
const CLOSING_MAX_S = 60
const MEMORY_MAX_MB = 400
/** A slice of a job that takes longer has failed (`kit/jobs.ts`). */
const SLICE_MAX_S = 20

function seconds(name: string, meaning: string, ms: number, bound?: number): Count {
  return {
    kind: 'count',
    name,
    meaning,
    value: ms / 1_000,
    unit: 's',
    ...(bound === undefined ? {} : { bound }),
  }
}
function megabytes(name: string, meaning: string, value: number, bound?: number): Count {
  return { kind: 'count', name, meaning, value, unit: 'MB', ...(bound === undefined ? {} : { bound }) }
}

export async function run(): Promise<Finding[]> {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-bench-'))
  const dataDir = join(dir, 'data')
  const emulator = await createEmulator({ port: 0, dataDir })
  const filled = await fillContest(emulator.database, SIZE)
  await emulator.close()
  const server = await startServer('support/emulator-server.ts', { port: 0, dataDir, callLatencyMs: 0 })
  try {
    const bundlePath = join(dir, 'bundle.json')
    const { contestId, plan } = filled
    const { before, closing, peakMb } = await closeApart({ url: server.url, contestId, plan, bundlePath })
    const verified = await verifyApart(bundlePath)
    if (verified.ballots !== filled.ballots) throw new Error('the bundle holds other ballots')
    const parts = [...closing.map(({ what, ms }) => ({ what, ms })), { what: 'verify', ms: verified.ms }]
    const breakdown: Breakdown = {
      kind: 'breakdown',
      name: 'closing a contest',
      meaning: `${SIZE.works} works, ${filled.ballots} ballots of five days, a fifth of them on the last`,
      parts,
    }
    const total = parts.reduce((sum, { ms }) => sum + ms, 0)
    const earlier = before.reduce((sum, { ms }) => sum + ms, 0)
    const slice = Math.max(...[...before, ...closing].map(({ longestSliceMs }) => longestSliceMs))
    return [
      breakdown,
      seconds('closing, counting, proving', 'all of the above', total, CLOSING_MAX_S),
      seconds('the days before', 'anchoring four days and looking through them', earlier),
      seconds('longest slice', 'of any job', slice, SLICE_MAX_S),
      megabytes('memory of the jobs', 'the highest of the whole process', peakMb, MEMORY_MAX_MB),
      megabytes('memory of the verifier', 'the highest of its process', verified.peakMb, MEMORY_MAX_MB),
      megabytes('the bundle', 'on the disk', verified.bytes / 1_024 ** 2),
    ]
  } finally {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
