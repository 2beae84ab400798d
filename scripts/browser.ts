/** Finds the Chromium that the browser tests and the screenshots drive, installing Debian's when there is none. */
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { UserError } from './user-error'

const execute = promisify(execFile)
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024

const COMMAND_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']
/** Where installers put a browser without putting it on the PATH. */
const KNOWN_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]
/** Without the Chinese fonts every screenshot would be boxes and every measured text too narrow. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-noto-cjk']

/** Flags for a browser that stays quiet, runs as root in a container, and talks to nobody but the page. */
export const BROWSER_FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = folders.flatMap((folder) => COMMAND_NAMES.map((name) => join(folder, name)))
  return [...onPath, ...KNOWN_PATHS].find(isExecutable)
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && isExecutable('/usr/bin/apt-get')
}

async function installFromDebian(): Promise<void> {
  console.log('No browser found; installing Chromium and Chinese fonts from Debian (once)…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES]]) {
    try {
      await execute('apt-get', ['-q', ...args], { env, maxBuffer: OUTPUT_BYTES_MAX })
    } catch (error) {
      process.stderr.write(String(Object(error).stderr))
      throw new UserError(`apt-get ${args[0]} failed; its own words are above. Install Chromium by hand.`)
    }
  }
}

/**
 * The path of a Chrome or Chromium: `CHROME_PATH`, else one that is installed, else Debian's, installed on the
 * spot when this is Debian and we are root.
 * @throws UserError one sentence saying what to do, when there is none.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.CHROME_PATH
  if (named) {
    if (!isExecutable(named)) throw new UserError(`CHROME_PATH names ${named}, which is not a program.`)
    return named
  }
  const installed = installedBrowser()
  if (installed) return installed
  if (isRootOnDebian()) {
    await installFromDebian()
    const fresh = installedBrowser()
    if (fresh) return fresh
  }
  throw new UserError('No browser found: install Chrome or Chromium, or set CHROME_PATH to one.')
}
