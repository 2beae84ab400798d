/** A seeded generator of our own, so that the same seed makes the same community on every machine. */
import { createHash } from 'node:crypto'

/** Chance that can be repeated. Each duty takes a stream of its own by name, so that none disturbs another. */
export interface Random {
  /** A fraction, 0 inclusive to 1 exclusive. */
  fraction(): number
  /** A whole number, `min` to `max`, both included. */
  between(min: number, max: number): number
  /** True this often, of 1. */
  chance(probability: number): boolean
  /** The same items in another order. */
  shuffled<T>(items: readonly T[]): T[]
  /** So many bytes, as ids are made of. */
  bytes(count: number): Uint8Array
}

/** The stream called `name` of this seed. */
export function createRandom(seed: string, name: string): Random {
  const digest = createHash('sha256').update(`${seed}:${name}`).digest()
  const fraction = sfc32(
    digest.readUInt32LE(0),
    digest.readUInt32LE(4),
    digest.readUInt32LE(8),
    digest.readUInt32LE(12),
  )
  const between = (min: number, max: number) => min + Math.floor(fraction() * (max - min + 1))
  return {
    fraction,
    between,
    chance: (probability) => fraction() < probability,
    shuffled(items) {
      return items
        .map((item) => ({ item, place: fraction() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item)
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  }
}

/** Chris Doty-Humphrey's small fast counting generator, 32 bits: short, and long enough before it repeats. */
function sfc32(seedA: number, seedB: number, seedC: number, seedCounter: number): () => number {
  let [a, b, c, counter] = [seedA, seedB, seedC, seedCounter]
  return () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
}

/**
 * Items in a chance order that comes round again only when all were dealt: repeats are as far apart as they can be.
 * @throws RangeError when there is nothing to deal
 */
export function createDeck<T>(items: readonly T[], random: Random): () => T {
  const order = random.shuffled(items)
  let next = 0
  return () => {
    const item = order[next % order.length]
    if (item === undefined) throw new RangeError('nothing to deal')
    next += 1
    return item
  }
}
