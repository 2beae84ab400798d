/** Figures that tests measure: printed, and kept under .cache/ for whoever brings docs/figures.md up to date. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(__dirname, '..', '..', '.cache', 'figures')

/** One measured number and the bound it must keep. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly max: number
  readonly unit: string
}

/** Prints the figures as a table and keeps them as `.cache/figures/{topic}.json`. */
export function publishFigures(topic: string, figures: readonly Figure[]): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, `${topic}.json`), `${JSON.stringify(figures, undefined, 2)}\n`)
  const lines = figures.map(
    ({ name, value, max, unit }) => `  ${name}: ${round(value)} ${unit} (at most ${max})`,
  )
  process.stderr.write(`${topic}\n${lines.join('\n')}\n`)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
