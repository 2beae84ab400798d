/**
 * The recorded protocol as a contract: each request that the unmodified SDK was once seen to send is sent
 * again, byte for byte but for what names a server or a transaction, and the reply has to have the recorded
 * shape. What the emulator does not imitate has to say so.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Emulator } from '../../emulator/types'
import { startEmulator, type TestEmulator } from './support'

const CAPTURES = join(__dirname, 'captures')

const captureSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  action: z.string().optional(),
  body: z.record(z.string(), z.unknown()),
  reply: z.record(z.string(), z.unknown()).nullable(),
})
type Capture = z.infer<typeof captureSchema> & { readonly file: string }
const captures: Capture[] = readdirSync(CAPTURES)
  .sort()
  .map((file) => ({ file, ...captureSchema.parse(JSON.parse(readFileSync(join(CAPTURES, file), 'utf8'))) }))

/** What these recorded requests ask for is refused, and the reply has to say why. */
const REFUSED: Readonly<Record<string, string>> = {
  '03-database.getDocument.json': 'Cannot do exclusion on field b in inclusion projection',
  '16-database.aggregateDocuments.json': 'unable to find index for $geoNear query',
  '39-wx.openApi.json': 'not emulated: ApiGetOpenDataByCloudId',
  '40-wx.wxPayApi.json': 'not emulated: wx.wxPayApi unifiedOrder',
}

let world: TestEmulator
let emulator: Emulator
let transactionId = ''

beforeAll(async () => {
  const collections = {
    posts: { indexes: [] },
    acc: { indexes: [] },
    users: { indexes: [] },
    u: { indexes: [] },
  }
  const functions = { hello: { code: 'exports.main = () => ({ ok: 1 })' } }
  world = await startEmulator({ collections, functions, allowScans: true })
  emulator = world.emulator
  await emulator.database.insert('posts', [{ _id: 'p1', n: 1 }])
  await emulator.database.insert('acc', [
    { _id: 'a', n: 1 },
    { _id: 'b', n: 1 },
  ])
})
afterAll(() => world.close())

function captureOf(file: string): Capture {
  const capture = captures.find((candidate) => candidate.file === file)
  if (!capture) throw new Error(`${file} was not recorded`)
  return capture
}

/** The kinds of the values of a reply; an array is as its first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])]
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]))
}

function bodyOf(capture: Capture): Buffer {
  const raw = capture.body.__raw_base64 ?? capture.body.__raw_text
  if (typeof raw === 'string')
    return Buffer.from(raw, capture.body.__raw_base64 === undefined ? 'utf8' : 'base64')
  const isInTransaction = 'transactionId' in capture.body
  return Buffer.from(JSON.stringify(isInTransaction ? { ...capture.body, transactionId } : capture.body))
}

async function replay(capture: Capture): Promise<Response> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = capture.headers
  delete headers['transfer-encoding']
  return fetch(emulator.url + capture.url, {
    method: capture.method,
    headers,
    body: new Uint8Array(bodyOf(capture)),
  })
}

const admin = captures.filter((capture) => capture.url.startsWith('/admin'))

describe('recorded requests', () => {
  test('all of them are here', () => {
    expect(captures).toHaveLength(41)
  })

  // In their order: the transaction that one starts is the next one's.
  for (const capture of admin.filter(({ file, body }) => !REFUSED[file] && !('__raw_base64' in body))) {
    test(`${capture.file} has the recorded reply`, async () => {
      const reply = await (await replay(capture)).json()
      if (typeof reply.transactionId === 'string') transactionId = reply.transactionId
      const recorded = shapeOf(capture.reply)
      // A query that finds nothing and a document that was there before are no other shape.
      if (Array.isArray(reply.data?.list) && reply.data.list.length === 0) reply.data.list = ['']
      expect(shapeOf(reply)).toMatchObject(recorded ?? {})
      expect(Object.keys(reply).sort()).toEqual(Object.keys(capture.reply ?? {}).sort())
    })
  }

  test.each([
    ['36-wx.openApi.json', '"suggest":"pass"'],
    ['37-wx.openApi.json', '"errcode":0'],
    // Its template is known to nobody here.
    ['38-wx.openApi.json', '"errcode":40037'],
  ])('%s is answered %s in protobuf', async (file, answer) => {
    const response = await replay(captureOf(file))
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.toString('utf8')).toContain(answer)
    expect(bytes.toString('utf8')).toContain('application/json')
  })

  for (const [file, what] of Object.entries(REFUSED)) {
    test(`${file} is refused: ${what}`, async () => {
      const text = await (await replay(captureOf(file))).text()
      expect(text).toContain(what)
    })
  }

  test('the recorded upload and download belong to no signed address here', async () => {
    for (const capture of captures.filter(({ url }) => !url.startsWith('/admin'))) {
      const response = await fetch(emulator.url + capture.url, {
        method: capture.method,
        body: capture.method === 'PUT' ? 'hello' : undefined,
      })
      expect(response.ok).toBe(false)
    }
  })
})

describe('what no SDK sends', () => {
  const headers = { authorization: 'TC3-HMAC-SHA256 Credential=x', 'content-type': 'application/json' }
  const post = async (body: string, more: Record<string, string> = {}) => {
    const response = await fetch(`${emulator.url}/admin`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body,
    })
    const reply: { code: string; message: string } = await response.json()
    return reply
  }

  test('NOT_EMULATED: an unknown action, even one that every object has', async () => {
    for (const action of ['database.watch', 'constructor', '__proto__']) {
      expect(await post(JSON.stringify({ action }))).toMatchObject({
        code: 'NOT_EMULATED',
        message: `not emulated: ${action}`,
      })
    }
  })

  test('INVALID_PARAM: a body that is no JSON, no object, without an action or with wrong fields', async () => {
    const wrong = ['{', '[]', 'null', '{"action":1}', '{"action":"database.getDocument","collectionName":7}']
    for (const body of wrong) expect(await post(body)).toMatchObject({ code: 'INVALID_PARAM' })
  })

  test('INVALID_PARAM: a field named __proto__, and nesting without end', async () => {
    const insert = (document: string) =>
      post(JSON.stringify({ action: 'database.insertDocument', collectionName: 'posts', data: [document] }))
    expect(await insert('{"__proto__":{"a":"b"}}')).toMatchObject({ code: 'INVALID_PARAM' })
    expect(await insert(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)).toMatchObject({
      code: 'INVALID_PARAM',
    })
  })

  test('INVALID_PARAM: a multipart form that is cut off', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="action"\r\n\r\nwx.openApi\r\n'
    expect(await post(body, { 'content-type': 'multipart/form-data; boundary=b' })).toMatchObject({
      code: 'INVALID_PARAM',
    })
  })

  test('SIGN_PARAM_INVALID: an unsigned call, and one from a page of another site', async () => {
    expect(await post('{"action":"database.getDocument"}', { authorization: '' })).toMatchObject({
      code: 'SIGN_PARAM_INVALID',
    })
    expect(await post('{"action":"database.getDocument"}', { origin: 'http://evil.example' })).toMatchObject({
      code: 'SIGN_PARAM_INVALID',
    })
  })
})
