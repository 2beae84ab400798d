/** `npm run bench [name …]`: the timed figures of test/bench, as ratios inside one run. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchRow } from '../test/bench/bench'
import { ensureBuilt } from './build'
import { reportUserError, UserError } from './user-error'

const FOLDER = join(__dirname, '..', 'test', 'bench')
const SUFFIX = '.bench.ts'

interface Bench {
  run(): Promise<BenchRow[]>
}

function benchNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
}

function show({ name, of, to, meaning }: BenchRow): void {
  const ratio = of.medianMs / to.medianMs
  console.log(`${name}: ${ratio.toFixed(2)} x  (${meaning})`)
  console.log(`    ${of.what} ${of.medianMs.toFixed(2)} ms, ${to.what} ${to.medianMs.toFixed(2)} ms`)
}

async function main(wanted: readonly string[]): Promise<void> {
  const names = benchNames()
  for (const name of wanted)
    if (!names.includes(name))
      throw new UserError(`There is no bench named ${name}; there are ${names.join(', ')}.`)
  ensureBuilt('cloud')
  for (const name of names) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const bench: Bench = await import(join(FOLDER, `${name}${SUFFIX}`))
    for (const row of await bench.run()) show(row)
  }
  // The SDK keeps its connections open, which would hold the process for a minute.
  process.exit()
}

main(process.argv.slice(2)).catch((error: unknown) => {
  reportUserError(error)
  process.exit()
})
