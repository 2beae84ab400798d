/**
 * The emulator: WeChat Cloud on this machine. One HTTP server carries everything: `/admin` for the SDK,
 * `/files` and `/cos` for cloud files, and the gateway for the rest.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readCollections } from './collections'
import { openDatabase } from './database/database'
import { sdkEnvironment } from './environment'
import { Front } from './front'
import { Host } from './functions/host'
import { countCall, Invocations } from './functions/invocation'
import { Gateway } from './gateway/gateway'
import { urlOf } from './http'
import { pushMessage } from './openapi/message-push'
import { OpenApis } from './openapi/open-apis'
import { AdminEndpoint } from './protocol/admin'
import { StartError } from './start-error'
import { FileServer } from './storage/file-server'
import { DiskStorage } from './storage/files'
import type { Database, Emulator, EmulatorOptions } from './types'

const PROJECT_DIR = join(__dirname, '..')
/** The header in which the SDK returns, with a file, the token it was given with the upload address. */
const UPLOAD_TOKEN_HEADER = 'x-cos-security-token'

/** Parts that a test may replace, to show that it would notice a broken one. */
export interface EmulatorParts {
  readonly openDatabase?: typeof openDatabase
}

async function openData(options: EmulatorOptions, open: typeof openDatabase): Promise<Database> {
  if (statSync(options.dataDir, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new StartError(`The data folder ${options.dataDir} is a file; name a folder.`)
  try {
    mkdirSync(options.dataDir, { recursive: true })
    return await open(join(options.dataDir, 'database'), { allowScans: options.allowScans })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The data folder ${options.dataDir} cannot be opened: ${reason}`)
  }
}

function openHost(
  options: EmulatorOptions,
  functionsDir: string,
  url: string,
  database: Database,
  invocations: Invocations,
): Host {
  return new Host(
    {
      functionsDir,
      modulesDir: join(PROJECT_DIR, 'node_modules'),
      url,
      watch: options.watch ?? false,
      // New code may bring new indexes with it.
      onReload: () => database.declareCollections(readCollections(options.collectionsFile, functionsDir)),
    },
    invocations,
  )
}

async function assemble(front: Front, options: EmulatorOptions, parts: EmulatorParts): Promise<Emulator> {
  const { url, port } = front
  const functionsDir = options.functionsDir ?? join(PROJECT_DIR, 'dist', 'cloud')
  const collections = readCollections(options.collectionsFile, functionsDir)
  const database = await openData(options, parts.openDatabase ?? openDatabase)
  await database.declareCollections(collections)
  const storage = await DiskStorage.open({ dir: join(options.dataDir, 'files'), url })
  const token = options.token ?? randomBytes(16).toString('hex')
  const invocations = new Invocations(options.callLatencyMs ?? 0)
  const host = openHost(options, functionsDir, url, database, invocations)
  const files = new FileServer(storage)
  const openapi = new OpenApis({
    sizeAt: (address) => files.sizeAt(address, url),
    push: (message) => pushMessage(host, message),
  })
  const admin = new AdminEndpoint({ database, storage, host, openapi, invocations, url })
  const gateway = new Gateway({ options, host, storage, port, token })
  front.answerWith(async (request, response) => {
    const { pathname } = urlOf(request)
    if (pathname === '/admin') return admin.handle(request, response)
    if (!files.owns(pathname)) return gateway.handle(request, response)
    const uploadToken = request.headers[UPLOAD_TOKEN_HEADER]
    const invocation = invocations.find(typeof uploadToken === 'string' ? uploadToken : undefined)
    return countCall(request, invocation, () => files.handle(request, response))
  })
  return {
    url,
    port,
    token,
    dataDir: options.dataDir,
    entryUrl: `${url}/enter?token=${token}`,
    database,
    storage,
    functions: host,
    openapi,
    environment: () => sdkEnvironment(url),
    close: async () => {
      await host.close()
      await openapi.close()
      await front.close()
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
    return await assemble(front, options, parts)
  } catch (error) {
    await front.close()
    throw error
  }
}
