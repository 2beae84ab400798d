/** Export and import of a running emulator: all of it or nothing, whatever the file is and whenever the process dies. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { exportFolder, importFolder } from '../../emulator/archive/closed-folder'
import { stageImport } from '../../emulator/archive/import'
import { finishImport, incomingData } from '../../emulator/archive/swap'
import type { Emulator } from '../../emulator/types'
import { contentOf, exportBytes, openFolder } from '../support/archive-folder'
import { functionOf, startEmulator, type TestEmulator } from './support'

const read = functionOf("return (await db.collection('notes').orderBy('_id', 'asc').get()).data")
const COLLECTIONS = { notes: { indexes: [{ name: 'slug', keys: [['slug', 1]], unique: true }] } } as const

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function archiveOf(entries: Readonly<Record<string, string>>): Promise<Buffer> {
  const tar = pack()
  for (const [name, text] of Object.entries(entries)) tar.entry({ name, type: 'file' }, text)
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return gzipSync(Buffer.concat(chunks))
}

let world: TestEmulator
let emulator: Emulator
beforeAll(async () => {
  world = await startEmulator({ functions: { read }, collections: COLLECTIONS })
  emulator = world.emulator
})
afterAll(() => world.close())
beforeEach(async () => {
  await emulator.database.importDocuments('notes', [
    { _id: 'a', slug: 'one', at: new Date(5) },
    { _id: 'b', slug: 'two' },
  ])
  await emulator.storage.write('p/1.txt', Buffer.from('picture'))
})

const notes = async () => {
  const caller = { identity: { openid: 'oA' }, source: 'wx_client' as const }
  const { json, error } = await emulator.functions.invoke('read', {}, caller)
  return error ?? JSON.parse(json ?? '')
}
const contentNow = () => {
  const { dataDir: dir, database, storage } = emulator
  return contentOf({ dir, database, storage })
}

describe('a running emulator', () => {
  test('comes back as it was exported, under the same address, and its functions see it', async () => {
    const archive = await bytesOf(emulator.archive.export())
    const before = await notes()
    const { url, token, entryUrl } = emulator
    const picture = await emulator.storage.temporaryUrl(emulator.storage.fileIdOf('p/1.txt'), 600)
    await emulator.database.remove('notes', { query: { _id: 'a' }, multi: false })
    await emulator.database.createCollection('later')
    await emulator.storage.write('p/2.txt', Buffer.from('later'))
    writeFileSync(join(emulator.dataDir, 'identities.json'), '[]')
    expect(await notes()).toHaveLength(1)

    await emulator.archive.import(Readable.from([archive]))
    expect(await notes()).toEqual(before)
    expect([emulator.url, emulator.token, emulator.entryUrl]).toEqual([url, token, entryUrl])
    expect(emulator.database.collectionNames()).toEqual(['notes'])
    expect((await emulator.storage.list()).map(({ path }) => path)).toEqual(['p/1.txt'])
    expect(readdirSync(emulator.dataDir).sort()).toEqual(['database', 'files'])
    // Addresses given out before the import are those of another storage.
    expect((await fetch(picture ?? '')).status).toBe(403)
  })

  test('an export is of one moment, however long it is read', async () => {
    const stream = emulator.archive.export()
    await emulator.database.insert('notes', [{ _id: 'c', slug: 'three' }])
    await emulator.archive.import(stream)
    expect((await notes()).map(({ _id }: { _id: string }) => _id)).toEqual(['a', 'b'])
  })

  test('what was set for this run outlives an import', async () => {
    emulator.openapi.script.media = { mode: 'manual' }
    emulator.timers.isPaused = false
    await emulator.archive.import(emulator.archive.export())
    expect(emulator.openapi.script.media).toEqual({ mode: 'manual' })
    expect(emulator.timers.isPaused).toBe(false)
    emulator.timers.isPaused = true
  })

  test('a reader that goes away ends the export', async () => {
    const stream = emulator.archive.export()
    stream.destroy()
    expect(await bytesOf(emulator.archive.export())).not.toHaveLength(0)
  })
})

describe('ARCHIVE_REFUSED, and nothing has changed', () => {
  const refuse = async (archive: Readable | Buffer, reason: RegExp) => {
    const before = await contentNow()
    const given = Buffer.isBuffer(archive) ? Readable.from([archive]) : archive
    await expect(emulator.archive.import(given)).rejects.toMatchObject({
      code: 'ARCHIVE_REFUSED',
      message: expect.stringMatching(reason),
    })
    expect(await contentNow()).toEqual(before)
    expect(existsSync(join(emulator.dataDir, 'incoming'))).toBe(false)
  }
  const manifest = (change: object = {}) =>
    JSON.stringify({
      format: 'wechat-cloud-emulator',
      version: 1,
      createdAt: 0,
      collections: { notes: { indexes: [] } },
      ...change,
    })
  const end = (change: object = {}) => JSON.stringify({ documents: {}, state: 0, files: 0, ...change })

  test('no gzip, an empty file, a picture', async () => {
    await refuse(Buffer.from('hello'), /not an export/)
    await refuse(Buffer.alloc(0), /Nothing was imported/)
    await refuse(gzipSync('not a tar'.repeat(200)), /Nothing was imported/)
  })

  test('an export cut off anywhere', async () => {
    const archive = await bytesOf(emulator.archive.export())
    const lengths = [
      1,
      10,
      60,
      archive.length >> 2,
      archive.length >> 1,
      archive.length - 9,
      archive.length - 1,
    ]
    for (const length of lengths) await refuse(archive.subarray(0, length), /Nothing was imported/)
  })

  test('a tar cut off, but packed again', async () => {
    const tar = gunzipSync(await bytesOf(emulator.archive.export()))
    for (let length = 512; length < tar.length - 2048; length += 1024)
      await refuse(gzipSync(tar.subarray(0, length)), /Nothing was imported/)
  })

  test('a stream that breaks', async () => {
    const archive = await bytesOf(emulator.archive.export())
    const broken = Readable.from(
      (async function* () {
        yield archive.subarray(0, 100)
        throw new Error('the line went dead')
      })(),
    )
    await refuse(broken, /the line went dead|Premature/)
  })

  test.each<[string, RegExp, Readonly<Record<string, string>>]>([
    ['another program', /not exported by this version/, { 'manifest.json': manifest({ format: 'other' }) }],
    ['a later version', /not exported by this version/, { 'manifest.json': manifest({ version: 2 }) }],
    ['no manifest first', /does not begin with manifest/, { 'end.json': end() }],
    ['no end', /cut off/, { 'manifest.json': manifest() }],
    ['less than it says', /does not hold/, { 'manifest.json': manifest(), 'end.json': end({ files: 1 }) }],
    [
      'a document that is none',
      /no _id/,
      { 'manifest.json': manifest(), 'collections/notes/1.jsonl': '{"a":1}\n' },
    ],
    [
      'a path that leads out',
      /no part of an export/,
      { 'manifest.json': manifest(), 'state/../x.json': '{}' },
    ],
    ['a file that leads out', /not a path/, { 'manifest.json': manifest(), 'files/../x': 'x' }],
    ['a state that is no JSON', /not JSON/, { 'manifest.json': manifest(), 'state/clock.json': 'x' }],
    [
      'what breaks an index that the functions declare',
      /E11000|duplicate/i,
      {
        'manifest.json': manifest(),
        'collections/notes/1.jsonl': '{"_id":"1","slug":"same"}\n{"_id":"2","slug":"same"}\n',
        'end.json': end({ documents: { notes: 2 } }),
      },
    ],
  ])('%s', async (_name, reason, entries) => {
    await refuse(await archiveOf(entries), reason)
  })

  test('while another import runs', async () => {
    const archive = await bytesOf(emulator.archive.export())
    const first = emulator.archive.import(Readable.from([archive]))
    await expect(emulator.archive.import(Readable.from([archive]))).rejects.toMatchObject({
      code: 'ARCHIVE_REFUSED',
    })
    await first
  })
})

describe('a kill', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tonghao-import-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  const prepare = async () => {
    const from = await openFolder(join(dir, 'from'))
    await from.database.createCollection('notes')
    await from.database.insert('notes', [{ _id: 'new' }])
    await from.storage.write('new', Buffer.from('new'))
    writeFileSync(join(from.dir, 'clock.json'), '{}')
    const archive = await exportBytes(from)
    const wanted = await contentOf(from)
    await from.close()
    const to = await openFolder(join(dir, 'to'))
    await to.database.createCollection('old')
    await to.storage.write('old', Buffer.from('old'))
    writeFileSync(join(to.dir, 'identities.json'), '[]')
    const before = await contentOf(to)
    await to.close()
    return { archive, wanted, before }
  }
  const contentAfterStart = async () => {
    await finishImport(join(dir, 'to'))
    const folder = await openFolder(join(dir, 'to'))
    const content = await contentOf(folder)
    await folder.close()
    return content
  }

  test('before all was read leaves everything as it was', async () => {
    const { archive, before } = await prepare()
    await stageImport(Readable.from([archive]), join(dir, 'to'))
    rmSync(join(dir, 'to', 'incoming', 'whole'))
    expect(await contentAfterStart()).toEqual(before)
    expect(existsSync(join(dir, 'to', 'incoming'))).toBe(false)
  })

  test('at any moment of the replacement is finished by the next start', async () => {
    const { archive, wanted } = await prepare()
    await stageImport(Readable.from([archive]), join(dir, 'to'))
    const names = readdirSync(incomingData(join(dir, 'to')))
    expect(names.sort()).toEqual(['clock.json', 'database', 'files'])
    cpSync(join(dir, 'to'), join(dir, 'staged'), { recursive: true, preserveTimestamps: true })
    for (let moved = 0; moved <= names.length; moved++) {
      for (const isNextRemoved of [false, true]) {
        rmSync(join(dir, 'to'), { recursive: true })
        cpSync(join(dir, 'staged'), join(dir, 'to'), { recursive: true, preserveTimestamps: true })
        for (const name of names.slice(0, moved)) {
          rmSync(join(dir, 'to', name), { recursive: true, force: true })
          renameSync(join(incomingData(join(dir, 'to')), name), join(dir, 'to', name))
        }
        if (isNextRemoved)
          rmSync(join(dir, 'to', names[moved] ?? 'identities.json'), { recursive: true, force: true })
        expect(await contentAfterStart()).toEqual(wanted)
        expect(readdirSync(join(dir, 'to')).sort()).toEqual(['clock.json', 'database', 'files'])
      }
    }
  })

  test('the folder that an emulator has open is neither exported nor imported into from outside', async () => {
    const { archive } = await prepare()
    writeFileSync(join(dir, 'backup'), archive)
    const folder = await openFolder(join(dir, 'to'))
    const before = await contentOf(folder)
    await expect(importFolder(join(dir, 'to'), join(dir, 'backup'))).rejects.toThrow(/in use/)
    await expect(exportFolder(join(dir, 'to'), join(dir, 'other'))).rejects.toThrow(/in use/)
    expect(await contentOf(folder)).toEqual(before)
    await folder.close()
    expect(readdirSync(dir).sort()).toEqual(['backup', 'from', 'to'])
    expect(readdirSync(join(dir, 'to'))).not.toContain('incoming')
  })

  test('a folder that nobody has open goes into a file and comes out of it', async () => {
    const { wanted } = await prepare()
    await exportFolder(join(dir, 'from'), join(dir, 'deep', 'backup'))
    expect(readdirSync(join(dir, 'deep'))).toEqual(['backup'])
    await importFolder(join(dir, 'new', 'data'), join(dir, 'deep', 'backup'))
    const folder = await openFolder(join(dir, 'new', 'data'))
    expect(await contentOf(folder)).toEqual(wanted)
    await folder.close()
    await expect(exportFolder(join(dir, 'none'), join(dir, 'x'))).rejects.toThrow(/no data/)
    await expect(importFolder(join(dir, 'none'), join(dir, 'x'))).rejects.toThrow(/no file/)
  })

  test('the folder of another process is left alone', async () => {
    await prepare()
    mkdirSync(join(dir, 'to', 'incoming'), { recursive: true })
    const folder = await openFolder(join(dir, 'to'))
    await expect(finishImport(join(dir, 'to'))).rejects.toThrow(/in use/)
    await folder.close()
  })
})
