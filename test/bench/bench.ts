/** What every bench is made of. Benches print ratios measured inside one run; no test depends on them. */

/** One measured ratio: `of` divided by `to`, both medians of interleaved rounds. */
export interface BenchRow {
  readonly name: string
  readonly of: Measured
  readonly to: Measured
  /** What a person should read out of the ratio. */
  readonly meaning: string
}
export interface Measured {
  readonly what: string
  readonly medianMs: number
}

/** The middle value; of an even count the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  if (middle === undefined) throw new RangeError('a median of nothing')
  return middle
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

/**
 * Runs two things in turn, so that a slow moment of the machine meets both, and compares their medians.
 * The first rounds are for warming up and do not count.
 */
export async function compare(
  name: string,
  meaning: string,
  of: { what: string; run: () => Promise<unknown> },
  to: { what: string; run: () => Promise<unknown> },
  rounds = 60,
): Promise<BenchRow> {
  const warmUp = Math.ceil(rounds / 5)
  const ofMs: number[] = []
  const toMs: number[] = []
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const a = await timed(of.run)
    const b = await timed(to.run)
    if (round < warmUp) continue
    ofMs.push(a)
    toMs.push(b)
  }
  return {
    name,
    meaning,
    of: { what: of.what, medianMs: median(ofMs) },
    to: { what: to.what, medianMs: median(toMs) },
  }
}
