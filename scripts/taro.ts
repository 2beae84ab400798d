/**
 * `npm run build:weapp`, `npm run build:h5` (and `dev:…`, with `--watch`): Taro's own command with production
 * settings, into dist/weapp or dist/h5. A failed build ends with a code that is not 0; Taro itself may say 0.
 */
import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { forgetBuilt } from './build'

const PRODUCTS = { weapp: 'app.json', h5: 'index.html' } as const
type Target = keyof typeof PRODUCTS

const root = join(__dirname, '..')

function isTarget(word: string | undefined): word is Target {
  return word !== undefined && Object.hasOwn(PRODUCTS, word)
}

/** Runs the build; answers the exit code that this program ends with. */
function build(target: Target, watch: boolean): Promise<number> {
  const product = join(root, 'dist', target, PRODUCTS[target])
  // What an earlier build left must not pass for the result of this one.
  rmSync(product, { force: true })
  forgetBuilt(target)
  const cli = join(dirname(createRequire(__filename).resolve('@tarojs/cli/package.json')), 'bin', 'taro')
  const args = [cli, 'build', '--type', target, ...(watch ? ['--watch'] : [])]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', TARO_ENV: target },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) =>
      resolve(watch && signal ? 0 : existsSync(product) ? (code ?? 1) : code || 1),
    )
  })
}

const [target, flag] = process.argv.slice(2)
if (!isTarget(target) || (flag !== undefined && flag !== '--watch')) {
  console.error('Usage: taro.ts weapp|h5 [--watch]')
  process.exitCode = 1
} else {
  build(target, flag === '--watch').then((code) => {
    process.exitCode = code
  })
}
