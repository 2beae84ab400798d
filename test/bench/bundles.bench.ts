/** What our own code adds to a cold start: loading a function beside loading the SDK, in fresh processes. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { sdkEnvironment } from '../../emulator/environment'
import { functionNames } from '../../scripts/build-cloud'
import { type Finding, ratioOf } from './bench'

const DIST = join(__dirname, '..', '..', 'dist', 'cloud')
const ROUNDS = 7
/** 60 ms where the SDK takes 350. */
const OF_THE_SDK_MAX = 60 / 350
// Without these the SDK looks for a metadata server while it loads.
const ENVIRONMENT = { ...process.env, ...sdkEnvironment('http://127.0.0.1:1') }

/** Milliseconds to load the SDK, and after it the function, in one fresh process. */
function loadOnce(name: string): readonly [sdkMs: number, functionMs: number] {
  const program = `
    const timed = (load) => { const startedAt = performance.now(); load(); return performance.now() - startedAt }
    const sdkMs = timed(() => require('wx-server-sdk'))
    const functionMs = timed(() => require(${JSON.stringify(join(DIST, name, 'index.js'))}))
    process.stdout.write(sdkMs + ' ' + functionMs)`
  const printed = execFileSync(process.execPath, ['-e', program], {
    cwd: DIST,
    env: ENVIRONMENT,
    encoding: 'utf8',
  })
  const [sdkMs = Number.NaN, functionMs = Number.NaN] = printed.split(' ').map(Number)
  return [sdkMs, functionMs]
}

export async function run(): Promise<Finding[]> {
  return functionNames().map((name) => {
    const loads = Array.from({ length: ROUNDS }, () => loadOnce(name))
    return ratioOf(
      {
        name: `cold start of ${name}`,
        meaning: 'what our code adds to loading the SDK',
        bound: OF_THE_SDK_MAX,
      },
      { what: 'the function', times: loads.map(([, functionMs]) => functionMs) },
      { what: 'wx-server-sdk', times: loads.map(([sdkMs]) => sdkMs) },
    )
  })
}
