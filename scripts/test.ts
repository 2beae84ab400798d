/**
 * `npm test`: the whole suite. Finds or installs a browser, builds what the tests run, checks types and
 * style, runs jest, and writes the count of real results to `.cache/test-summary.txt` for the CI to print.
 * Arguments are handed to jest: `npm test -- --selectProjects unit`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser'
import { ensureBuilt } from './build'
import { runChecks } from './check'
import { reportUserError } from './user-error'

const root = join(__dirname, '..')
const cache = join(root, '.cache')
const RESULTS = join(cache, 'jest-results.json')
const SUMMARY = join(cache, 'test-summary.txt')

/** The part of jest's `--json` output that is read here. */
interface JestResults {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numRuntimeErrorTestSuites: number
  readonly success: boolean
}

function isJestResults(value: unknown): value is JestResults {
  return typeof value === 'object' && value !== null && 'numPassedTests' in value && 'success' in value
}

function runJest(args: readonly string[]): { passed: number; failed: number } {
  spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${RESULTS}`, ...args],
    // With --json jest prints its results to stdout and its progress to stderr; only progress is for people.
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'test' } },
  )
  const results: unknown = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : undefined
  if (!isJestResults(results)) return { passed: 0, failed: 1 }
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
  // A run that jest itself calls unsuccessful for a reason it does not count (obsolete snapshots, no tests) is a failure.
  return { passed: results.numPassedTests, failed: failed === 0 && !results.success ? 1 : failed }
}

/** The functions, which take a moment, and the mini program, which keeps a core busy for as long as the h5 app does. */
async function buildCloudAndWeapp(): Promise<void> {
  await ensureBuilt('cloud')
  await ensureBuilt('weapp')
}

async function main(args: readonly string[]): Promise<void> {
  mkdirSync(cache, { recursive: true })
  rmSync(RESULTS, { force: true })
  rmSync(SUMMARY, { force: true })
  // Three at once on two cores: whichever ends first leaves none of them idle.
  const [browser, checks] = await Promise.all([
    findBrowser(),
    runChecks(),
    ensureBuilt('h5'),
    buildCloudAndWeapp(),
  ])
  process.env.CHROME_PATH = browser
  const jest = runJest(args)
  const passed = jest.passed + checks.filter(Boolean).length
  const failed = jest.failed + checks.filter((ok) => !ok).length
  const line = `${passed} passed, ${failed} failed`
  writeFileSync(SUMMARY, `${line}\n`)
  console.log(line)
  process.exitCode = failed === 0 ? 0 : 1
}

main(process.argv.slice(2)).catch(reportUserError)
