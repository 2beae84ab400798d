import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'
import path from 'node:path'

/**
 * Where LMDB keeps what we need to know in each of its two meta pages, in bytes from the page's begin
 * (struct MDB_meta behind a page header of 24 bytes, in the LMDB that the `lmdb` package carries).
 */
const META = { magic: 24, pageSize: 48, lastPage: 144, transaction: 152, end: 160 } as const
const MAGIC = 0xbeefc0de
const PAGE_SIZE_MIN = 512
const PAGE_SIZE_MAX = 65_536

/**
 * Refuses a file that is not LMDB's, because LMDB does not survive every such file. Gives the file the length that its
 * newest meta page speaks of, and says whether it was shorter: LMDB maps the file into memory, and the process would
 * die of reading behind its end. Shorter is not yet damaged: pages that were
 * taken and given back within one commit are never written. The caller must look whether everything is there.
 */
export function checkDataFile(file: string): boolean {
  if (!existsSync(file)) return false
  const descriptor = openSync(file, 'r+')
  try {
    const { size } = fstatSync(descriptor)
    if (size === 0) return false
    const first = readMeta(descriptor, 0)
    if (!first) throw new Error(`${path.basename(file)} is not a database`)
    const second = readMeta(descriptor, first.pageSize)
    const newest = second && second.transaction > first.transaction ? second : first
    const lengthBytes = (newest.lastPage + 1) * newest.pageSize
    if (size >= lengthBytes) return false
    ftruncateSync(descriptor, lengthBytes)
    return true
  } finally {
    closeSync(descriptor)
  }
}

/** A meta page, or undefined where there is none. */
function readMeta(descriptor: number, position: number) {
  const bytes = Buffer.alloc(META.end)
  if (readSync(descriptor, bytes, 0, META.end, position) < META.end) return undefined
  const pageSize = bytes.readUInt32LE(META.pageSize)
  if (bytes.readUInt32LE(META.magic) !== MAGIC) return undefined
  if (pageSize < PAGE_SIZE_MIN || pageSize > PAGE_SIZE_MAX) return undefined
  return {
    pageSize,
    lastPage: Number(bytes.readBigUInt64LE(META.lastPage)),
    transaction: Number(bytes.readBigUInt64LE(META.transaction)),
  }
}
