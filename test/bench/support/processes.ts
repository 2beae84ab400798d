/** Servers of a bench, each in a process of its own, as they are in use: they do not share the client's thread. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(__dirname, '..', '..', '..')

export interface ServerProcess {
  /** `http://127.0.0.1:port` */
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Resolves with the address in the line `ready <address>` that the process prints when it answers. */
function readyUrl(child: ChildProcess, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
      const url = /^ready (\S+)$/m.exec(printed)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it answered.`)))
  })
}

/** Starts `test/bench/{file}`, which gets `options` as JSON in its input's first line and ends when its input does. */
export async function startServer(file: string, options: unknown): Promise<ServerProcess> {
  const args = ['--import', 'tsx', join(__dirname, '..', file)]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.write(`${JSON.stringify(options)}\n`)
  const url = await readyUrl(child, file)
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await ended
    },
  }
}

/** What a server's file does: starts with the options it was given, says where, and ends with its input. */
export async function serve<T>(
  start: (options: T) => Promise<{ readonly url: string; close(): Promise<void> }>,
): Promise<void> {
  const input = createInterface(process.stdin)
  const [options = '{}'] = await once(input, 'line')
  const server = await start(JSON.parse(options))
  input.once('close', () => void server.close().then(() => process.exit()))
  console.log(`ready ${server.url}`)
}
