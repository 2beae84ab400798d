/** Starting and ending an emulator: in this process, and by `npm run emulator`. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sdkEnvironment } from '../../emulator/environment'
import { createEmulator } from '../../emulator/server'

const PROJECT = join(__dirname, '..', '..')
/** Starting a process that compiles TypeScript takes seconds on a busy machine. */
jest.setTimeout(120_000)

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tonghao-start-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

async function takenPort(): Promise<{ port: number; server: Server }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, server }
}

const optionsIn = (folder: string) => ({ port: 0, dataDir: join(folder, 'data'), functionsDir: folder })

describe('createEmulator', () => {
  test('keeps documents and files from one start to the next', async () => {
    const first = await createEmulator(optionsIn(dir))
    await first.database.createCollection('notes')
    await first.database.insert('notes', [{ _id: 'n', text: '同好' }])
    const fileId = await first.storage.write('a.txt', Buffer.from('kept'))
    await first.close()
    const second = await createEmulator(optionsIn(dir))
    expect(await second.database.find('notes', { query: { _id: 'n' } })).toEqual([{ _id: 'n', text: '同好' }])
    expect((await second.storage.read(fileId))?.toString()).toBe('kept')
    await second.close()
  })

  test('has a token of its own each time, and an entry address with it', async () => {
    const first = await createEmulator(optionsIn(join(dir, '1')))
    const second = await createEmulator({ ...optionsIn(join(dir, '2')), token: 'given' })
    expect(first.token).toMatch(/^[0-9a-f]{32}$/)
    expect(second.entryUrl).toBe(`${second.url}/enter?token=given`)
    await Promise.all([first.close(), second.close()])
  })

  test('StartError: a taken port, and the port stays free after a failed start', async () => {
    const { port, server } = await takenPort()
    await expect(createEmulator({ ...optionsIn(dir), port })).rejects.toThrow(`port ${port} is taken`)
    await new Promise((resolve) => server.close(resolve))
    writeFileSync(join(dir, 'data'), 'a file where a folder should be')
    await expect(createEmulator({ ...optionsIn(dir), port })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringContaining('is a file; name a folder'),
    })
    rmSync(join(dir, 'data'))
    await (await createEmulator({ ...optionsIn(dir), port })).close()
  })

  test.each(['{', '[]', '{"posts":{}}', '{"posts":{"indexes":[{"name":"a","keys":[["a",2]]}]}}'])(
    'StartError: a collections file that says %s',
    async (text) => {
      const collectionsFile = join(dir, 'wrong.json')
      writeFileSync(collectionsFile, text)
      await expect(createEmulator({ ...optionsIn(dir), collectionsFile })).rejects.toMatchObject({
        name: 'StartError',
        message: expect.stringContaining('does not declare collections'),
      })
    },
  )

  test('StartError: NODE_ENV=production', async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    try {
      await expect(createEmulator(optionsIn(dir))).rejects.toThrow('NODE_ENV=production')
    } finally {
      process.env.NODE_ENV = before
    }
  })
})

describe('npm run emulator', () => {
  interface Ended {
    readonly code: number | null
    readonly out: string[]
    readonly errors: string
  }

  /** Runs the script; `onLine` is called for each line it prints, with a way to send it a signal. */
  function run(
    args: string[],
    onLine: (line: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
  ) {
    const script = join(PROJECT, 'scripts', 'emulator.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { cwd: PROJECT })
    const out: string[] = []
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8')
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      out.push(line)
      onLine(line, (signal) => child.kill(signal))
    })
    return new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, errors })))
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'says when it is ready, and ends cleanly at %s',
    async (signal) => {
      const { code, out, errors } = await run(
        ['--port', '0', '--data', dir, '--seed', 'none'],
        (line, kill) => {
          if (line.startsWith('emulator ready')) kill(signal)
        },
      )
      expect(errors).toBe('')
      expect(out).toEqual([
        expect.stringMatching(/^cloud console on http:\/\/127\.0\.0\.1:\d+\/enter\?token=\w+&to=console$/),
        expect.stringMatching(/^emulator ready on http:\/\/127\.0\.0\.1:\d+$/),
      ])
      expect(code).toBe(0)
    },
  )

  test('--export and --import carry a data folder, and say in one sentence why not', async () => {
    const data = join(dir, 'carried')
    const file = join(dir, 'carried.tar.gz')
    const nothing = await run(['--data', data, '--export', file])
    expect([nothing.code, nothing.errors]).toEqual([1, expect.stringContaining('There is no data')])
    await run(['--port', '0', '--data', data], (line, kill) => {
      if (line.startsWith('emulator ready')) kill('SIGTERM')
    })
    expect(await run(['--data', data, '--export', file])).toMatchObject({ code: 0, errors: '' })
    expect(await run(['--data', join(dir, 'arrived'), '--import', file])).toMatchObject({
      code: 0,
      errors: '',
    })
  })

  test('--print-env prints what points the SDK at it', async () => {
    const { code, out } = await run(['--print-env', '--port', '7123'])
    const printed = Object.fromEntries(
      out.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    expect([code, printed]).toEqual([0, sdkEnvironment('http://127.0.0.1:7123')])
  })

  test('a taken port is one sentence and exit code 1', async () => {
    const { port, server } = await takenPort()
    const { code, errors } = await run(['--port', String(port), '--data', dir])
    await new Promise((resolve) => server.close(resolve))
    expect([code, errors]).toEqual([1, `The emulator cannot listen: port ${port} is taken.\n`])
  })

  test('wrong arguments are one sentence and exit code 1', async () => {
    const missing = ['--collections', '--templates', '--app'].map((option) => {
      const dataDir = join(dir, option)
      return ['--port', '0', '--data', dataDir, option, join(dir, 'none.json')]
    })
    const wrong = [['--port', 'x'], ['--seed', 'all'], ['--nonsense'], ...missing]
    for (const { code, errors } of await Promise.all(wrong.map((args) => run(args)))) {
      expect(code).toBe(1)
      expect(errors.trim().split('\n')).toHaveLength(1)
    }
  })
})
