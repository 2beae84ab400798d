/** What the h5 app and a stranger meet at the gateway. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PHOTO_BYTES_MAX } from '../../contract/limits'
import type { Emulator } from '../../emulator/types'
import { startEmulator, type TestEmulator } from './support'

const INLINE_SCRIPT = "document.documentElement.dataset.ready = 'yes'"
const INDEX = `<!doctype html><html><head><script>${INLINE_SCRIPT}</script><script src="js/app.0123abcd.js"></script></head></html>`

let world: TestEmulator
let emulator: Emulator
let h5Dir: string

beforeAll(async () => {
  h5Dir = mkdtempSync(join(tmpdir(), 'tonghao-h5-'))
  mkdirSync(join(h5Dir, 'js'))
  writeFileSync(join(h5Dir, 'index.html'), INDEX)
  writeFileSync(join(h5Dir, 'js', 'app.0123abcd.js'), 'ready()')
  writeFileSync(join(h5Dir, '..', 'outside.txt'), 'secret')
  world = await startEmulator({
    h5Dir,
    functions: {
      echo: {
        code: 'exports.main = async (event) => ({ event, openid: process.env.WX_OPENID, source: process.env.TCB_SOURCE })',
      },
      fails: { code: "exports.main = async () => { throw new Error('on purpose') }" },
      sleeps: { code: 'exports.main = () => new Promise(() => {})', config: { timeout: 1 } },
    },
  })
  emulator = world.emulator
  const avatar = await emulator.storage.write('avatars/chen.webp', Buffer.from('face'))
  writeFileSync(
    join(world.options.dataDir, 'identities.json'),
    JSON.stringify([
      { openid: 'oLin', name: '林小满', note: '普通成员' },
      { openid: 'oChen', name: '陈师傅 <b>', avatarUrl: avatar },
    ]),
  )
})
afterAll(async () => {
  await world.close()
  rmSync(h5Dir, { recursive: true })
  rmSync(join(h5Dir, '..', 'outside.txt'))
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly text: string
}

/** A raw request: unlike fetch it lets a test choose Host, and follows nothing. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: emulator.port, method, path, headers },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

const asProgram = (openid?: string) => ({
  authorization: `Bearer ${emulator.token}`,
  ...(openid === undefined ? {} : { 'x-openid': openid }),
})
const JSON_TYPE = { 'content-type': 'application/json' }
const call = (name: string, body: string, headers: Record<string, string>) =>
  send('POST', `/call/${name}`, { ...JSON_TYPE, ...headers }, body)

/** A browser in as far as it keeps cookies. */
class Browser {
  private readonly cookies = new Map<string, string>()

  async send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send(method, path, { cookie, ...headers }, body)
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (line.includes('Max-Age=0')) this.cookies.delete(name)
      else this.cookies.set(name, value)
      expect(line).toContain('HttpOnly')
      expect(line).toContain('SameSite=Strict')
    }
    return answer
  }

  enter(): Promise<Answer> {
    return this.send('GET', `/enter?token=${emulator.token}`)
  }

  pick(value: string): Promise<Answer> {
    return this.send(
      'POST',
      '/identity',
      { 'content-type': 'application/x-www-form-urlencoded' },
      `as=${value}`,
    )
  }

  async openid(): Promise<string> {
    const { text } = await this.send('POST', '/call/echo', JSON_TYPE, '{}')
    return JSON.parse(text).openid
  }
}

describe('calls', () => {
  test('a call reaches the function with the identity and the input', async () => {
    const { status, text, headers } = await call(
      'echo',
      '{"action":"a.b","input":{"x":1}}',
      asProgram('oAnn'),
    )
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      openid: 'oAnn',
      source: 'wx_client',
      event: { action: 'a.b', input: { x: 1 } },
    })
    expect(headers['x-request-id']).toBe(emulator.functions.records.at(-1)?.requestId)
  })

  test('401: nobody has been picked, and where to go', async () => {
    const { status, text } = await call('echo', '{}', asProgram())
    expect([status, JSON.parse(text)]).toEqual([401, { signInUrl: '/identity' }])
  })

  test('an empty identity is nobody, and is let through', async () => {
    expect(JSON.parse((await call('echo', '{}', asProgram(''))).text).openid).toBeUndefined()
  })

  test('403 NOT_LET_IN: without the token, or with another', async () => {
    const strangers: Record<string, string>[] = [{}, { authorization: 'Bearer wrong', 'x-openid': 'oAnn' }]
    for (const headers of strangers) {
      const { status, text } = await call('echo', '{}', headers)
      expect([status, JSON.parse(text).error]).toEqual([403, 'NOT_LET_IN'])
    }
  })

  test('403 NOT_LET_IN: an identity header beside a browser cookie does not count', async () => {
    const browser = new Browser()
    await browser.enter()
    await browser.pick('oLin')
    const { text } = await browser.send('POST', '/call/echo', { ...JSON_TYPE, 'x-openid': 'oChen' }, '{}')
    expect(JSON.parse(text).openid).toBe('oLin')
  })

  test('400 BAD_JSON: no JSON, no object, too deep, not said to be JSON', async () => {
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`
    for (const body of ['{', '[]', '1', 'null', deep]) {
      const { status, text } = await call('echo', body, asProgram('oAnn'))
      expect([status, JSON.parse(text).error]).toEqual([400, 'BAD_JSON'])
    }
    expect((await call('echo', '{}', { ...asProgram('oAnn'), 'content-type': 'text/plain' })).status).toBe(
      400,
    )
  })

  test('413: more than 100 KB', async () => {
    expect(
      (await call('echo', JSON.stringify({ x: 'x'.repeat(101 * 1024) }), asProgram('oAnn'))).status,
    ).toBe(413)
  })

  test('404 FUNCTION_NOT_FOUND', async () => {
    for (const name of ['nobody', '..%2f..', ''])
      expect((await call(name, '{}', asProgram('oAnn'))).status).toBe(404)
  })

  test('502 FUNCTION_FAILED: a throw and a timeout', async () => {
    const thrown = await call('fails', '{}', asProgram('oAnn'))
    expect([thrown.status, JSON.parse(thrown.text)]).toEqual([
      502,
      { error: 'FUNCTION_FAILED', message: 'on purpose' },
    ])
    expect((await call('sleeps', '{}', asProgram('oAnn'))).status).toBe(502)
  })
})

describe('uploads', () => {
  const upload = (path: string, bytes: Buffer) =>
    send('POST', `/upload?path=${encodeURIComponent(path)}`, asProgram('oAnn'), bytes)

  test('a file gets an id, and is private', async () => {
    const { status, text } = await upload('incoming/a b.jpg', Buffer.from('bytes'))
    expect(status).toBe(200)
    const { fileId } = JSON.parse(text)
    expect((await emulator.storage.read(fileId))?.toString()).toBe('bytes')
    expect((await fetch(`${emulator.url}/files/incoming/a%20b.jpg`)).status).toBe(403)
  })

  test('413: more than a photo may be, told in JSON', async () => {
    const { status, text } = await upload('incoming/large', Buffer.alloc(PHOTO_BYTES_MAX + 65 * 1024))
    expect([status, JSON.parse(text).error]).toEqual([413, 'TOO_LARGE'])
    expect(await emulator.storage.read(emulator.storage.fileIdOf('incoming/large'))).toBeUndefined()
  })

  test('400: a path elsewhere, or one that leads elsewhere', async () => {
    for (const path of ['p/a.webp', 'incoming', 'incoming/../p/a', 'incoming/', ''])
      expect((await upload(path, Buffer.from('x'))).status).toBe(400)
  })

  test('401 and 403 as for calls', async () => {
    expect((await send('POST', '/upload?path=incoming/a', asProgram(), 'x')).status).toBe(401)
    expect((await send('POST', '/upload?path=incoming/a', {}, 'x')).status).toBe(403)
  })
})

describe('coming in', () => {
  test('the entry address lets a browser in, and leads to the picker and then to the app', async () => {
    const browser = new Browser()
    expect((await browser.enter()).text).toContain('url=/identity')
    const picked = await browser.pick('oLin')
    expect([picked.status, picked.headers.location]).toEqual([303, '/'])
    expect(await browser.openid()).toBe('oLin')
    expect((await browser.enter()).text).toContain('content="0;url=/"')
  })

  test('the picker shows who there is, signed faces and harmless names', async () => {
    const browser = new Browser()
    await browser.enter()
    await browser.pick('oLin')
    const { status, text, headers } = await browser.send('GET', '/identity')
    expect(status).toBe(200)
    expect(text).toContain('林小满')
    expect(text).toContain('陈师傅 &lt;b&gt;')
    expect(text).toMatch(/src="http:\/\/127\.0\.0\.1:\d+\/files\/avatars\/chen\.webp\?sign=/)
    expect(text.match(/现在/g)).toHaveLength(1)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  test('a new person is somebody else each time; the guest is always the same', async () => {
    const browser = new Browser()
    await browser.enter()
    await browser.pick('new')
    const first = await browser.openid()
    await browser.pick('new')
    expect(await browser.openid()).not.toBe(first)
    await browser.pick('oLocalGuest')
    expect(await browser.openid()).toBe('oLocalGuest')
  })

  test('signing out leads to the picker and forgets who it was', async () => {
    const browser = new Browser()
    await browser.enter()
    await browser.pick('oLin')
    const left = await browser.send('GET', '/sign-out')
    expect([left.status, left.headers.location]).toEqual([303, '/identity'])
    expect((await browser.send('POST', '/call/echo', JSON_TYPE, '{}')).status).toBe(401)
  })

  test('403: the app, the picker and a choice without the token, and a wrong token', async () => {
    for (const path of ['/', '/identity', '/enter?token=wrong', '/enter'])
      expect((await send('GET', path)).status).toBe(403)
    expect((await new Browser().pick('oLin')).status).toBe(403)
  })

  test('400 BAD_IDENTITY: a choice that is none', async () => {
    const browser = new Browser()
    await browser.enter()
    for (const value of ['', 'a%0d%0aset-cookie:x', 'x'.repeat(65)])
      expect((await browser.pick(value)).status).toBe(400)
  })

  test('421 WRONG_HOST: a foreign name that was pointed at this machine', async () => {
    for (const host of ['evil.example', `evil.example:${emulator.port}`, '127.0.0.1', '127.0.0.1:1'])
      expect((await send('GET', '/identity', { host })).status).toBe(421)
    expect((await send('GET', '/identity', { host: `localhost:${emulator.port}` })).status).toBe(403)
  })

  test('403 WRONG_ORIGIN: a page of another site', async () => {
    const { status, text } = await call('echo', '{}', { ...asProgram('oAnn'), origin: 'http://evil.example' })
    expect([status, JSON.parse(text).error]).toEqual([403, 'WRONG_ORIGIN'])
    expect((await call('echo', '{}', { ...asProgram('oAnn'), origin: 'null' })).status).toBe(403)
    expect((await call('echo', '{}', { ...asProgram('oAnn'), origin: emulator.url })).status).toBe(200)
  })
})

describe('the h5 app', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = new Browser()
    await browser.enter()
  })

  test('index.html is asked for anew each time and may run only what is its own', async () => {
    const { text, headers } = await browser.send('GET', '/')
    expect(text).toBe(INDEX)
    expect(headers['cache-control']).toBe('no-cache')
    const policy = String(headers['content-security-policy'])
    const hash = createHash('sha256').update(INLINE_SCRIPT).digest('base64')
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`)
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
    expect(policy).toContain("connect-src 'self'")
  })

  test('files with a hash in their name are kept', async () => {
    const { text, headers } = await browser.send('GET', '/js/app.0123abcd.js')
    expect(text).toBe('ready()')
    expect(headers['cache-control']).toContain('immutable')
    expect(headers['content-type']).toContain('text/javascript')
  })

  test('no icon is no error, because every browser asks for one', async () => {
    expect((await browser.send('GET', '/favicon.ico')).status).toBe(204)
  })

  test('404: nothing outside the folder, no folders, nothing that is not there', async () => {
    const paths = [
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/js',
      '/nothing.js',
      '/%00',
      '/%E0%A4%A',
    ]
    for (const path of paths) {
      const { status, text } = await browser.send('GET', path)
      expect([path, status]).toEqual([path, 404])
      expect(text).not.toContain('secret')
    }
  })
})
