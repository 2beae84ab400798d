/**
 * That an acknowledgement waits for the disk. A kill does not show it, because what a process has written outlives it
 * in the system's cache; so the flushes are counted where a tracer can be had, and at each acknowledgement the file is
 * looked at from outside.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { metaPagesIn } from '../../emulator/database/meta-pages'
import { sdkEnvironment } from '../../emulator/environment'
import { pointSdkAt, type SdkDatabase } from '../emulator/sdk'
import { type ServerMode, Victim } from './victim'

const HEAD_BYTES = 8192
/** Linux's flag of a descriptor whose every write is flushed before it returns. */
const FLUSHED_WRITES_FLAG = 0o10000
/** One of these completes when the pages of a commit are on disk. */
const FLUSH = /fdatasync(\(\d+| resumed>)\)\s+= 0/
/** Writes of the store into one of its first two pages: what makes a commit the newest. */
const META_WRITE = /pwrite64\(\d+, [^,]*, \d+, (\d+)/

export interface FlushCounts {
  readonly acknowledged: number
  /** Acknowledgements at which the file did not show a newer commit yet. */
  readonly early: number
  /** Undefined where there is no tracer. */
  readonly traced: { readonly flushes: number; readonly metaWrites: number } | undefined
}

/** Whether system calls can be counted on this machine. */
export function hasTracer(): boolean {
  return spawnSync('strace', ['-V']).status === 0
}

/** Adds documents through the SDK, by this many clients at once, and looks at each acknowledgement. */
export async function countFlushes(options: {
  dir: string
  writes: number
  clients: number
  isTraced: boolean
  mode?: ServerMode
}): Promise<FlushCounts> {
  const { dir, writes, clients, isTraced, mode = 'honest' } = options
  const trace = join(dir, 'trace.txt')
  const victim = new Victim({
    dir,
    mode,
    collections: { facts: { indexes: [] } },
    under: isTraced ? ['strace', '-f', '-s', '0', '-e', 'trace=fdatasync,pwrite64', '-o', trace] : [],
  })
  try {
    const url = await victim.start()
    const database = pointSdkAt({ environment: () => sdkEnvironment(url) }).database()
    const file = join(dir, 'data', 'database', 'data.mdb')
    const before = isTraced ? countsIn(trace) : undefined
    const early = await addAll(database, file, writes, clients)
    const after = isTraced ? countsIn(trace) : undefined
    const traced = before &&
      after && {
        flushes: after.flushes - before.flushes,
        metaWrites: after.metaWrites - before.metaWrites,
      }
    return { acknowledged: writes, early, traced }
  } finally {
    await victim.close()
  }
}

/** Answers how many were acknowledged although the file showed no newer commit. With one client each has its own. */
async function addAll(database: SdkDatabase, file: string, writes: number, clients: number): Promise<number> {
  let next = 0
  let early = 0
  const client = async () => {
    while (next < writes) {
      const _id = `fact-${next++}`
      const before = newestCommit(file)
      await database.collection('facts').add({ data: { _id } })
      if (newestCommit(file) <= before) early++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return early
}

function newestCommit(file: string): number {
  const descriptor = openSync(file, 'r')
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    readSync(descriptor, head, 0, HEAD_BYTES, 0)
    return Math.max(...metaPagesIn(head).map(({ commit }) => commit))
  } finally {
    closeSync(descriptor)
  }
}

function countsIn(trace: string): { flushes: number; metaWrites: number } {
  const lines = readFileSync(trace, 'utf8').split('\n')
  return {
    flushes: lines.filter((line) => FLUSH.test(line)).length,
    metaWrites: lines.filter((line) => Number(META_WRITE.exec(line)?.[1] ?? HEAD_BYTES) < HEAD_BYTES).length,
  }
}

/** Whether this process holds the data file by a descriptor that flushes each write before it returns. Linux only. */
export function hasFlushingDescriptor(processId: number): boolean {
  const folder = `/proc/${processId}`
  return readdirSync(`${folder}/fd`).some((descriptor) => {
    if (!readlinkSync(`${folder}/fd/${descriptor}`).endsWith('data.mdb')) return false
    const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`${folder}/fdinfo/${descriptor}`, 'utf8'))?.[1]
    return (Number.parseInt(flags ?? '0', 8) & FLUSHED_WRITES_FLAG) !== 0
  })
}
