/**
 * The emulator: WeChat Cloud on this machine. One HTTP server carries everything: `/admin` for the SDK,
 * `/files` and `/cos` for cloud files, and the gateway for the rest.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { finishImport } from './archive/swap'
import { Clock } from './clock/clock'
import { readCollections } from './collections'
import { ConsoleServer } from './console/console'
import { openDatabase } from './database/database'
import { Front, type RequestHandler } from './front'
import { CallFaults, HangUp } from './functions/call-faults'
import { Host } from './functions/host'
import { countCall, Invocations } from './functions/invocation'
import { Gateway } from './gateway/gateway'
import { send, urlOf } from './http'
import { pushMessage } from './openapi/message-push'
import { OpenApis } from './openapi/open-apis'
import { AdminEndpoint } from './protocol/admin'
import { type House, RunningEmulator } from './running-emulator'
import { StartError } from './start-error'
import { FileServer } from './storage/file-server'
import { DiskStorage } from './storage/files'
import { FunctionTimers } from './timers/timers'
import { type Archive, CloudError, type Database, type Emulator, type EmulatorOptions } from './types'

const PROJECT_DIR = join(__dirname, '..')
/** The header in which the SDK returns, with a file, the token it was given with the upload address. */
const UPLOAD_TOKEN_HEADER = 'x-cos-security-token'

/** Parts that a test may replace, to show that it would notice a broken one. */
export interface EmulatorParts {
  readonly openDatabase?: typeof openDatabase
}

interface FileParts {
  readonly files: FileServer
  readonly invocations: Invocations
  readonly clock: Clock
  readonly faults: CallFaults
}

function makeDataDir({ dataDir }: EmulatorOptions): void {
  if (statSync(dataDir, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new StartError(`The data folder ${dataDir} is a file; name a folder.`)
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    throw cannotOpen(dataDir, error)
  }
}

function cannotOpen(dataDir: string, error: unknown): StartError {
  const reason = error instanceof Error ? error.message : String(error)
  return new StartError(`The data folder ${dataDir} cannot be opened: ${reason}`)
}

async function openData(
  options: EmulatorOptions,
  clock: Clock,
  open: typeof openDatabase,
): Promise<Database> {
  const { dataDir, allowScans, transactionTimeoutMs } = options
  try {
    return await open(join(dataDir, 'database'), { allowScans, transactionTimeoutMs, clock: clock.now })
  } catch (error) {
    throw cannotOpen(dataDir, error)
  }
}

function openHost(
  options: EmulatorOptions,
  url: string,
  database: Database,
  clock: Clock,
  invocations: Invocations,
): Host {
  const functionsDir = functionsDirOf(options)
  return new Host(
    {
      functionsDir,
      modulesDir: join(PROJECT_DIR, 'node_modules'),
      url,
      variables: options.variables ?? {},
      watch: options.watch ?? false,
      clock,
      // New code may bring new indexes with it.
      onReload: () => database.declareCollections(readCollections(options.collectionsFile, functionsDir)),
    },
    invocations,
  )
}

/** What an upload is called among the calls of an invocation. */
const PUT_FILE = 'storage.putFile'

/** Uploads carry the token of the invocation that asked for them, and are one of its calls. */
function answerFile({ files, invocations, clock, faults }: FileParts): RequestHandler {
  return async (request, response) => {
    const uploadToken = request.headers[UPLOAD_TOKEN_HEADER]
    const invocation = invocations.find(typeof uploadToken === 'string' ? uploadToken : undefined)
    try {
      const reply = await countCall(request, PUT_FILE, invocation, clock, (index) =>
        faults.answer({ invocation, action: PUT_FILE, index }, () => files.answer(request)),
      )
      reply(response)
    } catch (error) {
      if (error instanceof HangUp) response.destroy()
      else if (error instanceof CloudError) send(response, 503, 'text/plain; charset=utf-8', error.message)
      else throw error
    }
  }
}

function functionsDirOf({ functionsDir }: EmulatorOptions): string {
  return functionsDir ?? join(PROJECT_DIR, 'dist', 'cloud')
}

/** What the SDK asks for; told apart without taking the address to pieces, because nothing is asked for as often. */
function isAdminUrl(url: string | undefined): boolean {
  return url === '/admin' || url?.startsWith('/admin?') === true
}

interface HouseParts extends EmulatorParts {
  readonly front: Front
  readonly options: EmulatorOptions
  readonly token: string
  readonly archive: Archive
}

/** What has the data open from the start: closed again when the rest cannot be opened. */
interface OpenedData {
  readonly clock: Clock
  readonly database: Database
}

async function openHouse(parts: HouseParts): Promise<House> {
  const { options } = parts
  const collections = readCollections(options.collectionsFile, functionsDirOf(options))
  makeDataDir(options)
  await finishImport(options.dataDir)
  const clock = new Clock(options.dataDir)
  const database = await openData(options, clock, parts.openDatabase ?? openDatabase)
  try {
    await database.declareCollections(collections)
    return await furnish(parts, { clock, database })
  } catch (error) {
    await database.close()
    throw error
  }
}

function openApisOf(
  options: EmulatorOptions,
  url: string,
  clock: Clock,
  files: FileServer,
  host: Host,
): OpenApis {
  const { dataDir, templatesFile, appFile } = options
  return new OpenApis({
    dataDir,
    clock,
    appUrl: url,
    templatesFile: {
      path: templatesFile ?? join(functionsDirOf(options), 'templates.json'),
      isOptional: templatesFile === undefined,
    },
    appFile,
    sizeAt: (address) => files.sizeAt(address, url),
    push: (message) => pushMessage(host, clock, message),
  })
}

async function furnish(
  { front, options, token, archive }: HouseParts,
  { clock, database }: OpenedData,
): Promise<House> {
  const { url, port } = front
  const storage = await DiskStorage.open({ dir: join(options.dataDir, 'files'), url, now: clock.now })
  const invocations = new Invocations(options.callLatencyMs)
  const host = openHost(options, url, database, clock, invocations)
  const timers = new FunctionTimers(host, clock)
  const faults = new CallFaults(database)
  const files = new FileServer(storage)
  const openapi = openApisOf(options, url, clock, files, host)
  const admin = new AdminEndpoint({ database, storage, host, openapi, invocations, clock, faults, url })
  const consoleServer = new ConsoleServer({
    options,
    url,
    database,
    storage,
    host,
    openapi,
    clock,
    timers,
    archive,
  })
  const gateway = new Gateway({ options, host, openapi, storage, port, token, console: consoleServer })
  const answerFiles = answerFile({ files, invocations, clock, faults })
  front.answerWith(async (request, response) => {
    if (isAdminUrl(request.url)) return admin.handle(request, response)
    const { pathname } = urlOf(request)
    return files.owns(pathname) ? answerFiles(request, response) : gateway.handle(request, response)
  })
  openapi.resume()
  timers.isPaused = !options.runTimers
  return {
    database,
    storage,
    functions: host,
    openapi,
    clock,
    timers,
    intercept: (interceptor) => {
      faults.interceptor = interceptor
    },
    close: async (callers) => {
      consoleServer.close()
      timers.close()
      openapi.stop()
      await host.close()
      await openapi.close()
      await clock.settled()
      await callers()
      await database.close()
    },
  }
}

/**
 * Starts an emulator and resolves when it answers.
 * @throws StartError, one sentence, for a taken port, a folder that cannot be used or a wrong collections file.
 */
export async function createEmulator(options: EmulatorOptions, parts: EmulatorParts = {}): Promise<Emulator> {
  if (process.env.NODE_ENV === 'production')
    throw new StartError('The emulator is for development; it does not run with NODE_ENV=production.')
  const front = await Front.open(options.port)
  try {
    const token = options.token ?? randomBytes(16).toString('hex')
    return await RunningEmulator.open({
      front,
      token,
      dataDir: options.dataDir,
      declared: () => readCollections(options.collectionsFile, functionsDirOf(options)),
      openHouse: (archive) => openHouse({ ...parts, front, options, token, archive }),
    })
  } catch (error) {
    await front.close()
    throw error
  }
}
