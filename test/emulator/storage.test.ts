/** Private files: through the real SDK, through plain HTTP, and on the disk. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DiskStorage } from '../../emulator/storage/files'
import type { Emulator } from '../../emulator/types'
import { pointSdkAt, refusalOf, type Sdk } from './sdk'
import { startEmulator, type TestEmulator } from './support'

let world: TestEmulator
let emulator: Emulator
let cloud: Sdk

beforeAll(async () => {
  world = await startEmulator()
  emulator = world.emulator
  cloud = pointSdkAt(emulator)
})
afterAll(() => world.close())

describe('through the real SDK', () => {
  test('a file goes up, gets an address, comes down and goes away', async () => {
    const { fileID } = await cloud.uploadFile({ cloudPath: 'a/中 文.txt', fileContent: Buffer.from('你好') })
    expect(fileID).toBe('cloud://tonghao-local.files/a/中 文.txt')
    const [entry] = (await cloud.getTempFileURL({ fileList: [fileID] })).fileList
    expect(entry).toMatchObject({ fileID, status: 0 })
    expect(await (await fetch(entry?.tempFileURL ?? '')).text()).toBe('你好')
    const { fileContent } = await cloud.downloadFile({ fileID })
    expect(fileContent.toString('utf8')).toBe('你好')
    expect((await cloud.deleteFile({ fileList: [fileID] })).fileList).toMatchObject([{ fileID, status: 0 }])
    expect(await emulator.storage.read(fileID)).toBeUndefined()
  })

  test('bytes arrive as they were sent', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 256))
    const { fileID } = await cloud.uploadFile({ cloudPath: 'bytes.bin', fileContent: bytes })
    expect((await cloud.downloadFile({ fileID })).fileContent.equals(bytes)).toBe(true)
    expect((await emulator.storage.read(fileID))?.equals(bytes)).toBe(true)
  })

  test('STORAGE_FILE_NONEXIST: a missing file has status -503003 and no address', async () => {
    const fileID = emulator.storage.fileIdOf('nothing/here.jpg')
    const { fileList } = await cloud.getTempFileURL({ fileList: [{ fileID, maxAge: 60 }] })
    expect(fileList).toMatchObject([{ fileID, status: -503003, tempFileURL: '' }])
    expect((await cloud.deleteFile({ fileList: [fileID] })).fileList).toMatchObject([{ status: -503003 }])
    expect(await refusalOf(cloud.downloadFile({ fileID }))).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
  })

  test('INVALID_PARAM: an id of another environment has status -501007', async () => {
    const { fileList } = await cloud.getTempFileURL({ fileList: ['cloud://other.bucket/a'] })
    expect(fileList).toMatchObject([{ status: -501007 }])
  })

  test('INVALID_PARAM: more than 50 files at once', async () => {
    const fileList = Array.from({ length: 51 }, (_, i) => emulator.storage.fileIdOf(`f${i}`))
    expect(await refusalOf(cloud.getTempFileURL({ fileList }))).toMatchObject({
      code: 'INVALID_PARAM',
    })
  })

  test.each([
    '../up',
    'a/../../up',
    '/etc/passwd',
    'a//b',
    '',
    'a?b',
    'a#b',
    'a\\b',
    'a%2e',
    `${'x'.repeat(900)}`,
  ])('INVALID_PARAM: the path %p', async (cloudPath) => {
    expect(await refusalOf(cloud.uploadFile({ cloudPath, fileContent: Buffer.from('x') }))).toMatchObject({
      errCode: expect.any(Number),
    })
    expect(() => emulator.storage.fileIdOf(cloudPath)).toThrow()
  })
})

describe('over HTTP', () => {
  const path = 'p/0123456789abcdef/display.webp'
  let url: string
  beforeAll(async () => {
    const fileId = await emulator.storage.write(path, Buffer.from('picture'))
    url = (await emulator.storage.temporaryUrl(fileId, 600)) ?? ''
  })

  test('an address is short, and the same for a while', async () => {
    expect(path).toHaveLength(31)
    expect(url.length).toBeLessThanOrEqual(100)
    expect(await emulator.storage.temporaryUrl(emulator.storage.fileIdOf(path), 600)).toBe(url)
  })

  test('a picture comes with its type, may be cached as long as its address lives, and never runs', async () => {
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('cache-control')).toMatch(/^private, max-age=[1-9]\d*, immutable$/)
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const head = await fetch(url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '7'])
  })

  test('403 without a signature, with a wrong one, for another file, with a later end', async () => {
    const { pathname, searchParams } = new URL(url)
    const signature = searchParams.get('sign') ?? ''
    const expiry = searchParams.get('t') ?? ''
    await emulator.storage.write('p/other.webp', Buffer.from('other'))
    const addresses = [
      pathname,
      `${pathname}?sign=${'A'.repeat(22)}&t=${expiry}`,
      `${pathname}?sign=${signature}`,
      `${pathname}?sign=${signature}&t=${expiry}0`,
      `/files/p/other.webp?sign=${signature}&t=${expiry}`,
      `/files/..%2fsigning-key?sign=${signature}&t=${expiry}`,
      `/files/%E0%A4%A?sign=${signature}&t=${expiry}`,
    ]
    for (const address of addresses) expect((await fetch(emulator.url + address)).status).toBe(403)
  })

  test('403: an upload that is not signed for this file', async () => {
    const response = await fetch(`${emulator.url}/cos/${path}`, { method: 'PUT', body: 'changed' })
    expect(response.status).toBe(403)
    expect((await emulator.storage.read(emulator.storage.fileIdOf(path)))?.toString()).toBe('picture')
  })
})

describe('on the disk', () => {
  let dir: string
  let now = 1_700_000_000_000
  const open = () => DiskStorage.open({ dir, url: 'http://x', now: () => now })
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tonghao-files-'))
  })
  afterEach(() => rmSync(dir, { recursive: true }))

  test('an address ends after its time, not later, and not before half of it', async () => {
    const storage = await open()
    for (let i = 0; i < 50; i++) {
      now += 37_000
      const ticket = storage.ticket('get', 'a', 600)
      const remainingS = storage.remainingS('get', 'a', ticket)
      expect(remainingS).toBeGreaterThanOrEqual(300)
      expect(remainingS).toBeLessThanOrEqual(600)
      now += remainingS * 1000
      expect(storage.remainingS('get', 'a', ticket)).toBe(0)
    }
  })

  test('a permission to read is none to write', async () => {
    const storage = await open()
    expect(storage.remainingS('put', 'a', storage.ticket('get', 'a', 600))).toBe(0)
  })

  test('files and addresses outlive a restart; what was half written does not', async () => {
    const first = await open()
    const fileId = await first.write('a', Buffer.from('1'))
    await first.write('a/b', Buffer.from('2'))
    const ticket = first.ticket('get', 'a', 600)
    writeFileSync(join(dir, 'objects', 'leftover.part'), 'half')
    const second = await open()
    expect((await second.read(fileId))?.toString()).toBe('1')
    expect((await second.read(second.fileIdOf('a/b')))?.toString()).toBe('2')
    expect(second.remainingS('get', 'a', ticket)).toBeGreaterThan(0)
    const names = readdirSync(dir, { recursive: true }).map(String)
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('every file is listed by its path, with its size and the moment it was written', async () => {
    const storage = await open()
    expect(await storage.list()).toEqual([])
    await storage.write('b/中 文.txt', Buffer.from('你好'))
    now += 1_000
    const gone = await storage.write('a', Buffer.from('1'))
    await storage.write('a/b', Buffer.from('22'))
    const listed = [
      { path: 'a', bytes: 1, writtenAt: now },
      { path: 'a/b', bytes: 2, writtenAt: now },
      { path: 'b/中 文.txt', bytes: 6, writtenAt: now - 1_000 },
    ].map((file) => ({ ...file, fileId: storage.fileIdOf(file.path) }))
    expect(await storage.list()).toEqual(listed)
    expect(await (await open()).list()).toEqual(listed)
    await storage.remove(gone)
    expect((await storage.list()).map(({ path }) => path)).toEqual(['a/b', 'b/中 文.txt'])
    expect((await (await open()).list()).map(({ path }) => path)).toEqual(['a/b', 'b/中 文.txt'])
  })

  test('a file has one temporary address for a while, and none as soon as it is removed', async () => {
    const storage = await open()
    const fileId = await storage.write('a', Buffer.from('1'))
    const url = await storage.temporaryUrl(fileId, 600)
    expect(url).toContain('/files/a?sign=')
    expect(await storage.temporaryUrl(fileId, 600)).toBe(url)
    expect(await storage.temporaryUrl(fileId, 60)).not.toBe(url)
    await storage.remove(fileId)
    expect(await storage.temporaryUrl(fileId, 600)).toBeUndefined()
    await storage.write('a', Buffer.from('2'))
    expect(await storage.temporaryUrl(fileId, 600)).toBe(url)
    now += 600_000
    expect(await storage.temporaryUrl(fileId, 600)).not.toBe(url)
  })

  test('a name that was half written counts for nothing, and a file without one gets it when it is written', async () => {
    const storage = await open()
    await storage.write('some/path', Buffer.from('1'))
    const [name = ''] = readdirSync(dir, { recursive: true })
      .map(String)
      .filter((entry) => entry.endsWith('.name'))
    writeFileSync(join(dir, name), 'some/pa')
    const opened = await open()
    expect(await opened.list()).toEqual([])
    expect((await opened.read(opened.fileIdOf('some/path')))?.toString()).toBe('1')
    await opened.write('some/path', Buffer.from('2'))
    rmSync(join(dir, name))
    await opened.write('some/path', Buffer.from('3'))
    expect((await (await open()).list()).map(({ path }) => path)).toEqual(['some/path'])
  })

  test('writing again replaces the whole file', async () => {
    const storage = await open()
    const fileId = await storage.write('a', Buffer.from('long content'))
    await Promise.all([storage.write('a', Buffer.from('x')), storage.write('a', Buffer.from('x'))])
    expect((await storage.read(fileId))?.toString()).toBe('x')
  })
})
