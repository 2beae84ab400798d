/**
 * The door of every npm script. Plain JavaScript, because on a fresh machine nothing is installed yet:
 * it installs what the lock file names when that has not been done, then runs `scripts/<command>.ts`.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NODE_MAJOR_MIN = 20
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.installed-lock')

const fail = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

function installWhatIsMissing() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('Installing packages (once, a few minutes)…')
  // Not `npm ci`: it refuses a lock file that leaves out other platforms' optional binaries, which a registry
  // need not have. The versions are the lock file's all the same.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // A package that is only for development is needed here even where NODE_ENV says production.
    env: { ...process.env, NODE_ENV: 'development', npm_config_ignore_scripts: 'true' },
    shell: process.platform === 'win32',
  })
  if (result.status !== 0)
    fail('Packages could not be installed; npm says why above. Check the network and try again.')
  writeFileSync(stamp, lock)
}

const [command, ...rest] = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN)
  fail(`Node.js ${NODE_MAJOR_MIN} or newer is needed; this is ${process.versions.node}.`)
const script = join(root, 'scripts', `${command}.ts`)
if (!command || !existsSync(script)) fail(`There is no script named ${command ?? '(nothing)'}.`)
installWhatIsMissing()

const child = spawn(process.execPath, ['--import', 'tsx', script, ...rest], { cwd: root, stdio: 'inherit' })
// A terminal's ^C reaches the child by itself; a signal sent to this process alone is passed on.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
process.on('SIGINT', () => {})
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
