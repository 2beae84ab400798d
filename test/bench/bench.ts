/**
 * What every bench is made of: ratios measured inside one run, and counts. No test depends on them; a bound is what
 * the figure is meant to stay under, and `npm run bench -- --strict` fails when one is crossed.
 */

/** What one side took in each round, in milliseconds. */
export interface Timed {
  readonly what: string
  readonly times: readonly number[]
}

/** What one side of a ratio took. */
export interface Measured {
  readonly what: string
  readonly medianMs: number
}

/** `of` divided by `to`: the median of what it is in each round, beside the medians of both. */
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

/** One thing that is measured beside others. */
export interface Side {
  readonly what: string
  /** A number that it answers is its own measure, in milliseconds; else the time is taken that it needs. */
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
  /** Rounds that count. Default 60. */
  readonly rounds?: number
  /** Rounds before them, which do not: machine code is made of what has run often. Default a fifth of `rounds`. */
  readonly warmUp?: number
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

export function medianOf({ what, times }: Timed): Measured {
  return { what, medianMs: median(times) }
}

/**
 * The ratio of two things that have been measured in one run, round by round: what else the machine was doing in a round
 * has met both of them, while of two medians one may be from a quiet minute and the other not.
 */
export function ratioOf(title: Title, of: Timed, to: Timed): Ratio {
  const ratios = of.times.map((ms, round) => ms / (to.times[round] ?? Number.NaN))
  return { kind: 'ratio', ...title, of: medianOf(of), to: medianOf(to), ratio: median(ratios) }
}

/** Whether a finding has a bound and crosses it. */
export function isMissed(finding: Finding): boolean {
  if (finding.kind === 'ratio') return finding.bound !== undefined && !(finding.ratio <= finding.bound)
  if (finding.kind === 'count') return finding.bound !== undefined && !(finding.value <= finding.bound)
  return false
}

async function timeOf({ run }: Side, times: number): Promise<number> {
  let ms = 0
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now()
    const told = await run()
    ms += typeof told === 'number' ? told : performance.now() - startedAt
  }
  return ms / times
}

/**
 * Runs things in turn, so that a slow moment of the machine meets them all, and answers the times of each. Every
 * round begins with another one, because who comes next finds the caches that who came before has filled.
 */
export async function measure(
  sides: readonly Side[],
  { rounds = 60, batch = 1, warmUp = Math.ceil(rounds / 5) }: Rounds = {},
): Promise<Timed[]> {
  const measured = sides.map((side) => ({ side, times: [] as number[] }))
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const first = round % sides.length
    for (const { side, times } of [...measured.slice(first), ...measured.slice(0, first)]) {
      side.prepare?.()
      const ms = await timeOf(side, batch)
      if (round >= warmUp) times.push(ms)
    }
  }
  return measured.map(({ side, times }) => ({ what: side.what, times }))
}

/** As `measure`, for two of which the first is divided by the second. */
export async function compare(title: Title, of: Side, to: Side, rounds: Rounds = {}): Promise<Ratio> {
  const [ofTimed, toTimed] = await measure([of, to], rounds)
  if (!ofTimed || !toTimed) throw new RangeError('two sides are compared')
  return ratioOf(title, ofTimed, toTimed)
}
