/**
 * LMDB's two meta pages, as the `lmdb` package writes them (struct MDB_meta of its data format 2, behind a page header
 * of 24 bytes). Each commit writes the one that the commit before it did not write, and the newer of the two counts.
 * They carry no checksum: whether one can be true must be concluded from what it says.
 */

/** Where things stand in a page, in bytes from its begin. */
const AT = {
  pageNumber: 0,
  pageFlags: 18,
  magic: 24,
  version: 28,
  address: 32,
  mapSize: 40,
  freeTree: 48,
  mainTree: 96,
  lastPage: 144,
  commit: 152,
  end: 168,
} as const
/** Within the description of a tree. The first word of the free tree is the page size, of others nothing. */
const AT_TREE = {
  size: 0,
  flags: 4,
  depth: 6,
  branches: 8,
  leaves: 16,
  overflow: 24,
  entries: 32,
  root: 40,
} as const
export const TREE_SIZE_BYTES = 48

const MAGIC = 0xbeefc0de
const VERSION = 2
const META_FLAG = 0x08
const INTEGER_KEYS_FLAG = 0x08
const PAGE_SIZES = [4096, 8192, 16_384, 32_768, 65_536, 512, 1024, 2048]
const MAP_SIZE_MAX_BYTES = 2 ** 46
const NO_PAGE = 0xffff_ffff_ffff_ffffn

/** A B+tree of pages. `root` is undefined when it is empty. */
export interface Tree {
  readonly depth: number
  readonly branchPages: number
  readonly leafPages: number
  readonly overflowPages: number
  readonly entries: number
  readonly root: number | undefined
}

export interface MetaPage {
  /** Page 0 or page 1. */
  readonly slot: 0 | 1
  readonly pageSize: number
  /** Which commit wrote it. */
  readonly commit: number
  readonly lastPage: number
  /** Which pages are free. */
  readonly free: Tree
  /** The names of the tables, each with its tree. */
  readonly main: Tree
  readonly bytes: Buffer
}

/** Finds the meta pages at the head of a file; those that cannot be true are left out. `head` is its first 128 KiB or less. */
export function metaPagesIn(head: Buffer): MetaPage[] {
  const first = metaPageOf(head.subarray(0, AT.end), 0)
  // Where the second one stands the first one says; without it every size is tried.
  for (const pageSize of first ? [first.pageSize] : PAGE_SIZES) {
    const second = metaPageOf(head.subarray(pageSize, pageSize + AT.end), 1)
    if (second?.pageSize === pageSize) return first ? [first, second] : [second]
  }
  return first ? [first] : []
}

function metaPageOf(bytes: Buffer, slot: 0 | 1): MetaPage | undefined {
  if (bytes.length < AT.end) return undefined
  const pageSize = bytes.readUInt32LE(AT.freeTree + AT_TREE.size)
  const commit = wholeNumber(bytes, AT.commit)
  const lastPage = wholeNumber(bytes, AT.lastPage)
  const mapSize = wholeNumber(bytes, AT.mapSize)
  const free = treeOf(bytes.subarray(AT.freeTree))
  const main = treeOf(bytes.subarray(AT.mainTree))
  const isPlausible =
    wholeNumber(bytes, AT.pageNumber) === slot &&
    bytes.readUInt16LE(AT.pageFlags) === META_FLAG &&
    bytes.readUInt32LE(AT.magic) === MAGIC &&
    bytes.readUInt32LE(AT.version) === VERSION &&
    wholeNumber(bytes, AT.address) === 0 &&
    PAGE_SIZES.includes(pageSize) &&
    bytes.readUInt16LE(AT.freeTree + AT_TREE.flags) === INTEGER_KEYS_FLAG &&
    bytes.readUInt32LE(AT.mainTree + AT_TREE.size) === 0 &&
    bytes.readUInt16LE(AT.mainTree + AT_TREE.flags) === 0 &&
    // A new file has two of commit 0; afterwards each page takes every other commit.
    (commit === 0 || commit % 2 === slot) &&
    (main.root === undefined) === (commit === 0) &&
    mapSize >= (lastPage + 1) * pageSize &&
    mapSize <= MAP_SIZE_MAX_BYTES
  return isPlausible ? { slot, pageSize, commit, lastPage, free, main, bytes } : undefined
}

/** Reads the description of a tree: 48 bytes, in a meta page or in the leaf that names a table. */
export function treeOf(bytes: Buffer): Tree {
  const isEmpty = bytes.readBigUInt64LE(AT_TREE.root) === NO_PAGE
  return {
    depth: bytes.readUInt16LE(AT_TREE.depth),
    branchPages: wholeNumber(bytes, AT_TREE.branches),
    leafPages: wholeNumber(bytes, AT_TREE.leaves),
    overflowPages: wholeNumber(bytes, AT_TREE.overflow),
    entries: wholeNumber(bytes, AT_TREE.entries),
    root: isEmpty ? undefined : wholeNumber(bytes, AT_TREE.root),
  }
}

/** Beyond 2^53 it is rounded, which no true number in a file is. */
export function wholeNumber(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at))
}

/** The bytes of a meta page that says what `meta` says, for this place, commit and last page. */
export function metaBytes(meta: MetaPage, slot: 0 | 1, commit: number, lastPage: number): Buffer {
  const bytes = Buffer.from(meta.bytes)
  bytes.writeBigUInt64LE(BigInt(slot), AT.pageNumber)
  bytes.writeBigUInt64LE(BigInt(commit), AT.commit)
  bytes.writeBigUInt64LE(BigInt(lastPage), AT.lastPage)
  const mapSize = Math.max(wholeNumber(bytes, AT.mapSize), (lastPage + 1) * meta.pageSize)
  bytes.writeBigUInt64LE(BigInt(mapSize), AT.mapSize)
  return bytes
}
