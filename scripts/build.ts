/** Builds the three products (functions, h5, weapp) when their sources have changed since the last time. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { UserError } from './user-error'

export type BuildTarget = 'cloud' | 'h5' | 'weapp'

const root = join(__dirname, '..')
const execute = promisify(execFile)
/** A tool that fails may say much. */
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024
const TAROS_SOURCES = ['src', 'contract', 'config', 'babel.config.js', 'scripts/taro.ts', 'package-lock.json']
const SOURCES: Record<BuildTarget, readonly string[]> = {
  cloud: ['cloudfunctions', 'contract', 'scripts/build-cloud.ts', 'package-lock.json'],
  h5: TAROS_SOURCES,
  weapp: [...TAROS_SOURCES, 'project.config.json'],
}
const COMMANDS: Record<BuildTarget, readonly string[]> = {
  cloud: ['scripts/build-cloud.ts'],
  h5: ['scripts/taro.ts', 'h5'],
  weapp: ['scripts/taro.ts', 'weapp'],
}
/** A file whose presence says that the product is there. */
const PRODUCTS: Record<BuildTarget, string> = {
  cloud: 'dist/cloud/collections.json',
  h5: 'dist/h5/index.html',
  weapp: 'dist/weapp/app.json',
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** One hash of every byte that goes into a product. */
function fingerprint(target: BuildTarget): string {
  const hash = createHash('sha256')
  for (const source of SOURCES[target])
    for (const file of filesBelow(join(root, source))) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** Where it is kept from which sources a product was built. */
function stampOf(target: BuildTarget): string {
  return join(root, '.cache', `built-${target}`)
}

/** What is being built by hand, or watched, is nobody's finished product: the next `ensureBuilt` builds it anew. */
export function forgetBuilt(target: BuildTarget): void {
  rmSync(stampOf(target), { force: true })
}

/**
 * Makes sure that a product is there and made from the present sources. Several may be asked for at once.
 * @throws UserError when the build fails; the tool's own output has been shown.
 */
export async function ensureBuilt(target: BuildTarget): Promise<void> {
  const stampFile = stampOf(target)
  const now = fingerprint(target)
  if (
    existsSync(join(root, PRODUCTS[target])) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === now
  )
    return
  console.error(`Building ${target}…`)
  await build(target)
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(stampFile, now)
}

async function build(target: BuildTarget): Promise<void> {
  const failed = () => new UserError(`Building ${target} failed; the tool's own words are above.`)
  try {
    await execute(process.execPath, ['--import', 'tsx', ...COMMANDS[target]], {
      cwd: root,
      maxBuffer: OUTPUT_BYTES_MAX,
      env: { ...process.env, NODE_ENV: 'production' },
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = Object(error)
    process.stderr.write(`${stdout}\n${stderr}\n`)
    throw failed()
  }
  if (!existsSync(join(root, PRODUCTS[target]))) throw failed()
}
