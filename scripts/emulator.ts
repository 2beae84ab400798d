/**
 * `npm run emulator -- ...`: the emulator by itself.
 *
 * - `--port P`, `--data DIR`, `--seed none|demo`: where, on which folder, with the demo community or without.
 * - `--collections FILE`, `--templates FILE`, `--app FILE`, `--allow-scans`, `--pause-timers`: what a program that is
 *   not ours declares, and how strict the cloud is with it.
 * - `--print-env --port P` prints, one `NAME=value` a line, the environment that points any process using
 *   wx-server-sdk at it: `env $(npm run -s emulator -- --print-env --port 7070) node script.js`.
 * - `--export FILE` writes everything in the data folder into one file and ends, `--import FILE` replaces everything
 *   by such a file and ends.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sdkEnvironment } from '../emulator/environment'
import { StartError } from '../emulator/start-error'
import type { Emulator } from '../emulator/types'
import { keptVariables } from './function-variables'
import { reportUserError, UserError } from './user-error'

const PORT_DEFAULT = 7070
const PORT_MAX = 65_535
/** In a demo the platform takes a moment for a photo, so that its waiting state can be seen. */
const DEMO_MEDIA_DELAY_MS = 2_000
const USAGE =
  'npm run emulator takes --port P, --data DIR, --seed none|demo, --collections FILE, --templates FILE, --app FILE, ' +
  '--allow-scans, --pause-timers, --print-env, --export FILE and --import FILE, after two dashes.'

export interface RunOptions {
  readonly port: number
  readonly dataDir: string
  /** `demo` loads the demo community if the data folder is new. */
  readonly seed: 'none' | 'demo'
  readonly functionsDir?: string
  readonly h5Dir?: string
  readonly collectionsFile?: string
  readonly allowScans?: boolean
  readonly templatesFile?: string
  readonly appFile?: string
  /** Functions' timers run by `advance` and by hand only. */
  readonly pauseTimers?: boolean
}

/** Lies in a data folder while the demo community is being loaded; what it is found in later is only half of it. */
function seedingMark(dataDir: string): string {
  return join(dataDir, 'seeding')
}

/** Whether the data folder is new. What a killed process had half loaded is taken away first. */
function prepareSeeding(dataDir: string): boolean {
  if (existsSync(seedingMark(dataDir))) rmSync(dataDir, { recursive: true })
  return !existsSync(dataDir) || readdirSync(dataDir).length === 0
}

/** Begins the clean end of this process at ^C or a polite kill; a second signal does not wait for it. */
function closeOnSignals(emulator: Emulator): void {
  const close = () => {
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        reportUserError(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, close)
}

async function seed(emulator: Emulator, dataDir: string): Promise<void> {
  console.log('Loading the demo community…')
  writeFileSync(seedingMark(dataDir), '')
  const { seedDemo } = await import('./demo/seed')
  await seedDemo(emulator, { now: Date.now() })
  rmSync(seedingMark(dataDir))
}

/**
 * Starts an emulator that lives until a signal ends it, loads the demo community if that is wanted and the
 * data folder is new, and prints that it is ready.
 * @throws UserError for a taken port, a broken data folder, a wrong collections file.
 */
export async function runEmulator(options: RunOptions): Promise<Emulator> {
  const isToBeSeeded = options.seed === 'demo' && prepareSeeding(options.dataDir)
  try {
    // Loaded only now, so that a wrong argument is told at once.
    const { createEmulator } = await import('../emulator/server')
    const variables = keptVariables(options.dataDir)
    const emulator = await createEmulator({ ...options, variables, watch: true })
    closeOnSignals(emulator)
    if (isToBeSeeded) await seed(emulator, options.dataDir)
    if (options.seed === 'demo')
      emulator.openapi.script.media = { mode: 'pass', delayMs: DEMO_MEDIA_DELAY_MS }
    emulator.timers.isPaused = options.pauseTimers ?? false
    console.log(`cloud console on ${emulator.consoleUrl}`)
    console.log(`emulator ready on ${emulator.url}`)
    void emulator.functions.warm()
    return emulator
  } catch (error) {
    throw error instanceof StartError ? new UserError(error.message) : error
  }
}

interface Arguments extends RunOptions {
  readonly printEnv: boolean
  readonly exportFile?: string
  readonly importFile?: string
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? PORT_DEFAULT)
  if (text === '' || !Number.isInteger(port) || port < 0 || port > PORT_MAX)
    throw new UserError(`--port takes a number from 0 to ${PORT_MAX}, not ${text}.`)
  return port
}

function readSeed(text: string): 'none' | 'demo' {
  if (text === 'none' || text === 'demo') return text
  throw new UserError(`--seed takes none or demo, not ${text}.`)
}

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string', default: join('.tonghao', 'data') },
        seed: { type: 'string', default: 'none' },
        collections: { type: 'string' },
        templates: { type: 'string' },
        app: { type: 'string' },
        'pause-timers': { type: 'boolean', default: false },
        'allow-scans': { type: 'boolean', default: false },
        'print-env': { type: 'boolean', default: false },
        export: { type: 'string' },
        import: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error} ${USAGE}`)
  }
}

function readArguments(args: readonly string[]): Arguments {
  const values = parseCommandLine(args)
  return {
    port: readPort(values.port),
    dataDir: values.data,
    seed: readSeed(values.seed),
    collectionsFile: values.collections,
    templatesFile: values.templates,
    appFile: values.app,
    allowScans: values['allow-scans'],
    pauseTimers: values['pause-timers'],
    printEnv: values['print-env'],
    exportFile: values.export,
    importFile: values.import,
  }
}

/** The export first: both together keep what is there and replace it. */
async function moveData(
  dataDir: string,
  { exportFile, importFile }: Pick<Arguments, 'exportFile' | 'importFile'>,
): Promise<void> {
  const { exportFolder, importFolder } = await import('../emulator/archive/closed-folder')
  try {
    if (exportFile !== undefined) await exportFolder(dataDir, exportFile)
    if (importFile !== undefined) await importFolder(dataDir, importFile)
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error))
  }
}

async function main(): Promise<void> {
  const { printEnv, exportFile, importFile, ...options } = readArguments(process.argv.slice(2))
  if (exportFile !== undefined || importFile !== undefined)
    return moveData(options.dataDir, { exportFile, importFile })
  if (!printEnv) {
    await runEmulator(options)
    return
  }
  if (options.port === 0) throw new UserError('--print-env needs the port of a running emulator: --port P.')
  for (const [name, value] of Object.entries(sdkEnvironment(`http://127.0.0.1:${options.port}`)))
    console.log(`${name}=${value}`)
}

if (require.main === module) main().catch(reportUserError)
