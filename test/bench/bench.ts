/**
 * What every bench is made of: ratios measured inside one run, and counts. No test depends on them; a bound is what
 * the figure is meant to stay under, and `npm run bench -- --strict` fails when one is crossed.
 */

/** What one side of a ratio took. */
export interface Measured {
  readonly what: string
  readonly medianMs: number
}

/** `of` divided by `to`: medians of interleaved rounds. */
export interface Ratio {
  readonly kind: 'ratio'
  readonly name: string
  /** What a person should read out of the ratio. */
  readonly meaning: string
  readonly of: Measured
  readonly to: Measured
  readonly ratio: number
  /** The ratio is meant to be at most this. */
  readonly bound?: number
}

/** Something counted, or measured where nothing is beside it: `unit` says what, such as `MB` or `commits per flush`. */
export interface Count {
  readonly kind: 'count'
  readonly name: string
  readonly meaning: string
  readonly value: number
  readonly unit: string
  /** The value is meant to be at most this. */
  readonly bound?: number
}

/** Where the time of something goes: parts that follow one another, medians in milliseconds. */
export interface Breakdown {
  readonly kind: 'breakdown'
  readonly name: string
  readonly meaning: string
  readonly parts: readonly { readonly what: string; readonly ms: number }[]
}

/** What could not be measured on this machine, and why. */
export interface Skipped {
  readonly kind: 'skipped'
  readonly name: string
  readonly reason: string
}

export type Finding = Ratio | Count | Breakdown | Skipped

/** What a file `*.bench.ts` exports. */
export interface Bench {
  run(): Promise<Finding[]>
}

/** One side of a comparison. */
export interface Side {
  readonly what: string
  readonly run: () => Promise<unknown>
  /** Called before each batch; does not count. */
  readonly prepare?: () => void
}

/** How a finding is called, what it says, and what it should stay under. */
export interface Title {
  readonly name: string
  readonly meaning: string
  readonly bound?: number
}

export interface Rounds {
  /** Rounds that count; a fifth as many warm up before them. Default 60. */
  readonly rounds?: number
  /** How often a side runs in each round, one after the other; the time is that of one. Default 1. */
  readonly batch?: number
}

/** The middle value; of an even count the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  if (middle === undefined) throw new RangeError('a median of nothing')
  return middle
}

/** The ratio of two things that have been measured in one run. */
export function ratioOf(title: Title, of: Measured, to: Measured): Ratio {
  return { kind: 'ratio', ...title, of, to, ratio: of.medianMs / to.medianMs }
}

/** Whether a finding has a bound and crosses it. */
export function isMissed(finding: Finding): boolean {
  if (finding.kind === 'ratio') return finding.bound !== undefined && !(finding.ratio <= finding.bound)
  if (finding.kind === 'count') return finding.bound !== undefined && !(finding.value <= finding.bound)
  return false
}

async function timed(run: () => Promise<unknown>, times: number): Promise<number> {
  const startedAt = performance.now()
  for (let time = 0; time < times; time += 1) await run()
  return (performance.now() - startedAt) / times
}

/**
 * Runs two things in turn, so that a slow moment of the machine meets both, and compares their medians.
 * Every other round begins with the other one, because the second finds the caches that the first has filled.
 */
export async function compare(
  title: Title,
  of: Side,
  to: Side,
  { rounds = 60, batch = 1 }: Rounds = {},
): Promise<Ratio> {
  const warmUp = Math.ceil(rounds / 5)
  const times = { of: [] as number[], to: [] as number[] }
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const order = round % 2 === 0 ? (['of', 'to'] as const) : (['to', 'of'] as const)
    for (const side of order) {
      const { run, prepare } = side === 'of' ? of : to
      prepare?.()
      const ms = await timed(run, batch)
      if (round >= warmUp) times[side].push(ms)
    }
  }
  return ratioOf(
    title,
    { what: of.what, medianMs: median(times.of) },
    { what: to.what, medianMs: median(times.to) },
  )
}
