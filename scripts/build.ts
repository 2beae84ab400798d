/** Builds the three products (functions, h5, weapp) when their sources have changed since the last time. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from './user-error'

export type BuildTarget = 'cloud' | 'h5' | 'weapp'

const root = join(__dirname, '..')
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
 * Makes sure that a product is there and made from the present sources.
 * @throws UserError when the build fails; the tool's own output has been shown.
 */
export function ensureBuilt(target: BuildTarget): void {
  const stampFile = stampOf(target)
  const now = fingerprint(target)
  if (
    existsSync(join(root, PRODUCTS[target])) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === now
  )
    return
  console.error(`Building ${target}…`)
  const result = spawnSync(process.execPath, ['--import', 'tsx', ...COMMANDS[target]], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (result.status !== 0 || !existsSync(join(root, PRODUCTS[target]))) {
    process.stderr.write(`${result.stdout}\n${result.stderr}\n`)
    throw new UserError(`Building ${target} failed; the tool's own words are above.`)
  }
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(stampFile, now)
}
