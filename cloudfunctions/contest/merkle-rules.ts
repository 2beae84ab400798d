/** Merkle trees as RFC 9162 2.1 hashes them: over leaves, and over the roots of equal parts. Pure. */
import { createHash } from 'node:crypto'
import { sha256Hex } from './canonical-rules'

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

/** The root of a tree without leaves: the hash of nothing. */
export const EMPTY_ROOT = sha256Hex('')

/** The hash of a leaf's text. */
export function leafHash(leaf: string): string {
  return createHash('sha256').update(LEAF).update(leaf, 'utf8').digest('hex')
}

function nodeHash(left: string, right: string): string {
  return createHash('sha256').update(NODE).update(left, 'hex').update(right, 'hex').digest('hex')
}

/**
 * The root over hashes of leaves; or over the roots of parts that hold 2^k leaves each but the last, which may hold
 * fewer: that is the root over all their leaves.
 */
export function rootOf(hashes: readonly string[]): string {
  return levelsOf(hashes).at(-1)?.[0] ?? EMPTY_ROOT
}

/** The hashes beside the way from the one at `index` up to the root, the lowest first: what the RFC calls its path. */
export function pathOf(hashes: readonly string[], index: number): string[] {
  if (index < 0 || index >= hashes.length) throw new RangeError('there is no leaf of this index')
  return levelsOf(hashes).flatMap((level, height) => level[sibling(index >> height)] ?? [])
}

const sibling = (index: number) => index ^ 1

/** Every level of a tree, the leaves first. One without a neighbour goes up as it is: so the RFC splits. */
function levelsOf(hashes: readonly string[]): string[][] {
  const levels = [[...hashes]]
  for (let level = levels[0] ?? []; level.length > 1; levels.push(level)) level = pairsOf(level)
  return levels
}

function pairsOf(level: readonly string[]): string[] {
  const above: string[] = []
  for (let at = 0; at < level.length; at += 2) {
    const [left = '', right] = level.slice(at, at + 2)
    above.push(right === undefined ? left : nodeHash(left, right))
  }
  return above
}
