/**
 * The state of the virtual clock as one 64-bit word of shared memory, which is written and read whole, so that
 * all threads see a change at once. Functions read it too: this file is part of what runs in their threads.
 */

/** How far the clock is from the machine's, or the moment at which it stands still. Milliseconds. */
export type ClockState = { readonly offsetMs: number } | { readonly frozenAt: number }

/** The word's lowest bit says whether the clock stands still; the rest is the number of milliseconds. */
export class SharedTime {
  private readonly word: BigInt64Array

  /** @param machineNow The machine's own clock, in epoch milliseconds. */
  constructor(
    readonly memory = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT),
    private readonly machineNow: () => number = Date.now,
  ) {
    this.word = new BigInt64Array(memory)
  }

  get state(): ClockState {
    const word = Atomics.load(this.word, 0)
    const ms = Number(word >> 1n)
    return (word & 1n) === 1n ? { frozenAt: ms } : { offsetMs: ms }
  }

  set state(state: ClockState) {
    const word = 'frozenAt' in state ? BigInt(state.frozenAt) * 2n + 1n : BigInt(state.offsetMs) * 2n
    Atomics.store(this.word, 0, word)
  }

  /** Epoch milliseconds. */
  now(): number {
    const { state } = this
    return 'frozenAt' in state ? state.frozenAt : this.machineNow() + state.offsetMs
  }
}
