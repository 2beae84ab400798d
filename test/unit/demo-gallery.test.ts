/** The demo's pictures become what the media function would have made of an upload, once. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { AVATAR_DISPLAY_SIDE, AVATAR_THUMB_SIDE, PHOTO_THUMB_SIDE } from '../../contract/limits'
import { type Drawing, storeDrawings } from '../../scripts/demo/gallery'

const drawn = (width: number, height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle cx="90" cy="80" r="70" fill="#c8714a"/></svg>`
const POST: Drawing = { svg: drawn(600, 800), purpose: 'post' }
const AVATAR: Drawing = { svg: drawn(192, 192), purpose: 'avatar' }

let cacheDir = ''
beforeEach(() => {
  cacheDir = mkdtempSync(join(tmpdir(), 'tonghao-gallery-'))
})
afterEach(() => rmSync(cacheDir, { recursive: true }))

/** A storage that only remembers. */
function memory() {
  const files = new Map<string, Uint8Array>()
  return {
    files,
    async write(path: string, bytes: Uint8Array) {
      files.set(path, bytes)
      return path
    },
  }
}

test('pictures are stored in the sizes of the product, avatars as squares', async () => {
  const storage = memory()
  const [post, avatar] = await storeDrawings(storage, [POST, AVATAR], cacheDir)
  expect(post).toMatchObject({ width: 600, height: 800, hashBands: { length: 4 } })
  expect(avatar).toMatchObject({ width: AVATAR_DISPLAY_SIDE, height: AVATAR_DISPLAY_SIDE })
  const thumbOf = (fileId = '') => sharp(storage.files.get(fileId)).metadata()
  expect(await thumbOf(post?.thumbFileId)).toMatchObject({ format: 'webp', height: PHOTO_THUMB_SIDE })
  expect(await thumbOf(avatar?.thumbFileId)).toMatchObject({
    width: AVATAR_THUMB_SIDE,
    height: AVATAR_THUMB_SIDE,
  })
  expect(storage.files.size).toBe(6)
})

test('a second time nothing is rendered: the kept files are taken as they are', async () => {
  const first = await storeDrawings(memory(), [POST], cacheDir)
  const [kept = ''] = readdirSync(cacheDir)
  writeFileSync(join(cacheDir, kept, 'thumb.webp'), 'kept')
  const storage = memory()
  const second = await storeDrawings(storage, [POST], cacheDir)
  expect(second).toEqual(first)
  expect(Buffer.from(storage.files.get(second[0]?.thumbFileId ?? '') ?? []).toString()).toBe('kept')
})

test('the same picture rendered twice at once is kept once, whole', async () => {
  const [one, other] = await Promise.all([
    storeDrawings(memory(), [POST], cacheDir),
    storeDrawings(memory(), [POST], cacheDir),
  ])
  expect(one).toEqual(other)
  const folders = readdirSync(cacheDir)
  expect(folders).toHaveLength(1)
  expect(readdirSync(join(cacheDir, folders[0] ?? '')).sort()).toEqual([
    'display.webp',
    'original',
    'sizes.json',
    'thumb.webp',
  ])
  expect(JSON.parse(readFileSync(join(cacheDir, folders[0] ?? '', 'sizes.json'), 'utf8'))).toMatchObject({
    width: 600,
    height: 800,
  })
})
