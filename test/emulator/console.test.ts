/** The console's endpoints, as its page and a stranger meet them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type * as shapes from '../../emulator/console/shapes'
import type { Emulator } from '../../emulator/types'
import { functionOf, startEmulator, type TestEmulator } from './support'

const COLLECTIONS = { notes: { indexes: [{ name: 'kind_1', keys: [['kind', 1]] }] } } as const

let world: TestEmulator
let emulator: Emulator
beforeAll(async () => {
  world = await startEmulator({
    collections: COLLECTIONS,
    functions: {
      echo: functionOf(
        "console.log('heard', event.word); return { word: event.word, openid: cloud.getWXContext().OPENID }",
        {
          timeout: 5,
          triggers: [{ name: 'tick', type: 'timer', config: '0 0 * * * * *' }],
          messagePush: [{ MsgType: 'event', Event: 'hello' }],
          permissions: { openapi: ['security.msgSecCheck'] },
        },
      ),
      fails: functionOf("throw new Error('on purpose')"),
      broken: { code: 'exports.main = ', config: { timeout: 100_000 } },
    },
  })
  emulator = world.emulator
})
afterAll(() => world.close())

const headers = () => ({ authorization: `Bearer ${emulator.token}` })

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${emulator.url}/console/api/${path}`, { headers: headers() })
  expect([response.status, path]).toEqual([200, path])
  expect(response.headers.get('cache-control')).toBe('no-store')
  return response.json()
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await fetch(`${emulator.url}/console/api/${path}`, {
    method: 'POST',
    headers: { ...headers(), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect([response.status, path]).toEqual([200, path])
  return response.json()
}

describe('the door', () => {
  const paths = ['', '/collections', '/api/overview', '/api/export', '/api/live', '/assets/console.js']

  test.each(paths)('403 NOT_LET_IN: /console%s without the token', async (path) => {
    expect((await fetch(`${emulator.url}/console${path}`)).status).toBe(403)
    const wrong = { authorization: 'Bearer wrong' }
    expect((await fetch(`${emulator.url}/console${path}`, { headers: wrong })).status).toBe(403)
  })

  test('403 WRONG_ORIGIN: a page of another site', async () => {
    const response = await fetch(`${emulator.url}/console/api/overview`, {
      headers: { ...headers(), origin: 'http://evil.example' },
    })
    expect(response.status).toBe(403)
  })

  test('404 NOT_FOUND: a change by GET, an unknown endpoint, an asset that is not there', async () => {
    for (const path of ['api/time/reset', 'api/nothing', 'api/collections/notes', 'assets/nothing.js'])
      expect((await fetch(`${emulator.url}/console/${path}`, { headers: headers() })).status).toBe(404)
  })

  test('400 BAD_REQUEST: another shape than is asked for', async () => {
    for (const [body, type] of [
      ['{}', 'application/json'],
      ['{', 'application/json'],
      ['{"at":1,"frozen":true}', 'text/plain'],
    ]) {
      const response = await fetch(`${emulator.url}/console/api/time/set`, {
        method: 'POST',
        headers: { ...headers(), 'content-type': type ?? '' },
        body,
      })
      expect(response.status).toBe(400)
    }
  })

  test('the entry address leads there, and the page runs its own script only', async () => {
    expect(emulator.consoleUrl).toBe(`${emulator.url}/enter?token=${emulator.token}&to=console`)
    const entry = await fetch(emulator.consoleUrl)
    expect(await entry.text()).toContain('url=/console"')
    const page = await fetch(`${emulator.url}/console/anything`, { headers: headers() })
    const policy = page.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/)
    const html = await page.text()
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g)) {
      for (const encoding of ['br', 'gzip', 'identity']) {
        const asset = await fetch(emulator.url + path, {
          headers: { ...headers(), 'accept-encoding': encoding },
        })
        expect(asset.headers.get('content-encoding') ?? 'identity').toBe(encoding)
        expect(asset.headers.get('cache-control')).toContain('immutable')
        expect((await asset.text()).length).toBeGreaterThan(0)
      }
    }
  })
})

describe('functions', () => {
  test('are told with their settings, and why one cannot be loaded', async () => {
    const functions = await get<shapes.FunctionInfo[]>('functions')
    expect(functions.map(({ name }) => name)).toEqual(['broken', 'echo', 'fails'])
    expect(functions[1]).toMatchObject({
      timeoutS: 5,
      memoryMb: 256,
      openApis: ['security.msgSecCheck'],
      pushes: ['event/hello'],
      timer: '0 0 * * * * *',
    })
    expect(functions[1]?.problem).toBeUndefined()
    expect(functions[0]?.problem).toContain('not a function')
    world.writeFunction('broken', { code: 'exports.main = () => 1', config: {} })
  })

  test('run for whoever is chosen, and leave a record with logs and cost', async () => {
    const outcome = await post<shapes.InvokeOutcome>('functions/echo/invoke', {
      event: "{ word: '你好', }",
      openid: 'oLin',
      source: 'wx_client',
    })
    expect(JSON.parse(outcome.json ?? '')).toEqual({ word: '你好', openid: 'oLin' })
    const [summary] = await get<shapes.RecordSummary[]>('records?function=echo')
    expect(summary).toMatchObject({ functionName: 'echo', requestId: outcome.record?.requestId, logLines: 1 })
    expect(await get(`records/${summary?.requestId}`)).toMatchObject({
      logs: [expect.stringContaining('heard 你好')],
    })
  })

  test('say what went wrong: in the function, in the event, in the name', async () => {
    const invoke = (name: string, event: string) =>
      post<shapes.InvokeOutcome>(`functions/${name}/invoke`, { event, openid: '', source: 'wx_trigger' })
    expect((await invoke('fails', '')).problem?.message).toContain('on purpose')
    expect((await invoke('echo', '{ word: ')).problem).toMatchObject({ code: 'SYNTAX', position: 8 })
    expect((await invoke('nobody', '{}')).problem?.code).toBe('FUNCTION_NOT_FOUND')
  })

  test('are warmed and loaded anew', async () => {
    expect(await post('functions/warm', {})).toEqual({})
    world.writeFunction('fails', { code: 'exports.main = () => "well"' })
    expect(await post('functions/reload', { name: 'fails' })).toEqual({})
    const outcome = await post<shapes.InvokeOutcome>('functions/fails/invoke', {
      event: '',
      openid: '',
      source: 'wx_client',
    })
    expect(outcome.json).toBe('"well"')
  })
})

describe('collections', () => {
  beforeAll(() =>
    emulator.database.importDocuments(
      'notes',
      Array.from({ length: 250 }, (_, i) => ({
        _id: `n${String(i).padStart(3, '0')}`,
        kind: i % 5,
        at: new Date(i),
        deep: { pattern: /x/i },
      })),
    ),
  )
  const query = (text: string, scan = false) =>
    post<shapes.QueryAnswer>('collections/notes/query', { text, scan })

  test('are told with their indexes and sizes', async () => {
    expect(await get('collections')).toEqual([
      {
        name: 'notes',
        count: { value: 250, isMore: false },
        averageBytes: expect.any(Number),
        indexes: COLLECTIONS.notes.indexes,
      },
    ])
  })

  test('documents come page by page, whatever their ids are', async () => {
    const first = await get<shapes.DocumentsPage>('collections/notes/documents')
    expect(first.documents[0]).toEqual({
      _id: 'n000',
      kind: 0,
      at: { $date: '1970-01-01T00:00:00.000Z' },
      deep: { pattern: { $regex: '/x/i' } },
    })
    expect([first.documents.length, first.isMore]).toEqual([100, true])
    const last = await get<shapes.DocumentsPage>(
      `collections/notes/documents?after=${encodeURIComponent('"n199"')}`,
    )
    expect([last.documents.length, last.documents[0]?._id, last.isMore]).toEqual([50, 'n200', false])
  })

  test('a query says what it cost and which index served it', async () => {
    const answer = await query('where({ kind: 3 }).limit(2).field({ kind: 1 })')
    expect(answer.rows).toEqual([
      { _id: 'n003', kind: 3 },
      { _id: 'n008', kind: 3 },
    ])
    expect(answer).toMatchObject({ servedBy: ['kind_1'], isPartial: false, collection: 'notes' })
    expect(answer.examined).toBeGreaterThanOrEqual(2)
    expect(await query('where({ kind: 3 }).count()')).toMatchObject({ count: 50, rows: [] })
    expect(
      await query("[{ $match: { kind: 1 } }, { $group: { _id: '$kind', n: { $sum: 1 } } }]"),
    ).toMatchObject({
      rows: [{ _id: 1, n: 50 }],
    })
  })

  test('INDEX_MISSING: a query without an index, until it is wanted all the same', async () => {
    const text = "where({ at: _.gte(new Date(240)) }).orderBy('at', 'desc').limit(3)"
    expect((await query(text)).problem).toMatchObject({
      code: 'INDEX_MISSING',
      message: expect.stringContaining('at'),
    })
    const answer = await query(text, true)
    expect(answer.rows?.map(({ _id }) => _id)).toEqual(['n249', 'n248', 'n247'])
    expect(answer).toMatchObject({ examined: 250, servedBy: [], isPartial: false })
    expect(await query('where({ at: _.lt(new Date(7)) }).count()', true)).toMatchObject({ count: 7 })
    expect(
      await query("[{ $group: { _id: '$kind', n: { $sum: 1 } } }, { $sort: { _id: 1 } }]", true),
    ).toMatchObject({
      rows: [0, 1, 2, 3, 4].map((kind) => ({ _id: kind, n: 50 })),
      servedBy: [],
    })
  })

  test('SYNTAX: with the place in the text', async () => {
    expect((await query('{ kind: }')).problem).toEqual({
      code: 'SYNTAX',
      message: 'this is not understood',
      position: 8,
    })
    expect((await query('{ kind: /(/ }')).problem?.code).toBe('SYNTAX')
    expect((await query("collection('none').get()")).problem?.code).toBe('DATABASE_COLLECTION_NOT_EXIST')
  })

  test('documents are added, replaced and removed', async () => {
    const added = await post<shapes.ChangeAnswer>('collections/notes/documents', {
      text: "{ _id: 'mine', kind: 9, at: new Date('2026-11-22') }",
    })
    expect(added).toEqual({ id: 'mine' })
    const before = "{ _id: 'mine', kind: 9, at: new Date('2026-11-22T00:00:00.000Z') }"
    const replace = (text: string) => post<shapes.ChangeAnswer>('collections/notes/replace', { before, text })
    expect((await replace("{ _id: 'other', kind: 9 }")).problem?.message).toContain('_id')
    expect(await replace("{ _id: 'mine', kind: 10 }")).toEqual({ id: 'mine' })
    expect((await replace("{ _id: 'mine', kind: 11 }")).problem?.message).toContain('changed or removed')
    expect(await emulator.database.find('notes', { query: { _id: 'mine' } })).toEqual([
      { _id: 'mine', kind: 10 },
    ])
    await post('collections/notes/remove', { ids: ['mine'] })
    expect(await emulator.database.find('notes', { query: { _id: 'mine' } })).toEqual([])
    const duplicate = await post<shapes.ChangeAnswer>('collections/notes/documents', {
      text: "{ _id: 'n000' }",
    })
    expect(duplicate.problem?.code).toBe('DATABASE_REQUEST_FAILED')
    expect(
      (await post<shapes.ChangeAnswer>('collections/notes/documents', { text: '[1]' })).problem?.code,
    ).toBe('SYNTAX')
  })

  test('a collection is made', async () => {
    expect(await post('collections', { name: 'fresh' })).toEqual({ id: 'fresh' })
    expect(emulator.database.collectionNames()).toContain('fresh')
    expect((await post<shapes.ChangeAnswer>('collections', { name: 'not a name' })).problem?.code).toBe(
      'DATABASE_REQUEST_FAILED',
    )
  })
})

describe('files', () => {
  test('lie in folders, pictures small, and come and go by hand', async () => {
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a34a28' } })
      .png()
      .toBuffer()
    const upload = await fetch(
      `${emulator.url}/console/api/files/upload?path=${encodeURIComponent('图/a.png')}`,
      { method: 'POST', headers: headers(), body: new Uint8Array(picture) },
    )
    expect(upload.status).toBe(200)
    await emulator.storage.write('图/deep/b.txt', Buffer.from('text'))
    expect(await get('files')).toMatchObject({
      folders: [{ name: '图', count: 2, bytes: picture.length + 4, preview: '图/a.png' }],
      files: [],
      hidden: 0,
    })
    const listing = await get<shapes.FolderListing>(`files?folder=${encodeURIComponent('图')}`)
    expect(listing.folders).toEqual([{ name: 'deep', count: 1, bytes: 4 }])
    expect(listing.files).toMatchObject([
      { name: 'a.png', path: '图/a.png', bytes: picture.length, isPicture: true },
    ])
    expect((await fetch(listing.files[0]?.url ?? '')).status).toBe(200)

    const thumbnail = await fetch(
      `${emulator.url}/console/api/files/thumbnail?path=${encodeURIComponent('图/a.png')}`,
      { headers: headers() },
    )
    const { format, width } = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata()
    expect([format, width]).toEqual(['webp', 320])
    expect(await post('files/remove', { path: '图/a.png' })).toEqual({ isRemoved: true })
    expect(await get(`files?folder=${encodeURIComponent('图')}`)).toMatchObject({ files: [] })
  })

  test('404 NOT_FOUND: a small picture of what is none', async () => {
    await emulator.storage.write('fake.png', Buffer.from('no picture'))
    for (const path of ['fake.png', 'none.png', '%E5%9B%BE/deep/b.txt'])
      expect(
        (await fetch(`${emulator.url}/console/api/files/thumbnail?path=${path}`, { headers: headers() }))
          .status,
      ).toBe(404)
  })

  test('400 BAD_PATH: an upload that leads out', async () => {
    const response = await fetch(`${emulator.url}/console/api/files/upload?path=../x`, {
      method: 'POST',
      headers: headers(),
      body: 'x',
    })
    expect(response.status).toBe(400)
  })
})

describe('the platform', () => {
  test('the script is shown and set part by part', async () => {
    const state = await post<shapes.OpenApiState>('open-apis/script', {
      text: { mode: 'slow', delayMs: 5 },
      risk: { mode: 'by-person', ranks: { oBad: 4 } },
    })
    expect(state.script.text).toEqual({ mode: 'slow', delayMs: 5 })
    expect(emulator.openapi.script.risk.ranks).toEqual({ oBad: 4 })
    expect((await get<shapes.OpenApiState>('open-apis')).script.media).toEqual({ mode: 'pass' })
  })

  test('a message is pushed to the function that wants it', async () => {
    expect(
      await post('open-apis/push', { text: "{ MsgType: 'event', Event: 'hello', word: 'pushed' }" }),
    ).toEqual({})
    expect(emulator.functions.records.at(-1)).toMatchObject({
      functionName: 'echo',
      logs: [expect.stringContaining('heard pushed')],
    })
    const refused = await post<{ problem: shapes.Problem }>('open-apis/push', {
      text: "{ MsgType: 'event', Event: 'unknown' }",
    })
    expect(refused.problem.message).toContain('exactly one function')
    expect(await post('open-apis/push', { text: '{' })).toMatchObject({ problem: { code: 'SYNTAX' } })
  })

  test('a verdict on what was never asked is refused', async () => {
    const refused = await post<{ problem: shapes.Problem }>('open-apis/verdict', {
      traceId: 'none',
      verdict: 'pass',
    })
    expect(refused.problem.message).toContain('none')
  })
})

describe('time', () => {
  afterAll(() => emulator.clock.reset())

  test('is set, frozen, moved on and given back', async () => {
    const at = Date.UTC(2030, 0, 1)
    expect(await post('time/set', { at, frozen: true })).toMatchObject({ now: at, isFrozen: true })
    expect(await post('time/advance', { durationMs: 3_600_000 })).toMatchObject({ now: at + 3_600_000 })
    const { timers, isPaused } = await get<shapes.TimeState>('time')
    expect(timers).toMatchObject([{ functionName: 'echo', name: 'tick', lastRun: { at: at + 3_600_000 } }])
    expect(isPaused).toBe(true)
    expect(Math.abs((await post<shapes.TimeState>('time/reset', {})).now - Date.now())).toBeLessThan(5_000)
  })

  test('a timer runs by hand, and timers are paused', async () => {
    const outcome = await post<shapes.InvokeOutcome>('timers/run', {
      functionName: 'echo',
      timerName: 'tick',
    })
    expect(outcome.record?.functionName).toBe('echo')
    expect(
      (await post<shapes.InvokeOutcome>('timers/run', { functionName: 'echo', timerName: 'no' })).problem,
    ).toBeDefined()
    expect(await post('timers/pause', { isPaused: false })).toMatchObject({ isPaused: false })
    expect(await post('timers/pause', { isPaused: true })).toMatchObject({ isPaused: true })
  })
})

test('identities are those of the picker, with their pictures', async () => {
  const avatarUrl = await emulator.storage.write('avatars/lin.png', Buffer.from('face'))
  writeFileSync(
    join(emulator.dataDir, 'identities.json'),
    JSON.stringify([{ openid: 'oLin', name: '林小满', avatarUrl }]),
  )
  const { choices } = await get<shapes.Identities>('identities')
  expect(choices.map(({ value }) => value)).toEqual(['oLin', 'oLocalGuest', 'new'])
  expect((await fetch(choices[0]?.avatarUrl ?? '')).status).toBe(200)
})

test('the overview counts everything', async () => {
  expect(await get('overview')).toMatchObject({
    functions: 3,
    collections: expect.arrayContaining([{ name: 'notes', count: { value: 250, isMore: false } }]),
    identities: 1,
    hasApp: false,
    url: emulator.url,
  })
})

test('an open page is told what has changed', async () => {
  const stopped = new AbortController()
  const response = await fetch(`${emulator.url}/console/api/live`, {
    headers: headers(),
    signal: stopped.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const told = async (topic: string) => {
    for (let text = ''; !text.includes(`"${topic}"`); ) text += (await reader?.read())?.value ?? ''
  }
  await post('functions/echo/invoke', { event: '{}', openid: 'oLin', source: 'wx_client' })
  await told('functions')
  await post('open-apis/script', { codes: { mode: 'down' } })
  await told('openapi')
  await post('time/set', { at: 0, frozen: true })
  await told('time')
  await post('time/reset', {})
  stopped.abort()
})

test('everything goes out as one file and comes in again; ARCHIVE_REFUSED: what is none', async () => {
  const file = await fetch(`${emulator.url}/console/api/export`, { headers: headers() })
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="cloud-[\d-]+\.tar\.gz"$/)
  const bytes = await file.arrayBuffer()
  await emulator.database.remove('notes', { query: { _id: 'n000' }, multi: false })
  const send = async (body: BodyInit) => {
    const response = await fetch(`${emulator.url}/console/api/import`, {
      method: 'POST',
      headers: headers(),
      body,
    })
    expect(response.status).toBe(200)
    return response.json()
  }
  expect(await send('nonsense')).toMatchObject({ problem: { code: 'ARCHIVE_REFUSED' } })
  expect(await emulator.database.count('notes', {})).toBe(249)
  expect(await send(bytes)).toEqual({})
  expect(await emulator.database.count('notes', {})).toBe(250)
})
