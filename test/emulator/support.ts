/** An emulator for one test file, with functions of its own, on a folder that is gone afterwards. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '../../emulator/server'
import type { CollectionSpecs, Emulator, EmulatorOptions } from '../../emulator/types'

/** A function to put into the functions folder: the source of its index.js, and its config.json. */
export interface FunctionSource {
  readonly code: string
  readonly config?: Readonly<Record<string, unknown>>
}

export interface TestSetup extends Partial<EmulatorOptions> {
  readonly functions?: Readonly<Record<string, FunctionSource>>
  readonly collections?: CollectionSpecs
}

export interface TestEmulator {
  readonly emulator: Emulator
  readonly dir: string
  readonly options: EmulatorOptions
  /** Ends the emulator and starts another on the same data; `emulator` is that one from then on. */
  restart(): Promise<Emulator>
  /** Writes or rewrites one function. */
  writeFunction(name: string, source: FunctionSource): void
  close(): Promise<void>
}

/** A function whose code is the body of `main(event, context)`, with the SDK at hand as `cloud` and `db`. */
export function functionOf(body: string, config?: FunctionSource['config']): FunctionSource {
  const code = `const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const db = cloud.database()
const _ = db.command
exports.main = async (event, context) => {
${body}
}
`
  return { code, config }
}

/** A function that asks the open API `event.api`, which it may be allowed to, for `event.args`. */
export function askerOf(openapi: readonly string[]): FunctionSource {
  return functionOf(
    `const api = event.api.split('.').reduce((api, name) => api[name], cloud.openapi)
    try { return await api(event.args) } catch (error) { return { errCode: error.errCode, errMsg: error.errMsg } }`,
    { permissions: { openapi } },
  )
}

export async function startEmulator(setup: TestSetup = {}): Promise<TestEmulator> {
  const { functions = {}, collections = {}, ...given } = setup
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-emulator-'))
  const functionsDir = join(dir, 'functions')
  mkdirSync(functionsDir)
  const writeFunction = (name: string, { code, config }: FunctionSource) => {
    mkdirSync(join(functionsDir, name), { recursive: true })
    if (config) writeFileSync(join(functionsDir, name, 'config.json'), JSON.stringify(config))
    writeFileSync(join(functionsDir, name, 'index.js'), code)
  }
  for (const [name, source] of Object.entries(functions)) writeFunction(name, source)
  writeFileSync(join(functionsDir, 'collections.json'), JSON.stringify(collections))
  const options = { port: 0, dataDir: join(dir, 'data'), functionsDir, ...given }
  let emulator = await createEmulator(options)
  let isOpen = true
  const end = async () => {
    if (isOpen) await emulator.close()
    isOpen = false
  }
  return {
    get emulator() {
      return emulator
    },
    dir,
    options,
    writeFunction,
    restart: async () => {
      await end()
      emulator = await createEmulator(options)
      isOpen = true
      return emulator
    },
    close: async () => {
      await end()
      rmSync(dir, { recursive: true })
    },
  }
}
