/** A PostgreSQL of the bench's own: a fresh data folder, a free port of this machine, every commit on disk. */
import { execFile, execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Where Debian and its kin keep the server's programs, one folder a version. */
const VERSIONS_DIR = '/usr/lib/postgresql'
/** PostgreSQL refuses to run as root; its packages make this user. */
const USER = 'postgres'
const run = promisify(execFile)

export interface Postgres {
  readonly port: number
  readonly user: string
  stop(): Promise<void>
}

/** The folder of the newest PostgreSQL's programs; undefined when there is none. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(VERSIONS_DIR)) return undefined
  const [newest] = readdirSync(VERSIONS_DIR).sort((a, b) => Number(b) - Number(a))
  const programs = newest === undefined ? undefined : join(VERSIONS_DIR, newest, 'bin')
  return programs !== undefined && existsSync(join(programs, 'initdb')) ? programs : undefined
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function idOf(user: string, flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
}

/** Runs one of PostgreSQL's programs, as its own user where we are root. */
async function runProgram(program: string, args: readonly string[], cwd: string): Promise<void> {
  if (isRoot()) await run('runuser', ['-u', USER, '--', program, ...args], { cwd })
  else await run(program, [...args], { cwd })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('there is no free port')),
      )
    })
  })
}

/** Starts an empty server with the durability that PostgreSQL has by default. `programs` as of `postgresPrograms`. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const dir = mkdtempSync(join(tmpdir(), 'tonghao-postgres-'))
  if (isRoot()) chownSync(dir, idOf(USER, '-u'), idOf(USER, '-g'))
  const data = join(dir, 'data')
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${dir}`,
    'fsync=on',
    'synchronous_commit=on',
    'shared_buffers=256MB',
    'max_connections=50',
  ]
  try {
    await runProgram(
      join(programs, 'initdb'),
      ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C'],
      dir,
    )
    const options = settings.map((setting) => `-c ${setting}`).join(' ')
    await runProgram(
      join(programs, 'pg_ctl'),
      ['-D', data, '-l', join(dir, 'log'), '-w', '-o', options, 'start'],
      dir,
    )
  } catch (error) {
    rmSync(dir, { recursive: true, force: true })
    throw error
  }
  return {
    port,
    user: USER,
    async stop() {
      await runProgram(join(programs, 'pg_ctl'), ['-D', data, '-w', '-m', 'fast', 'stop'], dir)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
