import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { Damaged, walk } from './data-pages'
import { type MetaPage, metaBytes, metaPagesIn } from './meta-pages'

/** The second meta page stands behind one of at most 64 KiB. */
const HEAD_SIZE_BYTES = 2 * 65_536
/** Where the lock file beside the data keeps the number of the last commit. */
const LOCKED_COMMIT = { at: 8, end: 16 } as const

/**
 * Makes a data file fit for LMDB, which reads its meta pages without asking whether they can be true and maps the file
 * into memory, so that the process would die of what is missing. Where there is no doubt this costs a few reads. In doubt
 * every page that the newest commit speaks of is looked at; when one is missing or was written later, the commit before
 * it is tried in the same way, and becomes the newest. What comes back is always one whole commit.
 * @throws Error, one clause, when it is no database, or when neither of its last two commits is whole.
 */
export function checkDataFile(dir: string): void {
  const file = path.join(dir, 'data.mdb')
  if (!existsSync(file)) return
  const descriptor = openSync(file, 'r+')
  try {
    const sizeBytes = fstatSync(descriptor).size
    if (sizeBytes === 0) return
    const head = Buffer.alloc(Math.min(sizeBytes, HEAD_SIZE_BYTES))
    readSync(descriptor, head, 0, head.length, 0)
    const metas = metaPagesIn(head)
    if (metas.length === 0) throw new Error(`${path.basename(file)} is not a database, or damaged`)
    const newestFirst = metas.sort((left, right) => right.commit - left.commit)
    if (isBeyondDoubt(descriptor, sizeBytes, newestFirst, lockedCommit(dir))) return
    recover(descriptor, sizeBytes, newestFirst)
  } finally {
    closeSync(descriptor)
  }
}

/** Both meta pages can be true, they are of the last two commits, and the file is as long as the newer one says. */
function isBeyondDoubt(
  descriptor: number,
  sizeBytes: number,
  [newest, older]: readonly MetaPage[],
  commit: number | undefined,
): boolean {
  if (!newest || !older || newest.commit - older.commit > 1) return false
  if (sizeBytes !== (newest.lastPage + 1) * newest.pageSize) return false
  if (commit !== undefined && commit !== newest.commit) return false
  return [newest, older].every((meta) => greatestPage(descriptor, sizeBytes, meta, false) !== undefined)
}

function recover(descriptor: number, sizeBytes: number, newestFirst: readonly MetaPage[]): void {
  for (const meta of newestFirst) {
    const greatest = greatestPage(descriptor, sizeBytes, meta, true)
    if (greatest === undefined) continue
    restore(descriptor, sizeBytes, meta, greatest)
    return
  }
  throw new Error('its last two commits are both damaged')
}

/** Undefined when the commit of this meta page is not whole. */
function greatestPage(
  descriptor: number,
  sizeBytes: number,
  meta: MetaPage,
  deep: boolean,
): number | undefined {
  try {
    const greatest = walk(descriptor, sizeBytes, meta, { deep })
    return deep || greatest <= meta.lastPage ? greatest : undefined
  } catch (error) {
    if (error instanceof Damaged) return undefined
    throw error
  }
}

/** Makes this commit the newest one and gives the file the length that LMDB will map. */
function restore(descriptor: number, sizeBytes: number, meta: MetaPage, greatest: number): void {
  const { pageSize, slot, commit } = meta
  // Too few would give pages out twice; too many only leaves some unused.
  const isTrue = meta.lastPage >= greatest && (meta.lastPage + 1) * pageSize <= sizeBytes
  const lastPage = isTrue ? meta.lastPage : Math.max(greatest, Math.floor(sizeBytes / pageSize) - 1)
  const other = slot === 0 ? 1 : 0
  const write = (bytes: Buffer, at: 0 | 1) => writeSync(descriptor, bytes, 0, bytes.length, at * pageSize)
  write(metaBytes(meta, slot, commit, lastPage), slot)
  // The same state under an older number: nobody takes it for newer, and both pages are sound.
  write(metaBytes(meta, other, Math.max(commit - 1, 0), lastPage), other)
  const lengthBytes = (lastPage + 1) * pageSize
  if (sizeBytes < lengthBytes) ftruncateSync(descriptor, lengthBytes)
  fsyncSync(descriptor)
}

/** The last commit as the lock file remembers it, which survives a killed process; undefined when there is none. */
function lockedCommit(dir: string): number | undefined {
  const file = path.join(dir, 'lock.mdb')
  if (!existsSync(file)) return undefined
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(LOCKED_COMMIT.end)
    if (readSync(descriptor, bytes, 0, bytes.length, 0) < bytes.length) return undefined
    return Number(bytes.readBigUInt64LE(LOCKED_COMMIT.at))
  } finally {
    closeSync(descriptor)
  }
}
