/**
 * `npm run bench [-- name …]`: the timed figures of test/bench, as ratios inside one run, and counts.
 * `--json` prints them as one JSON document; `--strict` fails when a figure crosses its bound.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Bench, type Finding, isMissed } from '../test/bench/bench'
import { ensureBuilt } from './build'
import { reportUserError, UserError } from './user-error'

const FOLDER = join(__dirname, '..', 'test', 'bench')
const SUFFIX = '.bench.ts'

interface Asked {
  readonly names: readonly string[]
  readonly asJson: boolean
  readonly isStrict: boolean
}

function benchNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort()
}

function askedFor(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, strict: { type: 'boolean', default: false } },
  })
  const all = benchNames()
  for (const name of positionals)
    if (!all.includes(name))
      throw new UserError(`There is no bench named ${name}; there are ${all.join(', ')}.`)
  return {
    names: positionals.length > 0 ? positionals : all,
    asJson: values.json,
    isStrict: values.strict,
  }
}

function boundOf(finding: { readonly bound?: number } & Finding): string {
  if (finding.bound === undefined) return ''
  return isMissed(finding) ? `  MISSED: at most ${finding.bound}` : `  (at most ${finding.bound})`
}

/** A finding as lines for a person. */
function describe(finding: Finding): string[] {
  switch (finding.kind) {
    case 'ratio':
      return [
        `${finding.name}: ${finding.ratio.toFixed(2)} x${boundOf(finding)}  ${finding.meaning}`,
        `    ${finding.of.what} ${finding.of.medianMs.toFixed(3)} ms, ${finding.to.what} ${finding.to.medianMs.toFixed(3)} ms`,
      ]
    case 'count':
      return [
        `${finding.name}: ${Number(finding.value.toFixed(2))} ${finding.unit}${boundOf(finding)}  ${finding.meaning}`,
      ]
    case 'breakdown':
      return [
        `${finding.name}:  ${finding.meaning}`,
        ...finding.parts.map(({ what, ms }) => `    ${ms.toFixed(3).padStart(9)} ms  ${what}`),
      ]
    case 'skipped':
      return [`${finding.name}: skipped, ${finding.reason}`]
  }
}

async function main({ names, asJson, isStrict }: Asked): Promise<void> {
  await ensureBuilt('cloud')
  const findings: Record<string, Finding[]> = {}
  for (const name of names) {
    const bench: Bench = await import(join(FOLDER, `${name}${SUFFIX}`))
    const found = await bench.run()
    findings[name] = found
    if (!asJson) for (const line of found.flatMap(describe)) console.log(line)
  }
  const missed = Object.values(findings).flat().filter(isMissed)
  if (asJson) console.log(JSON.stringify({ findings, missed: missed.map(({ name }) => name) }, null, 2))
  for (const { name } of missed) console.error(`MISSED: ${name}`)
  // The SDK keeps its connections open, which would hold the process for a minute.
  process.exit(isStrict && missed.length > 0 ? 1 : 0)
}

Promise.resolve()
  .then(() => main(askedFor(process.argv.slice(2))))
  .catch((error: unknown) => {
    reportUserError(error)
    process.exit(1)
  })
