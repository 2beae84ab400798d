/**
 * The order in which somebody sees a gallery (PRODUCT 3.5): one of 64 shuffles of the works' numbers, each made from the
 * contest's published seed, so that nobody is shown first by our choice and anybody can make them again. Pure.
 */
import { createHash } from 'node:crypto'
import { SHUFFLES } from '../../contract/limits'

const WORD_BYTES = 4
const WORDS = 2 ** 32

/** Which of the shuffles a caller sees in a contest: always the same one. */
export function shuffleOf(callerKey: string, contestId: string): number {
  const digest = createHash('sha256').update(`${callerKey}:${contestId}`, 'utf8').digest()
  return digest.readUInt32BE(0) % SHUFFLES
}

/**
 * The numbers 1 to `count` in the order of a shuffle: Fisher and Yates from the last place down, each place below
 * `bound` chosen by the next word of the stream that is below the largest multiple of `bound`. The stream is SHA-256 of
 * `{seed}:{shuffle}:{block}` for the blocks 0, 1, 2, …, read as words of 32 bits, the highest byte first.
 */
export function shuffledNumbers(seed: string, shuffle: number, count: number): number[] {
  const numbers = Array.from({ length: count }, (_, place) => place + 1)
  const next = wordsOf(seed, shuffle)
  for (let last = count - 1; last > 0; last -= 1) {
    const chosen = below(last + 1, next)
    const [a, b] = [numbers[last], numbers[chosen]]
    if (a !== undefined && b !== undefined) [numbers[last], numbers[chosen]] = [b, a]
  }
  return numbers
}

/** A number from 0 to below `bound`, each as likely as any other. */
function below(bound: number, next: () => number): number {
  const fair = WORDS - (WORDS % bound)
  let word = next()
  while (word >= fair) word = next()
  return word % bound
}

function wordsOf(seed: string, shuffle: number): () => number {
  let block = 0
  let bytes = Buffer.alloc(0)
  let at = 0
  return () => {
    if (at >= bytes.length) {
      bytes = createHash('sha256').update(`${seed}:${shuffle}:${block}`, 'utf8').digest()
      block += 1
      at = 0
    }
    const word = bytes.readUInt32BE(at)
    at += WORD_BYTES
    return word
  }
}
