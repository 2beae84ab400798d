/** A walk through the pages that a meta page speaks of, without LMDB, which does not survive every damage. */
import { readSync } from 'node:fs'
import { type MetaPage, TREE_SIZE_BYTES, type Tree, treeOf, wholeNumber } from './meta-pages'

/** The header of a page, in bytes from its begin. */
const AT = { number: 0, commit: 8, flags: 18, lower: 20, overflowCount: 20, end: 24 } as const
const BRANCH = 0x01
const LEAF = 0x02
const OVERFLOW = 0x04
const KIND = BRANCH | LEAF | OVERFLOW
/** The header of a node in a page: the size of its value or a page number, flags, the size of its key. */
const NODE = { low: 0, high: 2, flags: 4, keySize: 6, end: 8 } as const
const VALUE_ELSEWHERE = 0x01
const VALUE_IS_TREE = 0x02
const DEPTH_MAX = 32
const POINTER_SIZE_BYTES = 2
const WORD_BYTES = 8

/** Something that no commit can have left. */
export class Damaged extends Error {}

export interface WalkOptions {
  /** Also the pages of the tables, not only those of their names and of the free pages. */
  readonly deep: boolean
}

/**
 * Walks everything that belongs to this meta page's commit and answers the greatest page number that is in use or free.
 * @throws Damaged when a page is missing, belongs to a later commit, or the counts do not agree.
 */
export function walk(descriptor: number, sizeBytes: number, meta: MetaPage, { deep }: WalkOptions): number {
  const walker = new Walker(descriptor, Math.floor(sizeBytes / meta.pageSize), meta)
  const tables: Tree[] = []
  let greatestFree = 0
  walker.tree(meta.free, (node) => {
    greatestFree = Math.max(greatestFree, greatestIn(node.value))
  })
  // Every commit frees the pages that it wrote anew, and changes the table of commits: both roots are its own.
  if (meta.free.root !== undefined && walker.rootCommit !== meta.commit) throw new Damaged()
  walker.tree(meta.main, ({ flags, value }) => {
    if ((flags & VALUE_IS_TREE) === 0) return
    if (value.length !== TREE_SIZE_BYTES) throw new Damaged()
    tables.push(treeOf(value))
  })
  if (walker.rootCommit !== meta.commit) throw new Damaged()
  if (deep) for (const table of tables) walker.tree(table)
  return Math.max(walker.greatest, greatestFree)
}

interface Counts {
  branchPages: number
  leafPages: number
  overflowPages: number
  entries: number
}
interface LeafNode {
  readonly flags: number
  readonly value: Buffer
}

class Walker {
  /** The greatest page number met. */
  greatest = 1
  /** The commit that wrote the root of the tree that was walked last. */
  rootCommit = 0
  private readonly pages: Buffer[] = []

  constructor(
    private readonly descriptor: number,
    private readonly pageCount: number,
    private readonly meta: MetaPage,
  ) {}

  /** Counts what belongs to the tree, and hands out the nodes of its leaves when somebody wants them. */
  tree(tree: Tree, onNode?: (node: LeafNode) => void): void {
    this.rootCommit = 0
    if (tree.root === undefined) return
    if (tree.depth < 1 || tree.depth > DEPTH_MAX) throw new Damaged()
    const met: Counts = { branchPages: 0, leafPages: 0, overflowPages: 0, entries: 0 }
    const rootCommit = this.visit(tree.root, tree.depth, met, onNode)
    const agrees =
      met.branchPages === tree.branchPages &&
      met.leafPages === tree.leafPages &&
      met.overflowPages === tree.overflowPages &&
      met.entries === tree.entries
    if (!agrees) throw new Damaged()
    this.rootCommit = rootCommit
  }

  /** Answers the commit that wrote the page. `depth` counts down to the leaves, which are at 1. */
  private visit(
    number: number,
    depth: number,
    met: Counts,
    onNode: ((node: LeafNode) => void) | undefined,
  ): number {
    const page = this.read(number, depth)
    const isLeaf = depth === 1
    if ((page.readUInt16LE(AT.flags) & KIND) !== (isLeaf ? LEAF : BRANCH)) throw new Damaged()
    if (isLeaf) met.leafPages++
    else met.branchPages++
    const count = page.readUInt16LE(AT.lower) / POINTER_SIZE_BYTES
    for (let at = 0; at < count; at++) {
      const start = AT.end + word(page, AT.end + at * POINTER_SIZE_BYTES)
      const flags = word(page, start + NODE.flags)
      const size = word(page, start + NODE.low) + word(page, start + NODE.high) * 2 ** 16
      if (!isLeaf) {
        this.visit(size + flags * 2 ** 32, depth - 1, met, onNode)
        continue
      }
      met.entries++
      const value = page.subarray(start + NODE.end + word(page, start + NODE.keySize))
      if ((flags & VALUE_ELSEWHERE) === 0) onNode?.({ flags, value: value.subarray(0, size) })
      else if (onNode) onNode({ flags, value: this.overflowValue(value, size, met) })
      else this.overflow(value, size, met)
    }
    return wholeNumber(page, AT.commit)
  }

  /** A page by its number; one buffer for each depth is enough, as the walk goes down and comes back. */
  private read(number: number, depth: number): Buffer {
    const { pageSize } = this.meta
    const page = this.pages[depth] ?? Buffer.alloc(pageSize)
    this.pages[depth] = page
    this.fill(page, number)
    return page
  }

  private fill(page: Buffer, number: number): void {
    const { pageSize, commit } = this.meta
    if (number < 2 || number >= this.pageCount) throw new Damaged()
    readSync(this.descriptor, page, 0, page.length, number * pageSize)
    if (wholeNumber(page, AT.number) !== number || wholeNumber(page, AT.commit) > commit) throw new Damaged()
    this.greatest = Math.max(this.greatest, number)
  }

  /** A value too large for a leaf stands in pages of its own, which the leaf names: the first, its commit, how many. */
  private overflow(place: Buffer, size: number, met: Counts): number {
    if (place.length < 3 * WORD_BYTES) throw new Damaged()
    const first = wholeNumber(place, 0)
    const count = wholeNumber(place, 2 * WORD_BYTES)
    if (first + count > this.pageCount) throw new Damaged()
    const header = Buffer.alloc(AT.end)
    this.fill(header, first)
    const isWhole =
      (header.readUInt16LE(AT.flags) & KIND) === OVERFLOW && header.readUInt32LE(AT.overflowCount) === count
    if (!isWhole || AT.end + size > count * this.meta.pageSize) throw new Damaged()
    met.overflowPages += count
    this.greatest = Math.max(this.greatest, first + count - 1)
    return first
  }

  private overflowValue(place: Buffer, size: number, met: Counts): Buffer {
    const first = this.overflow(place, size, met)
    const value = Buffer.alloc(size)
    readSync(this.descriptor, value, 0, size, first * this.meta.pageSize + AT.end)
    return value
  }
}

function word(page: Buffer, at: number): number {
  if (at + POINTER_SIZE_BYTES > page.length) throw new Damaged()
  return page.readUInt16LE(at)
}

/** The greatest page number in a list of free pages: their count, then numbers; `-n, p` stands for n pages from p. */
function greatestIn(list: Buffer): number {
  if (list.length < WORD_BYTES) throw new Damaged()
  const count = wholeNumber(list, 0)
  if ((count + 1) * WORD_BYTES > list.length) throw new Damaged()
  let greatest = 0
  let run = 1
  for (let at = 1; at <= count; at++) {
    const entry = Number(list.readBigInt64LE(at * WORD_BYTES))
    if (entry > 0) greatest = Math.max(greatest, entry + run - 1)
    run = entry < 0 ? -entry : 1
  }
  return greatest
}
