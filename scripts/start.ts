/**
 * `npm start`: the whole community on this machine. Builds what has changed, starts the emulator on
 * `.tonghao/data`, loads the demo community the first time, and prints one address to open.
 * `--fresh` begins anew; `--port N` takes another port than 7070.
 */
import { existsSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './build'
import { runEmulator } from './emulator'
import { reportUserError, UserError } from './user-error'

const root = join(__dirname, '..')
const DATA_DIR = join(root, '.tonghao', 'data')
const APP_FILE = join(root, 'dist', 'weapp', 'app.json')
const PORT_DEFAULT = 7070
const PORT_MAX = 65_535

interface StartOptions {
  readonly port: number
  readonly fresh: boolean
}

function readOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, fresh: { type: 'boolean', default: false } },
    })
    const port = Number(values.port ?? PORT_DEFAULT)
    if (!Number.isInteger(port) || port < 0 || port > PORT_MAX)
      throw new UserError(`--port takes a number from 0 to ${PORT_MAX}, not ${values.port}.`)
    return { port, fresh: values.fresh }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError('npm start takes --fresh and --port N, after two dashes: npm start -- --fresh')
  }
}

/** Asked before the build, so that a taken port is told at once and not after half a minute. */
async function requireFreePort(port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', () =>
      reject(
        new UserError(
          `Port ${port} is taken; stop what runs there or choose another: npm start -- --port ${port + 1}`,
        ),
      ),
    )
    probe.listen(port, '127.0.0.1', resolve)
  })
  await new Promise((resolve) => probe.close(resolve))
}

async function main(): Promise<void> {
  const { port, fresh } = readOptions(process.argv.slice(2))
  await requireFreePort(port)
  if (fresh && existsSync(DATA_DIR)) rmSync(DATA_DIR, { recursive: true })
  await Promise.all([ensureBuilt('cloud'), ensureBuilt('h5')])
  const emulator = await runEmulator({
    port,
    dataDir: DATA_DIR,
    seed: 'demo',
    h5Dir: join(root, 'dist', 'h5'),
    functionsDir: join(root, 'dist', 'cloud'),
    // Known once the mini program has been built; the h5 app has the same pages.
    appFile: existsSync(APP_FILE) ? APP_FILE : undefined,
  })
  console.log(
    `\n  同好 Tonghao is ready. Open\n\n    ${emulator.entryUrl}\n\n  ^C ends it; the data stays in .tonghao/.\n`,
  )
}

main().catch(reportUserError)
