/** Checks a receipt on the phone itself: that the ballot it shows is in the root that was published. PRODUCT 3.7. */
import { sha256 } from '@noble/hashes/sha2'
import type { Receipt } from '../../../contract/contest-proof'

/** What a receipt claims: this leaf stands at `index` of the `size` leaves under `root`. */
export type Claim = Pick<Receipt, 'leaf' | 'index' | 'size' | 'path' | 'root'>

const LEAF = 0
const NODE = 1

/** Whether the path leads from the leaf to the root: the verification of RFC 9162 2.1.3.2. */
export function proves({ leaf, index, size, path, root }: Claim): boolean {
  if (index < 0 || index >= size) return false
  let place = index
  let last = size - 1
  let hash = sha256(bytesAfter(LEAF, bytesOfText(leaf)))
  for (const hex of path) {
    if (last === 0) return false
    const beside = bytesOfHex(hex)
    if (place % 2 === 1 || place === last) {
      hash = sha256(bytesAfter(NODE, beside, hash))
      // Without a neighbour it went up as it was.
      while (place % 2 === 0 && place !== 0) {
        place = half(place)
        last = half(last)
      }
    } else hash = sha256(bytesAfter(NODE, hash, beside))
    place = half(place)
    last = half(last)
  }
  return last === 0 && hexOf(hash) === root
}

/** Whether a receipt is of this voter's own ballot of the day, and proves it. */
export function isReceiptTrue(receipt: Receipt): boolean {
  return receipt.leaf.startsWith(`["${receipt.voter}","${receipt.day}",`) && proves(receipt)
}

const half = (count: number) => Math.floor(count / 2)

function bytesAfter(first: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([first, ...parts.flatMap((part) => [...part])])
}

/** A leaf is ASCII: pseudonyms, days and ids. The runtime of WeChat has no TextEncoder. */
function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  )
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
