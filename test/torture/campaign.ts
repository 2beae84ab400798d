/**
 * What every campaign is made of. A campaign is a file `*.campaign.ts` here that exports `about`, `rounds` and `run`;
 * `npm run torture` finds it by its name.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type * as z from 'zod'

export interface CampaignOptions {
  /** How many rounds there shall be in all, those of earlier runs in the same folder included. */
  readonly rounds: number
  readonly seed: number
  /** The campaign's own folder: what it has to remember to go on where it was interrupted. */
  readonly dir: string
  /** Shows a line of progress. */
  readonly tell: (line: string) => void
}

export interface CampaignResult {
  /** What was wrong, in words; empty when all is well. */
  readonly wrong: readonly string[]
  /** What was counted, over all runs in this folder. */
  readonly figures: Readonly<Record<string, number | string>>
}

export interface Campaign {
  /** One sentence: what is done, and what must hold. */
  readonly about: string
  /** How many rounds there are unless others are asked for. */
  readonly rounds: number
  run(options: CampaignOptions): Promise<CampaignResult>
}

/** A generator of numbers from 0 to 1 that depends on nothing but its seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a campaign remembers between its runs: a JSON file that is always whole. */
export class SavedState<T> {
  constructor(
    private readonly file: string,
    private readonly schema: z.ZodType<T>,
  ) {}

  /** What was saved last, or `first` when nothing was. */
  load(first: T): T {
    if (!existsSync(this.file)) return first
    return this.schema.parse(JSON.parse(readFileSync(this.file, 'utf8')))
  }

  save(value: T): void {
    mkdirSync(dirname(this.file), { recursive: true })
    writeFileSync(`${this.file}.part`, JSON.stringify(value))
    renameSync(`${this.file}.part`, this.file)
  }
}
